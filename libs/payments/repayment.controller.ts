import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { repaymentMover, repaymentStateNames, repaymentStates, type RepaymentClaimEntity } from '#decisions';
import {
  AllowedActionDto,
  By,
  Choice,
  Count,
  Day,
  ExpectedVersion,
  Flag,
  Id,
  IdPipe,
  Instant,
  limitOf,
  ListOf,
  pageOf,
  PageQuery,
  readCursor,
  Text,
  toPage,
  YenAmount,
  type Page,
} from '#http';
import { PaymentReasonDto } from './payment.dto.js';
import {
  actsOn,
  askRepayment,
  dropRepayment,
  receiveRepayment,
  signRepayment,
  writeOffRepayment,
} from './repayment.js';
import type { ExpenseEntity } from '#expenses';
import type { IncidentEntity } from '#incidents';

export class AskRepaymentDto {
  @YenAmount({ min: 1, about: 'at most what was paid' }) amount: number;
  @Text({ max: 2_000, pattern: '\\S', about: 'for inside: in no letter, and not told to the institution' })
  reason: string;
  @Text({ max: 2_000, pattern: '\\S', about: 'for the institution: why, as the letter says it' }) textJa: string;
}

export class ReceiveRepaymentDto {
  @Day() receivedOn: string;
  @Text({ max: 200, pattern: '\\S', about: 'as the bank’s statement has it' }) reference: string;
}

export class RepaymentQuery extends PageQuery {
  @Choice(repaymentStates, { optional: true }) state?: string;
  @Id({ optional: true }) incidentId?: string;
}

export class RepaymentDto {
  @Id() id: string;
  @Count() number: number;
  @Id() expenseId: string;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @YenAmount() amount: number;
  @Text({ max: 2_000, about: 'for inside' }) reason: string;
  @Text({ max: 2_000, about: 'what the letter says to the institution' }) textJa: string;
  @Choice(repaymentStates) state: string;
  @Text({ max: 40 }) stateJa: string;
  @Text({ max: 40 }) stateEn: string;
  @Instant() askedAt: string;
  @Day({ nullable: true }) receivedOn: string | null;
  @Flag({ about: 'it waits for a countersignature, and the reader neither drew it up nor entered the expense' })
  maySign: boolean;
  @ListOf(AllowedActionDto, { about: 'moves that are the reader’s from here' }) allowedActions: AllowedActionDto[];
  @Count() version: number;
}

@ApiTags('payments')
@Controller()
export class RepaymentController {
  constructor(private readonly database: Database) {}

  @Get('repayments')
  @Needs('payments.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Claims for what was paid too much, newest first' })
  @ApiOkResponse({ type: pageOf(RepaymentDto) as never })
  list(@By() actor: Actor, @Query() query: RepaymentQuery): Promise<Page<RepaymentDto>> {
    return this.database.read(actor, (tx) => listRepayments(tx, query));
  }

  @Post('expenses/:id/repayments')
  @Needs('decisions.reverse')
  @Refuses('payments.agreed-before', 'payments.by-statement', 'payments.not-paid-so-much')
  @OneEffect()
  @ApiOperation({ summary: 'Ask for money that was paid too much; another person signs' })
  @ApiCreatedResponse({ type: RepaymentDto })
  ask(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: AskRepaymentDto): Promise<RepaymentDto> {
    return this.database.transaction(actor, async (tx) => repaymentView(tx, await askRepayment(tx, id, body)));
  }

  @Post('repayments/:id/signatures')
  @HttpCode(200)
  @Needs('decisions.countersign')
  @Refuses(
    'decisions.separation',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'payments.agreed-before',
    'payments.by-statement',
    'payments.reason-needed',
    'payments.repayment-moved',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Sign a claim for repayment that somebody else asked for' })
  @ApiOkResponse({ type: RepaymentDto })
  sign(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @ExpectedVersion({ optional: true }) version: number | null,
  ): Promise<RepaymentDto> {
    return this.#move(actor, id, (tx) => signRepayment(tx, id, version));
  }

  @Post('repayments/:id/drops')
  @HttpCode(200)
  @Needs('decisions.reverse')
  @Refuses(
    'decisions.separation',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'payments.reason-needed',
    'payments.repayment-moved',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Drop a claim for repayment that nobody has signed' })
  @ApiOkResponse({ type: RepaymentDto })
  drop(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: PaymentReasonDto,
  ): Promise<RepaymentDto> {
    return this.#move(actor, id, (tx) => dropRepayment(tx, id, reason));
  }

  @Post('repayments/:id/receipts')
  @HttpCode(200)
  @Needs('payments.work')
  @Refuses(
    'decisions.separation',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'limits.ended-already',
    'limits.exhausted',
    'payments.not-paid-so-much',
    'payments.reason-needed',
    'payments.repayment-moved',
    'payments.wrong-day',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'The money came: the limit is released' })
  @ApiOkResponse({ type: RepaymentDto })
  receive(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: ReceiveRepaymentDto,
  ): Promise<RepaymentDto> {
    return this.#move(actor, id, (tx) => receiveRepayment(tx, id, body));
  }

  @Post('repayments/:id/write-offs')
  @HttpCode(200)
  @Needs('decisions.reverse')
  @Refuses(
    'decisions.separation',
    'incidents.guard',
    'incidents.move-not-allowed',
    'incidents.move-not-yours',
    'incidents.reason-needed',
    'payments.reason-needed',
    'payments.repayment-moved',
    'requests.stale-version',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Write a claim for repayment off: one asks, another does' })
  @ApiOkResponse({ type: RepaymentDto })
  writeOff(
    @By() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: PaymentReasonDto,
  ): Promise<RepaymentDto> {
    return this.#move(actor, id, (tx) => writeOffRepayment(tx, id, reason));
  }

  #move(actor: Actor, id: string, move: (tx: Tx) => Promise<void>): Promise<RepaymentDto> {
    return this.database.transaction(actor, async (tx) => {
      await move(tx);
      return repaymentView(tx, id);
    });
  }
}

type Row = RepaymentClaimEntity &
  Pick<IncidentEntity, 'case_number'> &
  Pick<ExpenseEntity, 'entered_by'> & { readonly asked_text: string };

const select = `SELECT c.*, i.case_number, e.entered_by,
    to_char(c.asked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS asked_text
      FROM repayment_claim c
      JOIN incident i ON i.id = c.incident_id
      JOIN expense e ON e.id = c.expense_id`;

async function repaymentView(tx: Tx, id: string): Promise<RepaymentDto> {
  const [row] = await tx.rows<Row>(`${select} WHERE c.id = $1`, [id]);
  if (!row) throw new Error('a claim that was moved is there');
  return view(row, tx.actor);
}

async function listRepayments(tx: Tx, query: RepaymentQuery): Promise<Page<RepaymentDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const values: unknown[] = [limit + 1];
  const conditions = ['true'];
  const add = (condition: (place: string) => string, value: unknown): void => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (query.state) add((place) => `c.state = ${place}`, query.state);
  if (query.incidentId) add((place) => `c.incident_id = ${place}`, query.incidentId);
  if (after) {
    values.push(...after);
    conditions.push(`(c.asked_at, c.id) < ($${values.length - 1}::timestamptz, $${values.length}::uuid)`);
  }
  const rows = await tx.rows<Row>(
    `${select} WHERE ${conditions.join(' AND ')} ORDER BY c.asked_at DESC, c.id DESC LIMIT $1`,
    values,
  );
  return toPage(
    rows,
    limit,
    (row) => [row.asked_text, row.id],
    (row) => view(row, tx.actor),
  );
}

function view(row: Row, reader: Actor): RepaymentDto {
  return {
    id: row.id,
    number: row.no,
    expenseId: row.expense_id,
    incidentId: row.incident_id,
    caseNumber: row.case_number,
    amount: row.amount_yen,
    reason: row.reason,
    textJa: row.text_ja ?? row.reason,
    state: row.state,
    stateJa: repaymentStateNames[row.state].ja,
    stateEn: repaymentStateNames[row.state].en,
    askedAt: row.asked_at.toISOString(),
    receivedOn: row.received_on,
    maySign: row.state === 'asked' && row.asked_by !== reader.id && row.entered_by !== reader.id,
    allowedActions: repaymentMover.allowed(reader, row, actsOn(reader, row, row.entered_by)),
    version: row.version,
  };
}
