import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Database } from '#database';
import { isSecureContext, type Config, type Log, Secrets, LOG, CONFIG } from '#platform';
import { Metrics } from './metrics.js';

/** What every domain may ask for: settings, log, database. Made outside, so that one process holds one of each. */
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
