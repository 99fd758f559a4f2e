import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe } from '#http';
import { ClockPreviewDto, DraftClockDto } from './clock-preview.dto.js';
import { clockPreview } from './clock-preview.js';

@ApiTags('payments')
@Controller()
export class ClockPreviewController {
  constructor(private readonly database: Database) {}

  @Post('expenses/:id/clock-previews')
  @HttpCode(200)
  @Needs('expenses.work')
  @Refuses(
    'payments.clock-over',
    'payments.extended-already',
    'payments.not-complete',
    'payments.not-later',
    'payments.not-suspended',
    'payments.senior-needed',
    'payments.suspended-already',
    'payments.wrong-day',
  )
  @ApiOperation({
    summary: 'What an act on the time to pay would move, and what the claimant would be told; nothing is kept',
  })
  @ApiOkResponse({ type: ClockPreviewDto })
  draft(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: DraftClockDto): Promise<ClockPreviewDto> {
    return this.database.read(actor, (tx) => clockPreview(tx, id, body));
  }
}
