import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, IdPipe, pageOf, type Page } from '#http';
import type { Role } from '#kernel';
import { confirmRole } from './confirm-role.js';
import { endRole } from './end-role.js';
import { grantRole } from './grant-role.js';
import { GrantRoleDto, ReasonDto, RoleGrantLine, RoleGrantQuery } from './role-grant.dto.js';
import { listRoleGrants, roleGrantView } from './role-grant.reads.js';

@ApiTags('people')
@Controller()
export class RoleGrantController {
  constructor(private readonly database: Database) {}

  @Get('role-grants')
  @Needs('people.read')
  @Refuses(
    'parties.grant-ended',
    'parties.grant-in-force',
    'parties.grant-of-ones-own',
    'parties.person-left',
    'parties.role-for-oneself',
    'requests.cursor-malformed',
  )
  @ApiOperation({ summary: 'Role grants; `state=waiting` is what a second administrator has to confirm or to reject' })
  @ApiOkResponse({ type: pageOf(RoleGrantLine) })
  list(@By() actor: Actor, @Query() query: RoleGrantQuery): Promise<Page<RoleGrantLine>> {
    return this.database.read(actor, (tx) => listRoleGrants(tx, query));
  }

  @Post('users/:id/roles')
  @Needs('people.write')
  @Refuses(
    'parties.grant-ended',
    'parties.grant-in-force',
    'parties.grant-of-ones-own',
    'parties.person-left',
    'parties.role-for-oneself',
    'parties.role-held',
    'parties.role-of-other-side',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Grant a role; one of the insurer’s waits for a second administrator' })
  @ApiCreatedResponse({ type: RoleGrantLine })
  grant(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: GrantRoleDto): Promise<RoleGrantLine> {
    return this.database.access(actor, async (tx) => roleGrantView(tx, await grantRole(tx, id, body.role as Role)));
  }

  @Post('role-grants/:id/confirmations')
  @HttpCode(200)
  @Needs('people.write')
  @Refuses(
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'parties.grant-ended',
    'parties.grant-in-force',
    'parties.grant-of-ones-own',
    'parties.last-administrators',
    'parties.person-left',
    'parties.role-for-oneself',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Confirm a role that another administrator granted to somebody else' })
  @ApiOkResponse({ type: RoleGrantLine })
  confirm(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<RoleGrantLine> {
    return this.#decide(actor, id, (tx) => confirmRole(tx, id));
  }

  @Post('role-grants/:id/endings')
  @HttpCode(200)
  @Needs('people.write')
  @Refuses(
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'parties.grant-ended',
    'parties.grant-in-force',
    'parties.grant-of-ones-own',
    'parties.last-administrators',
    'parties.person-left',
    'parties.role-for-oneself',
  )
  @OneEffect()
  @ApiOperation({ summary: 'End a role, or reject one that waits: the person is signed out at once' })
  @ApiOkResponse({ type: RoleGrantLine })
  end(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: ReasonDto): Promise<RoleGrantLine> {
    return this.#decide(actor, id, (tx) => endRole(tx, id, body.reason));
  }

  #decide(actor: Actor, id: string, decide: (tx: Tx) => Promise<void>): Promise<RoleGrantLine> {
    return this.database.access(actor, async (tx) => {
      await decide(tx);
      return roleGrantView(tx, id);
    });
  }
}
