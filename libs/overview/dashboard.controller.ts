import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, pageOf, type Page } from '#http';
import { type Config, CONFIG } from '#platform';
import { DashboardDto, ExpenseLineDto, ExpenseQuery } from './dashboard.dto.js';
import { tilesOf } from './dashboard.reads.js';
import { DepartmentDto } from './department.dto.js';
import { listExpenses } from './expenses.reads.js';
import { keptFigures } from './kept-figures.reads.js';

@ApiTags('overview')
@Controller()
export class DashboardController {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('dashboard')
  @Needs('overview.read')
  @ApiOperation({ summary: 'What waits, open cases by phase and age, amounts by lane, limits near their end' })
  @ApiOkResponse({ type: DashboardDto })
  async dashboard(@By() actor: Actor): Promise<DashboardDto> {
    return this.database.read(actor, async (tx) => ({
      ...(await keptFigures(tx, 'overview', this.config)),
      tiles: await tilesOf(tx, this.config.callBackMinutes),
    }));
  }

  @Get('department')
  @Needs('department.read')
  @ApiOperation({ summary: 'Arrivals, times against promises, workload, ages, losses, unpaid, limits, mass events' })
  @ApiOkResponse({ type: DepartmentDto })
  department(@By() actor: Actor): Promise<DepartmentDto> {
    return this.database.read(actor, (tx) => keptFigures(tx, 'department', this.config));
  }

  @Get('expenses')
  @Needs('incidents.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Expenses one may see, newest first' })
  @ApiOkResponse({ type: pageOf(ExpenseLineDto) as never })
  expenses(@By() actor: Actor, @Query() query: ExpenseQuery): Promise<Page<ExpenseLineDto>> {
    return this.database.read(actor, (tx) => listExpenses(tx, query));
  }
}
