import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, pageOf, PageQuery, type Page } from '#http';
import { queueNames } from '#platform';
import { Problem } from '#problems';
import { auditEntries, replayPage, viewEntries } from './operations.reads.js';
import { AuditEntryDto, AuditQuery, ReplayDto, ViewEntryDto, ViewQuery } from './operations.dto.js';
import { FailedDeliveryDto, QueuesDto, RetriedDto, RetryQueuesDto } from './queues.dto.js';
import { failedDeliveries, queuesView, retryFailed } from './queues.reads.js';

@ApiTags('operations')
@Controller()
export class OperationsController {
  constructor(private readonly database: Database) {}

  @Get('queues')
  @Needs('queues.read')
  @ApiOperation({ summary: 'What each queue still has to do, and deliveries that failed, with case and reason' })
  @ApiOkResponse({ type: QueuesDto })
  async queues(@By() actor: Actor): Promise<QueuesDto> {
    return this.database.read(actor, queuesView);
  }

  @Get('queues/:queue/failed-deliveries')
  @Needs('queues.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Deliveries of a queue that were given up, with case and kind of reason; newest first' })
  @ApiOkResponse({ type: pageOf(FailedDeliveryDto) as never })
  async failed(
    @By() actor: Actor,
    @Param('queue') named: string,
    @Query() query: PageQuery,
  ): Promise<Page<FailedDeliveryDto>> {
    const queue = queueNames.find((one) => one === named);
    if (!queue) throw new Problem('requests.not-found');
    return this.database.read(actor, (tx) => failedDeliveries(tx, queue, query));
  }

  @Post('queues/retries')
  @HttpCode(200)
  @Needs('queues.retry')
  @OneEffect()
  @ApiOperation({ summary: 'Try failed deliveries again: all, those of a queue, or one' })
  @ApiOkResponse({ type: RetriedDto })
  async retry(@By() actor: Actor, @Body() body: RetryQueuesDto): Promise<RetriedDto> {
    return this.database.transaction(actor, async (tx) => ({ retried: await retryFailed(tx, body) }));
  }

  @Get('assessment-replays')
  @Needs('replays.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({
    summary: 'Each night’s sample of kept assessments made again, newest first, with what came out otherwise',
  })
  @ApiOkResponse({ type: pageOf(ReplayDto) as never })
  async replays(@By() actor: Actor, @Query() query: PageQuery): Promise<Page<ReplayDto>> {
    return this.database.read(actor, (tx) => replayPage(tx, query));
  }

  @Get('audit-entries')
  @Needs('audit.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Entries of one audit chain, in order' })
  @ApiOkResponse({ type: pageOf(AuditEntryDto) as never })
  async audit(@By() actor: Actor, @Query() query: AuditQuery): Promise<Page<AuditEntryDto>> {
    return this.database.read(actor, (tx) => auditEntries(tx, query));
  }

  @Get('view-entries')
  @Needs('views.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Who opened or downloaded which case or paper, as what and when; newest first' })
  @ApiOkResponse({ type: pageOf(ViewEntryDto) as never })
  async views(@By() actor: Actor, @Query() query: ViewQuery): Promise<Page<ViewEntryDto>> {
    return this.database.read(actor, (tx) => viewEntries(tx, query));
  }
}
