import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, IdPipe, pageOf, type Page } from '#http';
import { BankDayQuery, BankDto, BankEntryDto, BankEntryQuery, EnterBankDto, RefuseBankDto } from './bank-entry.dto.js';
import { bankEntryView, bankOn, listBankEntries } from './bank-entry.reads.js';
import { decideBank, enterBank } from './bank-entry.js';

@ApiTags('bank master')
@Controller()
export class BankController {
  constructor(private readonly database: Database) {}

  @Get('banks/:bankCode/branches/:branchCode')
  @Needs('banks.read')
  @ApiOperation({ summary: 'A bank and its branch as the master has them on a day' })
  @ApiOkResponse({ type: BankDto })
  bank(
    @By() actor: Actor,
    @Param('bankCode') bankCode: string,
    @Param('branchCode') branchCode: string,
    @Query() { on }: BankDayQuery,
  ): Promise<BankDto> {
    return this.database.read(actor, (tx) => bankOn(tx, bankCode, branchCode, on));
  }

  @Get('bank-entries')
  @Needs('banks.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Changes of the bank and branch master; newest first' })
  @ApiOkResponse({ type: pageOf(BankEntryDto) as never })
  list(@By() actor: Actor, @Query() query: BankEntryQuery): Promise<Page<BankEntryDto>> {
    return this.database.read(actor, (tx) => listBankEntries(tx, query));
  }

  @Post('bank-entries')
  @Needs('banks.enter')
  @Refuses(
    'accounts.name-refused',
    'accounts.name-too-long',
    'accounts.no-such-bank',
    'banks.name-needed',
    'banks.name-unneeded',
    'banks.not-there',
    'banks.there-already',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Enter a bank or branch that opened, was renamed or closed; another person confirms it' })
  @ApiCreatedResponse({ type: BankEntryDto })
  enter(@By() actor: Actor, @Body() body: EnterBankDto): Promise<BankEntryDto> {
    return this.#change(actor, (tx) => enterBank(tx, body));
  }

  @Post('bank-entries/:id/confirmations')
  @HttpCode(200)
  @Needs('banks.confirm')
  @Refuses('banks.changed-meanwhile', 'banks.decided-already', 'banks.second-person-needed')
  @OneEffect()
  @ApiOperation({ summary: 'Confirm a change of the master that another person entered' })
  @ApiOkResponse({ type: BankEntryDto })
  confirm(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<BankEntryDto> {
    return this.#change(actor, async (tx) => {
      await decideBank(tx, id, { outcome: 'confirmed' });
      return id;
    });
  }

  @Post('bank-entries/:id/refusals')
  @HttpCode(200)
  @Needs('banks.confirm')
  @Refuses('banks.changed-meanwhile', 'banks.decided-already', 'banks.second-person-needed')
  @OneEffect()
  @ApiOperation({ summary: 'Refuse a change of the master that another person entered, with a reason' })
  @ApiOkResponse({ type: BankEntryDto })
  refuse(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: RefuseBankDto): Promise<BankEntryDto> {
    return this.#change(actor, async (tx) => {
      await decideBank(tx, id, { outcome: 'refused', reason: body.reason.trim() });
      return id;
    });
  }

  #change(actor: Actor, work: (tx: Tx) => Promise<string>): Promise<BankEntryDto> {
    return this.database.transaction(actor, async (tx) => bankEntryView(tx, await work(tx)));
  }
}
