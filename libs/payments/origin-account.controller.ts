import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By } from '#http';
import { Problem } from '#problems';
import { OriginDto } from './origin-account.dto.js';
import { enterOrigin, originView } from './origin-account.js';

@ApiTags('payments')
@Controller()
export class OriginAccountController {
  constructor(private readonly database: Database) {}

  @Get('originating-accounts/current')
  @Needs('payments.read')
  @Refuses('payments.no-origin')
  @ApiOperation({ summary: 'The account from which is paid' })
  @ApiOkResponse({ type: OriginDto })
  async origin(@By() actor: Actor): Promise<OriginDto> {
    const found = await this.database.read(actor, originView);
    if (!found) throw new Problem('payments.no-origin');
    return found;
  }

  @Post('originating-accounts')
  @Needs('origins.write')
  @Refuses(
    'accounts.bank-closed',
    'accounts.branch-closed',
    'accounts.name-refused',
    'accounts.no-such-bank',
    'accounts.no-such-branch',
    'payments.no-origin',
  )
  @OneEffect()
  @ApiOperation({ summary: 'Enter the account from which is paid, as its bank wants the file; the newest holds' })
  @ApiCreatedResponse({ type: OriginDto })
  enterOrigin(@By() actor: Actor, @Body() body: OriginDto): Promise<OriginDto> {
    return this.database.transaction(actor, async (tx) => {
      await enterOrigin(tx, body);
      const found = await originView(tx);
      if (!found) throw new Problem('payments.no-origin');
      return found;
    });
  }
}
