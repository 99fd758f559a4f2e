import { DataSource, getMetadataArgsStorage } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

// TypeORM describes the tables and writes statements, and the transaction sends them. So its driver has no connection:
// a server that is away, slow or full cannot make it fail or wait.
class NoPool {
  on(): void {
    // nothing happens here that somebody could be told
  }

  connect(done: (error: undefined, client: Pick<NoPool, 'on'>, release: () => void) => void): void {
    done(undefined, this, () => undefined);
  }

  end(done: () => void): void {
    done();
  }
}

/** The lowest version that the product runs on: no plain statement depends on a later one. */
const leastServer = '15.0';

const loadedEntities = (): readonly (string | Function)[] =>
  getMetadataArgsStorage().tables.map(({ target }) => target);

async function describe(entities: readonly (string | Function)[]): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    driver: { Pool: NoPool },
    entities: [...entities],
    synchronize: false,
    installExtensions: false,
    logging: false,
  });
  // given here, so that TypeORM does not ask a server for them
  Object.assign(source.driver as PostgresDriver, { version: leastServer, database: 'sonae', searchSchema: 'sonae' });
  return source.initialize();
}

let known: { readonly entities: number; readonly source: Promise<DataSource> } | undefined;
let described: { readonly entities: number; readonly source: DataSource } | undefined;

/** The source that knows every entity loaded in this process, after `describeEntities`. */
export function entitySource(): DataSource | undefined {
  return described?.entities === getMetadataArgsStorage().tables.length ? described.source : undefined;
}

/**
 * Describes every entity loaded in this process: once, and again after modules with more entities were loaded. Throws
 * where an entity contradicts itself.
 */
export async function describeEntities(): Promise<DataSource> {
  const entities = loadedEntities();
  if (known?.entities !== entities.length) known = { entities: entities.length, source: describe(entities) };
  const { source } = known;
  const made = await source;
  described = { entities: entities.length, source: made };
  return made;
}
