import { Module } from '@nestjs/common';
import { CoverageAssessmentController } from './coverage-assessment.controller.js';
import { PolicyLimitsController } from './policy-limits.controller.js';

@Module({
  controllers: [CoverageAssessmentController, PolicyLimitsController],
})
export class AssessmentModule {}
