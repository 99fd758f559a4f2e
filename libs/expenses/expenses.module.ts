import { Module } from '@nestjs/common';
import { ClaimantController } from './claimant.controller.js';
import { EvidenceController } from './evidence.controller.js';
import { ExpenseImportController } from './expense-import.controller.js';
import { PreApprovalController } from './pre-approval.controller.js';

@Module({
  controllers: [ClaimantController, EvidenceController, ExpenseImportController, PreApprovalController],
})
export class ExpensesModule {}
