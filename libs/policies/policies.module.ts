import { Module } from '@nestjs/common';
import { ApprovedTerms } from '#terms';
import { PolicyController } from './policy.controller.js';
import { QuoteController } from './quote.controller.js';
import { TermsController } from './terms.controller.js';
import { PolicyReads } from './policy.reads.js';

@Module({ controllers: [PolicyController, QuoteController, TermsController], providers: [PolicyReads, ApprovedTerms] })
export class PoliciesModule {}
