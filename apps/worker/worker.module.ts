import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ReplayAssessments, SettleOutlook, SettlePolicyCases } from '#assessment';
import { RefoldNames, RemindClaimant, ReopenUnproven, RouteApart, ShadowAssess } from '#decisions';
import { EraseDocuments, FileStoreModule } from '#documents';
import { AlertDesk, SettleSupport } from '#emergency-support';
import { LinkCommonCause, ProposeMerges } from '#intake';
import {
  Acknowledge,
  MailReminder,
  MailRequests,
  SendMails,
  WriteClockNotice,
  WriteDenial,
  WriteOutlookCorrection,
  WritePaymentNotice,
  WriteRepaymentDemand,
} from '#notifications';
import { SchedulePayments } from '#payments';
import { JobRegistry, PlatformModule, type Config, type Database, type Log, type Metrics } from '#platform';
import { ApprovedTerms } from '#terms';
import { AlertLead, HandOver, LapseOffer, RelaxSkill, Reroute, RouteExpenses } from '#routing';

/** Everything that does jobs; which queues are served is a setting, the handlers are always all here. */
@Module({})
export class WorkerModule {
  static of(config: Config, log: Log, database: Database, metrics: Metrics): DynamicModule {
    return {
      module: WorkerModule,
      imports: [DiscoveryModule, FileStoreModule, PlatformModule.of(config, log, database, metrics)],
      providers: [
        JobRegistry,
        ApprovedTerms,
        SettleOutlook,
        SettlePolicyCases,
        ReplayAssessments,
        RouteExpenses,
        Reroute,
        LapseOffer,
        RelaxSkill,
        AlertLead,
        HandOver,
        SettleSupport,
        AlertDesk,
        Acknowledge,
        ProposeMerges,
        LinkCommonCause,
        EraseDocuments,
        ReopenUnproven,
        RouteApart,
        RemindClaimant,
        ShadowAssess,
        SchedulePayments,
        WritePaymentNotice,
        WriteDenial,
        WriteClockNotice,
        WriteRepaymentDemand,
        WriteOutlookCorrection,
        MailRequests,
        MailReminder,
        SendMails,
        RefoldNames,
      ],
    };
  }
}
