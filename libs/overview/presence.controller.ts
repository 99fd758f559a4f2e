import { Body, Controller, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe } from '#http';
import { incidentById } from '#incidents';
import type { PersonEntity } from '#people';
import { LiveUpdates } from './live-updates.js';
import { PresenceDto } from './presence.dto.js';

@ApiTags('incidents')
@Controller()
export class PresenceController {
  constructor(
    private readonly database: Database,
    private readonly live: LiveUpdates,
  ) {}

  @Put('incidents/:id/presence')
  @HttpCode(204)
  @Needs('presence.tell')
  @ApiOperation({
    summary: 'Say that one has a case open: others of the insurer hear it by `/events`; nothing is kept',
  })
  @ApiNoContentResponse()
  async tell(@By() actor: Actor, @Param('id', IdPipe) incidentId: string, @Body() body: PresenceDto): Promise<void> {
    const person = await this.database.read(actor, async (tx) => {
      await incidentById(tx, incidentId);
      return tx.one<Pick<PersonEntity, 'display_name'>>('SELECT display_name FROM person WHERE id = $1', [actor.id]);
    });
    await this.live.tellPresence({
      incidentId,
      personId: actor.id,
      personName: person?.display_name ?? '',
      expenseId: body.expenseId,
      isThere: body.isThere,
      isNew: body.isNew,
    });
  }
}
