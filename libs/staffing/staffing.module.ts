import { Module } from '@nestjs/common';
import { DeskController } from './desk.controller.js';
import { DutyController } from './duty.controller.js';
import { StaffingController } from './staffing.controller.js';
import { StaffingReads } from './staffing.reads.js';

@Module({
  controllers: [DutyController, DeskController, StaffingController],
  providers: [StaffingReads],
})
export class StaffingModule {}
