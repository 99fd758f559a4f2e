import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { SettleOutlook, SettlePolicyCases } from '#assessment';
import { AlertDesk, SettleSupport } from '#emergency-support';
import { Acknowledge } from '#intake';
import { JobRegistry, PlatformModule, type Config, type Database, type Log } from '#platform';
import { AlertLead, LapseOffer, RelaxSkill, Reroute, RouteExpenses } from '#routing';

/** Everything that does jobs; which queues are served is a setting, the handlers are always all here. */
@Module({})
export class WorkerModule {
  static of(config: Config, log: Log, database: Database): DynamicModule {
    return {
      module: WorkerModule,
      imports: [DiscoveryModule, PlatformModule.of(config, log, database)],
      providers: [
        JobRegistry,
        SettleOutlook,
        SettlePolicyCases,
        RouteExpenses,
        Reroute,
        LapseOffer,
        RelaxSkill,
        AlertLead,
        SettleSupport,
        AlertDesk,
        Acknowledge,
      ],
    };
  }
}
