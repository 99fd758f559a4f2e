import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, pageOf, type Page } from '#http';
import { TaskDto, TaskQuery } from './assessment-task.dto.js';
import { listTasks, taskView } from './assessment-task.reads.js';
import { ReturnDecisionDto } from './decision.dto.js';
import { leaveTask } from './leave-task.js';

/** Decided lines whose assessment has changed since. */
@ApiTags('decisions')
@Controller()
export class AssessmentTaskController {
  constructor(private readonly database: Database) {}

  @Get('assessment-tasks')
  @Needs('decisions.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Decided lines that would come to something else now, oldest first' })
  @ApiOkResponse({ type: pageOf(TaskDto) as never })
  tasks(@By() actor: Actor, @Query() query: TaskQuery): Promise<Page<TaskDto>> {
    return this.database.read(actor, (tx) => listTasks(tx, query));
  }

  @Post('assessment-tasks/:id/leaves')
  @HttpCode(200)
  @Needs('decisions.reverse')
  @Refuses(
    'decisions.in-favour',
    'decisions.task-ended',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Leave a difference against the claimant as it is, with a reason' })
  @ApiOkResponse({ type: TaskDto })
  leave(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() { reason }: ReturnDecisionDto): Promise<TaskDto> {
    return this.database.transaction(actor, async (tx) => {
      await leaveTask(tx, id, reason);
      return taskView(tx, id);
    });
  }
}
