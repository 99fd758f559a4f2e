import { Module } from '@nestjs/common';
import { DeskCallController } from './desk-call.controller.js';
import { IntakeController } from './intake.controller.js';
import { ReportIncident } from './report-incident.js';

@Module({
  controllers: [IntakeController, DeskCallController],
  providers: [ReportIncident],
})
export class IntakeModule {}
