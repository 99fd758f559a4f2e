import { Module } from '@nestjs/common';
import { SESSIONS } from '#http';
import { AgencyController } from './agency.controller.js';
import { DeviceCodes } from './device-codes.js';
import { KnownDevices } from './known-devices.js';
import { PasswordController } from './password.controller.js';
import { PersonController } from './person.controller.js';
import { PersonReads } from './person.reads.js';
import { RoleGrantController } from './role-grant.controller.js';
import { PasswordSessions } from './session-reader.js';
import { SessionController } from './session.controller.js';
import { Sessions } from './sessions.js';
import { Passwords } from './set-password.js';
import { SignInAttempts } from './sign-in-attempts.js';
import { SignInRefusals } from './sign-in-refusals.js';

@Module({
  controllers: [SessionController, PasswordController, PersonController, RoleGrantController, AgencyController],
  providers: [
    Sessions,
    SignInAttempts,
    SignInRefusals,
    KnownDevices,
    DeviceCodes,
    Passwords,
    PersonReads,
    { provide: SESSIONS, useClass: PasswordSessions },
  ],
  exports: [SESSIONS],
})
export class PeopleModule {}
