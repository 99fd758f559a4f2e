import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { CoverageAssessmentController, PolicyLimitsController } from '#assessment';
import { DocumentsModule } from '#documents';
import { ClaimantController, EvidenceController, ExpenseImportController, PreApprovalController } from '#expenses';
import { DecisionController, LaterController, ScreeningController } from '#decisions';
import { SupportController } from '#emergency-support';
import { DeskCallController, IntakeController, ReportIncident } from '#intake';
import {
  CaseNumbersController,
  DashboardController,
  ExpenseController,
  IncidentController,
  LateArrivalsController,
  LiveController,
  LiveUpdates,
  OperationsController,
  PromisesController,
  RelationsController,
} from '#overview';
import { NotificationController, OutlookCorrectionController } from '#notifications';
import { PartiesModule } from '#parties';
import {
  AccountController,
  BankController,
  ClockController,
  LiabilityController,
  PaymentController,
  RepaymentController,
} from '#payments';
import {
  AccessGuard,
  ContractPipe,
  PlatformModule,
  ProblemFilter,
  VersionInterceptor,
  ViewInterceptor,
  type Config,
  type Database,
  type Log,
  type Metrics,
} from '#platform';
import { PoliciesModule } from '#policies';
import { AdjusterController, WorkItemController } from '#routing';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { StartPageController } from './start-page.controller.js';

/** Everything that answers HTTP. */
@Module({})
export class ApiModule {
  static of(config: Config, log: Log, database: Database, metrics: Metrics): DynamicModule {
    return {
      module: ApiModule,
      imports: [PlatformModule.of(config, log, database, metrics), PartiesModule, PoliciesModule, DocumentsModule],
      controllers: [
        HealthController,
        MetricsController,
        StartPageController,
        IntakeController,
        DeskCallController,
        IncidentController,
        LateArrivalsController,
        DashboardController,
        CaseNumbersController,
        ExpenseController,
        LiveController,
        PromisesController,
        RelationsController,
        WorkItemController,
        AdjusterController,
        SupportController,
        EvidenceController,
        ClaimantController,
        PreApprovalController,
        ExpenseImportController,
        DecisionController,
        LaterController,
        ScreeningController,
        AccountController,
        BankController,
        PaymentController,
        RepaymentController,
        ClockController,
        LiabilityController,
        NotificationController,
        OutlookCorrectionController,
        CoverageAssessmentController,
        PolicyLimitsController,
        OperationsController,
      ],
      providers: [
        ReportIncident,
        LiveUpdates,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useClass: ContractPipe },
        { provide: APP_INTERCEPTOR, useClass: VersionInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ViewInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
