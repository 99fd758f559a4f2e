import { Module } from '@nestjs/common';
import { SESSIONS } from '#platform';
import { AgencyController } from './agency.controller.js';
import { DeskController } from './desk.controller.js';
import { DutyController } from './duty.controller.js';
import { FacilityController } from './facility.controller.js';
import { FacilityReads } from './facility.reads.js';
import { ImportController } from './import.controller.js';
import { InstitutionController } from './institution.controller.js';
import { InstitutionReads } from './institution.reads.js';
import { PasswordController } from './password.controller.js';
import { PersonController } from './person.controller.js';
import { PersonReads } from './person.reads.js';
import { SessionController } from './session.controller.js';
import { RoleGrantController } from './role-grant.controller.js';
import { PasswordSessions } from './session-reader.js';
import { Sessions } from './sessions.js';
import { Passwords } from './set-password.js';
import { DeviceCodes } from './device-codes.js';
import { KnownDevices } from './known-devices.js';
import { SignInAttempts } from './sign-in-attempts.js';
import { SignInRefusals } from './sign-in-refusals.js';
import { StaffingController } from './staffing.controller.js';
import { StaffingReads } from './staffing.reads.js';

@Module({
  controllers: [
    SessionController,
    PasswordController,
    InstitutionController,
    FacilityController,
    ImportController,
    PersonController,
    RoleGrantController,
    DutyController,
    DeskController,
    AgencyController,
    StaffingController,
  ],
  providers: [
    Sessions,
    SignInAttempts,
    SignInRefusals,
    KnownDevices,
    DeviceCodes,
    Passwords,
    InstitutionReads,
    FacilityReads,
    PersonReads,
    StaffingReads,
    { provide: SESSIONS, useClass: PasswordSessions },
  ],
  exports: [SESSIONS],
})
export class PartiesModule {}
