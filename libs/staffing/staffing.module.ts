import { Module } from '@nestjs/common';
import { AgencyController } from './agency.controller.js';
import { DeskController } from './desk.controller.js';
import { DutyController } from './duty.controller.js';
import { StaffingController } from './staffing.controller.js';
import { StaffingReads } from './staffing.reads.js';

@Module({
  controllers: [DutyController, DeskController, AgencyController, StaffingController],
  providers: [StaffingReads],
})
export class StaffingModule {}
