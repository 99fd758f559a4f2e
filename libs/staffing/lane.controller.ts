import { Body, Controller, Param, Patch, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, ExpectedVersion, pageOf, type Page } from '#http';
import { lanes } from '#kernel';
import { Problem } from '#problems';
import { changeLane } from './change-lane.js';
import { ChangeLaneDto, LaneLine } from './lane.dto.js';
import { laneView, listLanes } from './lane.reads.js';

@ApiTags('staffing')
@Controller()
export class LaneController {
  constructor(private readonly database: Database) {}

  @Patch('lanes/:lane')
  @Needs('staffing.write')
  @Refuses(
    'parties.no-duty-role',
    'parties.person-left',
    'parties.person-not-found',
    'parties.team-not-found',
    'requests.stale-version',
  )
  @ApiOperation({ summary: 'Change team, lead or time limit of a lane' })
  @ApiOkResponse({ type: LaneLine })
  changeLane(
    @By() actor: Actor,
    @Param('lane') named: string,
    @ExpectedVersion() version: number | null,
    @Body() body: ChangeLaneDto,
  ): Promise<LaneLine> {
    const lane = lanes.find((one) => one === named);
    if (!lane) throw new Problem('requests.not-found');
    return this.database.transaction(actor, async (tx) => {
      await changeLane(tx, lane, version, body);
      return laneView(tx, lane);
    });
  }

  @Get('lanes')
  @Needs('people.read')
  @ApiOperation({ summary: 'Every lane with its team, its lead, its time limit and the people who have its skill' })
  @ApiOkResponse({ type: pageOf(LaneLine) })
  lanes(@By() actor: Actor): Promise<Page<LaneLine>> {
    return this.database.read(actor, listLanes);
  }
}
