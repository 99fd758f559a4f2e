import { Module } from '@nestjs/common';
import { PolicyController } from './policy.controller.js';
import { QuoteController } from './quote.controller.js';
import { PolicyReads } from './policy.reads.js';

@Module({ controllers: [PolicyController, QuoteController], providers: [PolicyReads] })
export class PoliciesModule {}
