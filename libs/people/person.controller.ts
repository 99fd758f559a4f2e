import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, ExpectedVersion, IdPipe, pageOf, type Page } from '#http';
import { type Config, CONFIG } from '#platform';
import { createPerson } from './create-person.js';
import { departPerson } from './depart-person.js';
import { cancelDeparture } from './cancel-departure.js';
import { invitationLink, type MadeInvitation } from './invitation.js';
import { invitePerson } from './invite-person.js';
import {
  DepartureDto,
  Invitation,
  InvitedPerson,
  NewPersonDto,
  PersonDetails,
  PersonQuery,
  PersonSummary,
  RenamePersonDto,
} from './person.dto.js';
import { personDetails, PersonReads } from './person.reads.js';
import { renamePerson } from './rename-person.js';
import { ReasonDto } from './role-grant.dto.js';

@ApiTags('people')
@Controller('users')
export class PersonController {
  constructor(
    private readonly people: PersonReads,
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Needs('people.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'People with the roles they hold in force' })
  @ApiOkResponse({ type: pageOf(PersonSummary) })
  list(@By() actor: Actor, @Query() query: PersonQuery): Promise<Page<PersonSummary>> {
    return this.people.list(actor, query);
  }

  @Get(':id')
  @Needs('people.read')
  @ApiOperation({ summary: 'One person with every role grant: who granted, who confirmed, who ended it' })
  @ApiOkResponse({ type: PersonDetails })
  one(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<PersonDetails> {
    return this.people.one(actor, id);
  }

  @Post()
  @Needs('people.write')
  @Refuses('parties.agency-not-found', 'parties.email-taken', 'parties.institution-not-found', 'parties.two-sides')
  @OneEffect()
  @ApiOperation({ summary: 'Enter a person; the answer shows, once, the link by which they set their password' })
  @ApiCreatedResponse({ type: InvitedPerson })
  async create(@By() actor: Actor, @Body() body: NewPersonDto): Promise<InvitedPerson> {
    let made: MadeInvitation | undefined;
    const kept = await this.database.access(actor, async (tx): Promise<InvitedPerson> => {
      const created = await createPerson(tx, body);
      made = created.invitation;
      return { ...(await personDetails(tx, created.id)), invitation: withoutLink(made) };
    });
    return { ...kept, invitation: this.#shown(kept.invitation, made) };
  }

  @Post(':id/invitations')
  @Needs('people.write')
  @Refuses('parties.person-left')
  @OneEffect()
  @ApiOperation({ summary: 'Make a new link for a person; older ones cannot be used any more' })
  @ApiCreatedResponse({ type: Invitation })
  async invite(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<Invitation> {
    let made: MadeInvitation | undefined;
    const kept = await this.database.access(actor, async (tx) => {
      made = await invitePerson(tx, id);
      return withoutLink(made);
    });
    return this.#shown(kept, made);
  }

  @Patch(':id')
  @Needs('people.write')
  @Refuses('parties.person-left', 'requests.stale-version')
  @ApiOperation({ summary: 'Change how a person is called' })
  @ApiOkResponse({ type: PersonDetails })
  rename(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion() version: number | null,
    @Body() body: RenamePersonDto,
  ): Promise<PersonDetails> {
    return this.database.transaction(actor, async (tx) => {
      await renamePerson(tx, id, version, body.displayName);
      return personDetails(tx, id);
    });
  }

  @Post(':id/departures')
  @HttpCode(200)
  @Needs('people.write')
  @Refuses('parties.in-the-past', 'parties.last-administrators', 'parties.person-left')
  @OneEffect()
  @ApiOperation({ summary: 'Set when a person leaves: signed out, in charge of nothing, their work with others' })
  @ApiOkResponse({ type: PersonDetails })
  depart(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: DepartureDto): Promise<PersonDetails> {
    return this.database.access(actor, async (tx) => {
      await departPerson(tx, id, body);
      return personDetails(tx, id);
    });
  }

  @Post(':id/departure-withdrawals')
  @HttpCode(200)
  @Needs('people.write')
  @Refuses('parties.no-departure', 'parties.person-left')
  @OneEffect()
  @ApiOperation({ summary: 'Take back a leaving that is still to come' })
  @ApiOkResponse({ type: PersonDetails })
  stay(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: ReasonDto): Promise<PersonDetails> {
    return this.database.access(actor, async (tx) => {
      await cancelDeparture(tx, id, body.reason);
      return personDetails(tx, id);
    });
  }

  // the answer is stored for repeats without its secret: only the request that made the link returns it
  #shown(kept: Invitation, made: MadeInvitation | undefined): Invitation {
    return made?.id === kept.id ? { ...kept, link: invitationLink(this.config.publicUrl, made.token) } : kept;
  }
}

function withoutLink({ id, expiresAt }: MadeInvitation): Invitation {
  return { id, expiresAt: expiresAt.toISOString(), link: null };
}
