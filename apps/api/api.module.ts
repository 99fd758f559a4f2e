import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AssessmentModule } from '#assessment';
import { type Database } from '#database';
import { DecisionsModule } from '#decisions';
import { DocumentsModule } from '#documents';
import { EmergencySupportModule } from '#emergency-support';
import { ExpensesModule } from '#expenses';
import { FacilitiesModule } from '#facilities';
import { AccessGuard, ContractPipe, ProblemFilter, VersionInterceptor, ViewInterceptor } from '#http';
import { IntakeModule } from '#intake';
import { ListsModule } from '#lists';
import { NotificationsModule } from '#notifications';
import { PlatformModule, type Metrics } from '#operations';
import { OverviewModule } from '#overview';
import { PaymentsModule } from '#payments';
import { PeopleModule } from '#people';
import { type Config, type Log } from '#platform';
import { PoliciesModule } from '#policies';
import { RoutingModule } from '#routing';
import { StaffingModule } from '#staffing';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { StartPageController } from './start-page.controller.js';

/** Everything that answers HTTP. */
@Module({})
export class ApiModule {
  static of(config: Config, log: Log, database: Database, metrics: Metrics): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.of(config, log, database, metrics),
        FacilitiesModule,
        PeopleModule,
        StaffingModule,
        PoliciesModule,
        DocumentsModule,
        AssessmentModule,
        ExpensesModule,
        DecisionsModule,
        EmergencySupportModule,
        IntakeModule,
        ListsModule,
        OverviewModule,
        NotificationsModule,
        PaymentsModule,
        RoutingModule,
      ],
      controllers: [HealthController, MetricsController, StartPageController],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useClass: ContractPipe },
        { provide: APP_INTERCEPTOR, useClass: VersionInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ViewInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
