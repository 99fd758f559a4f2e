import { Module } from '@nestjs/common';
import { PolicyController } from './policy.controller.js';
import { PolicyReads } from './policy.reads.js';

@Module({ controllers: [PolicyController], providers: [PolicyReads] })
export class PoliciesModule {}
