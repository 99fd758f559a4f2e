import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, Refuses } from '#access';
import { Database, type Actor } from '#database';
import { By, pageOf, type Page } from '#http';
import { type Config, CONFIG } from '#platform';
import { DashboardDto, ExpenseLineDto, ExpenseQuery } from './dashboard.dto.js';
import { dashboardOf, tilesOf } from './dashboard.reads.js';
import { listExpenses } from './expenses.reads.js';

/**
 * The age (ms) after which the overview, the same for all of the insurer, is read again. Its tiles are read each time,
 * so that they agree with their lists.
 */
const freshMs = 5_000;

@ApiTags('overview')
@Controller()
export class DashboardController {
  #made: { readonly at: number; readonly dashboard: Promise<DashboardDto> } | undefined;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('dashboard')
  @Needs('overview.read')
  @ApiOperation({ summary: 'What waits, open cases by phase and age, amounts by lane, limits near their end' })
  @ApiOkResponse({ type: DashboardDto })
  async dashboard(@By() actor: Actor): Promise<DashboardDto> {
    const [made, tiles] = await Promise.all([
      this.#overview(actor),
      this.database.read(actor, (tx) => tilesOf(tx, this.config.callBackMinutes)),
    ]);
    return { ...made, tiles };
  }

  #overview(actor: Actor): Promise<DashboardDto> {
    if (this.#made === undefined || Date.now() - this.#made.at > freshMs) {
      const dashboard = this.database.read(actor, (tx) => dashboardOf(tx, this.config));
      const made = { at: Date.now(), dashboard };
      this.#made = made;
      // a failed read is not kept for later requests
      dashboard.catch(() => {
        if (this.#made === made) this.#made = undefined;
      });
    }
    return this.#made.dashboard;
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
