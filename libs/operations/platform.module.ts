import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Database } from '#database';
import { isSecureContext, type Config, type Log, Secrets, LOG, CONFIG } from '#platform';
import { Metrics } from './metrics.js';

/** Settings, log, database and metrics for every domain. The caller makes them, so that one process has one of each. */
@Global()
@Module({})
export class PlatformModule {
  static of(config: Config, log: Log, database: Database, metrics: Metrics): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: config },
      { provide: LOG, useValue: log },
      { provide: Database, useValue: database },
      { provide: Metrics, useValue: metrics },
      { provide: Secrets, useValue: new Secrets(config) },
      { provide: 'secure-cookie', useValue: isSecureContext(config) },
    ];
    return { module: PlatformModule, providers, exports: providers };
  }
}
