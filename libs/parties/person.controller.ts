import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, IdPipe, Needs, pageOf, type Actor, type Page } from '#platform';
import { PersonDetails, PersonQuery, PersonSummary } from './person.dto.js';
import { PersonReads } from './person.reads.js';

@ApiTags('people')
@Controller('users')
export class PersonController {
  constructor(private readonly people: PersonReads) {}

  @Get()
  @Needs('people.read')
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
}
