import { Module, type DynamicModule } from '@nestjs/common';
import { type Database } from '#database';
import { FileStoreModule } from '#documents';
import { PlatformModule, type Metrics } from '#operations';
import { type Config, type Log } from '#platform';
import type { Registry } from '#queue';
import { ApprovedTerms } from '#terms';

/** Everything that does jobs and errands; which queues are served is a setting, the handlers are always all here. */
@Module({})
export class WorkerModule {
  static of(
    registry: Registry,
    { config, log, database, metrics }: { config: Config; log: Log; database: Database; metrics: Metrics },
  ): DynamicModule {
    return {
      module: WorkerModule,
      imports: [FileStoreModule, PlatformModule.of(config, log, database, metrics)],
      providers: [ApprovedTerms, ...registry.handlers.values(), ...registry.errands],
    };
  }
}
