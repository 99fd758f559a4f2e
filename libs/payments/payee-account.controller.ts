import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { bankBooksOf, documentView } from '#documents';
import { By, IdPipe, pageOf, type Page } from '#http';
import { Secrets } from '#platform';
import {
  AccountDto,
  AccountPapersDto,
  AccountPapersQuery,
  AccountQuery,
  ConfirmAccountDto,
  EnterAccountDto,
  RefuseAccountDto,
} from './payee-account.dto.js';
import { accountView, listAccounts } from './payee-account.reads.js';
import { decideAccount } from './decide-account.js';
import { enterAccount } from './enter-account.js';

@ApiTags('payee accounts')
@Controller('payee-accounts')
export class AccountController {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  @Get()
  @Needs('accounts.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Payee accounts, their numbers masked; newest first' })
  @ApiOkResponse({ type: pageOf(AccountDto) as never })
  list(@By() actor: Actor, @Query() query: AccountQuery): Promise<Page<AccountDto>> {
    return this.database.read(actor, (tx) => listAccounts(tx, query));
  }

  @Get('papers')
  @Needs('accounts.confirm')
  @ApiOperation({ summary: 'The papers beside which an account is confirmed' })
  @ApiOkResponse({ type: AccountPapersDto })
  papers(@By() actor: Actor, @Query() { institutionId }: AccountPapersQuery): Promise<AccountPapersDto> {
    return this.database.read(actor, async (tx) => ({
      documents: (await bankBooksOf(tx, institutionId)).map(documentView),
    }));
  }

  @Post()
  @Needs('accounts.enter')
  @Refuses(
    'accounts.bank-closed',
    'accounts.branch-closed',
    'accounts.name-empty',
    'accounts.name-refused',
    'accounts.name-too-long',
    'accounts.no-such-bank',
    'accounts.no-such-branch',
    'accounts.wrong-number',
    'accounts.wrong-postal-number',
    'expenses.no-such-claimant',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Enter an account; payments go there once another person has confirmed it' })
  @ApiCreatedResponse({ type: AccountDto })
  enter(@By() actor: Actor, @Body() body: EnterAccountDto): Promise<AccountDto> {
    return this.#change(actor, (tx) => enterAccount(tx, body, this.secrets));
  }

  @Post(':id/confirmations')
  @HttpCode(200)
  @Needs('accounts.confirm')
  @Refuses('accounts.decided-already', 'accounts.does-not-match', 'accounts.second-person-needed')
  @OneEffect()
  @ApiOperation({ summary: 'Confirm an account by typing its number and holder again from the paper' })
  @ApiOkResponse({ type: AccountDto })
  confirm(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: ConfirmAccountDto): Promise<AccountDto> {
    return this.#change(actor, async (tx) => {
      await decideAccount(tx, id, { typed: body }, this.secrets);
      return id;
    });
  }

  @Post(':id/refusals')
  @HttpCode(200)
  @Needs('accounts.confirm')
  @Refuses('accounts.decided-already', 'accounts.does-not-match', 'accounts.second-person-needed')
  @OneEffect()
  @ApiOperation({ summary: 'Refuse an account that another person entered, with a reason' })
  @ApiOkResponse({ type: AccountDto })
  refuse(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: RefuseAccountDto): Promise<AccountDto> {
    return this.#change(actor, async (tx) => {
      await decideAccount(tx, id, body, this.secrets);
      return id;
    });
  }

  #change(actor: Actor, work: (tx: Tx) => Promise<string>): Promise<AccountDto> {
    return this.database.transaction(actor, async (tx) => accountView(tx, await work(tx)));
  }
}
