import { Module } from '@nestjs/common';
import { CaseNoteController } from './case-note.controller.js';
import { DeskCallController } from './desk-call.controller.js';
import { IntakeController } from './intake.controller.js';
import { ReportIncident } from './report-incident.js';

@Module({
  controllers: [IntakeController, DeskCallController, CaseNoteController],
  providers: [ReportIncident],
})
export class IntakeModule {}
