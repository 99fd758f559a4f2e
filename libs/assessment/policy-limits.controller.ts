import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '#access';
import { Database, type Actor } from '#database';
import { By, IdPipe } from '#http';
import { PolicyLimitsDto } from './assessment.dto.js';
import { policyLimits } from './period-limits.js';

@ApiTags('policies')
@Controller('policies/:id/limits')
export class PolicyLimitsController {
  constructor(private readonly database: Database) {}

  @Get()
  @Needs('policies.read')
  @ApiOperation({
    summary: 'What is paid, promised, ordered, asked for and left of the limits of a period of cover (yen)',
  })
  @ApiOkResponse({ type: PolicyLimitsDto })
  limits(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<PolicyLimitsDto> {
    return this.database.read(actor, (tx) => policyLimits(tx, id));
  }
}
