import { Module } from '@nestjs/common';
import { CaseNumbersController } from './case-numbers.controller.js';
import { DashboardController } from './dashboard.controller.js';
import { ExpenseController } from './expense.controller.js';
import { IncidentController } from './incident.controller.js';
import { LateArrivalsController } from './late-arrivals.controller.js';
import { LiveUpdates } from './live-updates.js';
import { LiveController } from './live.controller.js';
import { OperationsController } from './operations.controller.js';
import { PresenceController } from './presence.controller.js';
import { PromisesController } from './promises.controller.js';
import { RelationsController } from './relations.controller.js';
import { WaitingController } from './waiting.controller.js';
import { SearchController } from './search.controller.js';

@Module({
  controllers: [
    IncidentController,
    LateArrivalsController,
    DashboardController,
    CaseNumbersController,
    ExpenseController,
    LiveController,
    PresenceController,
    PromisesController,
    RelationsController,
    SearchController,
    OperationsController,
    WaitingController,
  ],
  providers: [LiveUpdates],
})
export class OverviewModule {}
