import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { By, IdPipe, Needs, pageOf, type Actor, type Page } from '#platform';
import { PolicyDetails, PolicyQuery, PolicySummary } from './policy.dto.js';
import { PolicyReads } from './policy.reads.js';

@ApiTags('policies')
@Controller('policies')
export class PolicyController {
  constructor(private readonly policies: PolicyReads) {}

  @Get()
  @Needs('policies.read')
  @ApiOperation({ summary: 'Periods of cover, the latest first: an institution sees its own, the insurer all' })
  @ApiOkResponse({ type: pageOf(PolicySummary) })
  list(@By() actor: Actor, @Query() query: PolicyQuery): Promise<Page<PolicySummary>> {
    return this.policies.list(actor, query);
  }

  @Get(':id')
  @Needs('policies.read')
  @ApiOperation({ summary: 'One period of cover: limits, options, premises, renewals, and what the terms leave open' })
  @ApiOkResponse({ type: PolicyDetails })
  one(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<PolicyDetails> {
    return this.policies.one(actor, id);
  }
}
