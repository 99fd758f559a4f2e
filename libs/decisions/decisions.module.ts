import { Module } from '@nestjs/common';
import { AssessmentTaskController } from './assessment-task.controller.js';
import { ComparableCostsController } from './comparable-costs.controller.js';
import { DecisionController } from './decision.controller.js';
import { CaseCheckController } from './case-check.controller.js';
import { FalseFactsController } from './false-facts.controller.js';
import { ReversalController } from './reversal.controller.js';
import { ScreeningController } from './screening.controller.js';
import { WatchEntryController } from './watch-entry.controller.js';
import { StatementController } from './statement.controller.js';

@Module({
  controllers: [
    AssessmentTaskController,
    DecisionController,
    CaseCheckController,
    ComparableCostsController,
    FalseFactsController,
    ReversalController,
    ScreeningController,
    WatchEntryController,
    StatementController,
  ],
})
export class DecisionsModule {}
