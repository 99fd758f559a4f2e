import { Module } from '@nestjs/common';
import { TeamController } from './team.controller.js';
import { LaneController } from './lane.controller.js';
import { SkillController } from './skill.controller.js';
import { AuthorityController } from './authority.controller.js';
import { RosterController } from './roster.controller.js';
import { AbsenceController } from './absence.controller.js';

@Module({
  controllers: [
    RosterController,
    AbsenceController,
    TeamController,
    LaneController,
    SkillController,
    AuthorityController,
  ],
})
export class StaffingModule {}
