import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, Refuses } from '#access';
import { type Actor } from '#database';
import { By, IdPipe, pageOf, type Page } from '#http';
import { Facility, FacilityDetails, FacilityQuery } from './facility.dto.js';
import { FacilityReads } from './facility.reads.js';

@ApiTags('institutions')
@Controller('facilities')
export class FacilityController {
  constructor(private readonly facilities: FacilityReads) {}

  @Get()
  @Needs('institutions.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'The public directory of facilities, best match first; by code without a search' })
  @ApiOkResponse({ type: pageOf(Facility) })
  list(@By() actor: Actor, @Query() query: FacilityQuery): Promise<Page<Facility>> {
    return this.facilities.list(actor, query);
  }

  @Get(':id')
  @Needs('institutions.read')
  @ApiOperation({ summary: 'One facility with its names, addresses and listings over time' })
  @ApiOkResponse({ type: FacilityDetails })
  one(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<FacilityDetails> {
    return this.facilities.one(actor, id);
  }
}
