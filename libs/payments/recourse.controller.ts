import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe, Viewed } from '#http';
import {
  EnterRecourseDto,
  RecourseShareDto,
  ReceiptPreviewQuery,
  ReceiveRecourseDto,
  RecoursesDto,
} from './recourse.dto.js';
import { enterRecourse, receiptPreview, receiveRecourse, recoursesOf } from './recourse.js';

@ApiTags('payments')
@Controller()
export class RecourseController {
  constructor(private readonly database: Database) {}

  @Get('incidents/:id/recourses')
  @Needs('payments.read')
  @Viewed('incident')
  @ApiOperation({ summary: 'What is sought from others for a case, and what came in' })
  @ApiOkResponse({ type: RecoursesDto })
  recourses(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<RecoursesDto> {
    return this.database.read(actor, (tx) => recoursesOf(tx, id));
  }

  @Post('incidents/:id/recourses')
  @Needs('decisions.propose')
  @OneEffect()
  @ApiOperation({ summary: 'Enter against whom there are rights of recourse' })
  @ApiCreatedResponse({ type: RecoursesDto })
  recourse(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: EnterRecourseDto): Promise<RecoursesDto> {
    return this.database.transaction(actor, async (tx) => {
      await enterRecourse(tx, id, body);
      return recoursesOf(tx, id);
    });
  }

  @Get('incidents/:id/recourses/:recourseId/receipt-preview')
  @Needs('payments.read')
  @Viewed('incident')
  @ApiOperation({ summary: 'How a receipt would be shared between institution and insurer; nothing is entered' })
  @ApiOkResponse({ type: RecourseShareDto })
  preview(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('recourseId', IdPipe) recourseId: string,
    @Query() { amount }: ReceiptPreviewQuery,
  ): Promise<RecourseShareDto> {
    return this.database.read(actor, (tx) => receiptPreview(tx, { incidentId: id, recourseId, amountYen: amount }));
  }

  @Post('recourses/:id/receipts')
  @Needs('payments.work')
  @Refuses('payments.wrong-day')
  @OneEffect()
  @ApiOperation({
    summary: 'Something came in: shared with the institution’s uninsured loss first; no limit is restored',
  })
  @ApiCreatedResponse({ type: RecoursesDto })
  received(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: ReceiveRecourseDto,
  ): Promise<RecoursesDto> {
    return this.database.transaction(actor, async (tx) => recoursesOf(tx, await receiveRecourse(tx, id, body)));
  }
}
