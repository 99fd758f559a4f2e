import { Module } from '@nestjs/common';
import { AssessmentTaskController } from './assessment-task.controller.js';
import { DecisionController } from './decision.controller.js';
import { FalseFactsController } from './false-facts.controller.js';
import { ReversalController } from './reversal.controller.js';
import { ScreeningController } from './screening.controller.js';
import { StatementController } from './statement.controller.js';

@Module({
  controllers: [
    AssessmentTaskController,
    DecisionController,
    FalseFactsController,
    ReversalController,
    ScreeningController,
    StatementController,
  ],
})
export class DecisionsModule {}
