import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, ExpectedVersion, IdPipe, pageOf, Viewed, type Page } from '#http';
import { claimWorkItem } from './claim-work-item.js';
import { declineWorkItem } from './decline-work-item.js';
import { reassignWorkItem } from './reassign-work-item.js';
import { DeclineDto, ReassignDto, WorkItemDto, WorkItemQuery } from './work-item.dto.js';
import { listWorkItems, workItemView } from './work-item.reads.js';

@ApiTags('work items')
@Controller('work-items')
export class WorkItemController {
  constructor(private readonly database: Database) {}

  @Get()
  @Needs('work-items.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({
    summary:
      'Work items in the order in which a promise breaks; `assignee=me` is one’s own list, ' +
      '`state=unassigned` the unassigned one',
  })
  @ApiOkResponse({ type: pageOf(WorkItemDto) as never })
  async list(@By() actor: Actor, @Query() query: WorkItemQuery): Promise<Page<WorkItemDto>> {
    return this.database.read(actor, (tx) => listWorkItems(tx, query));
  }

  @Get(':id')
  @Needs('work-items.read')
  @Refuses('routing.at-capacity', 'routing.skill-missing')
  @Viewed('work-item')
  @ApiOperation({ summary: 'One work item' })
  @ApiOkResponse({ type: WorkItemDto })
  async one(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<WorkItemDto> {
    return this.database.read(actor, (tx) => workItemView(tx, id));
  }

  @Post(':id/claim')
  @HttpCode(200)
  @Needs('work-items.take')
  @Refuses(
    'decisions.not-ready',
    'expenses.cannot-withdraw',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'requests.stale-version',
    'routing.at-capacity',
    'routing.not-open',
    'routing.not-yours',
    'routing.skill-missing',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Accept what was offered to oneself, or claim what is nobody’s' })
  @ApiOkResponse({ type: WorkItemDto })
  async claim(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
  ): Promise<WorkItemDto> {
    return this.database.transaction(actor, async (tx) => {
      await claimWorkItem(tx, id, version);
      return workItemView(tx, id);
    });
  }

  @Post(':id/decline')
  @HttpCode(200)
  @Needs('work-items.take')
  @Refuses(
    'decisions.not-ready',
    'expenses.cannot-withdraw',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'requests.stale-version',
    'routing.at-capacity',
    'routing.not-open',
    'routing.not-yours',
    'routing.skill-missing',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Give an offer back with a reason' })
  @ApiOkResponse({ type: WorkItemDto })
  async decline(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
    @Body() body: DeclineDto,
  ): Promise<WorkItemDto> {
    return this.database.transaction(actor, async (tx) => {
      await declineWorkItem(tx, id, version, body);
      return workItemView(tx, id);
    });
  }

  @Post(':id/reassign')
  @HttpCode(200)
  @Needs('work-items.reassign')
  @Refuses(
    'decisions.not-ready',
    'expenses.cannot-withdraw',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'requests.stale-version',
    'routing.at-capacity',
    'routing.not-open',
    'routing.not-yours',
    'routing.skill-missing',
  )
  @OneEffect()
  @ApiOperation({
    summary: 'Give an open item to another person, or have it routed again (lead of the lane, senior adjuster)',
  })
  @ApiOkResponse({ type: WorkItemDto })
  async reassign(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
    @Body() body: ReassignDto,
  ): Promise<WorkItemDto> {
    return this.database.transaction(actor, async (tx) => {
      await reassignWorkItem(tx, id, version, body);
      return workItemView(tx, id);
    });
  }
}
