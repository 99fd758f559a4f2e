import { Controller, Headers, Query, Sse, type MessageEvent } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { Needs } from '#access';
import { type Actor } from '#database';
import { By } from '#http';
import { LiveUpdates } from './live-updates.js';
import { EventsQuery } from './live.dto.js';

@ApiTags('events')
@Controller('events')
export class LiveController {
  constructor(private readonly live: LiveUpdates) {}

  @Sse()
  @Needs('incidents.read')
  @ApiOperation({
    summary:
      'What changes, as server-sent events: `hello`, `change` (type of the event, id of its case), ' +
      '`ping`, `reset` (read everything anew), `presence` (for the insurer alone: who opened or left which case, ' +
      'kept nowhere)',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'the last event seen; before `after`' })
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  events(
    @By() actor: Actor,
    @Query() { after }: EventsQuery,
    @Headers('last-event-id') last: string | undefined,
  ): Observable<MessageEvent> {
    const seen = last !== undefined && /^\d{1,15}$/.test(last) ? Number(last) : (after ?? null);
    return this.live.stream(actor, seen);
  }
}
