import pg from 'pg';
import { DataSource, getMetadataArgsStorage } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

// A connection that is cut while a transaction holds it, between two statements, must not end the process: the next
// statement says what is wrong.
class QuietClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/** How the connections of a role are made. */
export interface RolePool {
  readonly url: string;
  /** At most so many connections. */
  readonly max: number;
  /** What a connection is called in `pg_stat_activity`. */
  readonly applicationName: string;
  /** Settings of each connection, as `-c name=value`. */
  readonly options: string;
  /** Whether the entities that this process has loaded are read and written through it. */
  readonly entities: boolean;
}

/**
 * A TypeORM data source for one role of the database. It connects when it is first used; where that fails, the next use
 * tries again.
 */
export class RoleSource {
  #opening: Promise<DataSource> | undefined;
  #source: DataSource | undefined;
  #pool: pg.Pool | undefined;
  #closed = false;

  constructor(private readonly made: RolePool) {}

  /** The data source, once it is connected. */
  get connected(): DataSource | undefined {
    return this.#source;
  }

  /** Its pool, once it is connected. */
  get pool(): pg.Pool | undefined {
    return this.#pool;
  }

  /** Connects where it is not connected. Throws the error of the driver where the server is away. */
  async open(): Promise<DataSource> {
    this.#opening ??= this.#connect().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  /** Its pool; connects where it is not connected. */
  async openPool(): Promise<pg.Pool> {
    return this.#pool ?? poolOf(await this.open());
  }

  /** A connection of the pool; the caller releases it. */
  async connect(): Promise<pg.PoolClient> {
    return (await this.openPool()).connect();
  }

  /** Ends the connections once nobody holds them; nothing is opened after it. */
  async close(): Promise<void> {
    this.#closed = true;
    const source = await this.#opening?.catch(() => undefined);
    if (source?.isInitialized) await source.destroy();
  }

  async #connect(): Promise<DataSource> {
    if (this.#closed) throw new Error('Cannot use a pool after calling end on the pool');
    const { url, max, applicationName, options, entities } = this.made;
    const source = new DataSource({
      type: 'postgres',
      driver: pg,
      url,
      entities: entities ? getMetadataArgsStorage().tables.map(({ target }) => target) : [],
      synchronize: false,
      installExtensions: false,
      logging: false,
      // A server that goes away must not end the process: the next query says what is wrong.
      poolErrorHandler: () => undefined,
      extra: {
        Client: QuietClient,
        max,
        application_name: applicationName,
        options,
        connectionTimeoutMillis: 10_000,
        // statements that do not wait for each other are sent together (the server still takes them in order)
        pipeline: true,
      },
    });
    try {
      await source.initialize();
    } catch (error) {
      // the first connection may have been cut while it was asked for the version
      if (!source.isInitialized) await poolOf(source)?.end();
      throw driverError(error);
    }
    this.#source = source;
    this.#pool = poolOf(source);
    return source;
  }
}

// typed `any` there, and not set until the first connection is made
const poolOf = (source: DataSource): pg.Pool => (source.driver as PostgresDriver).master as pg.Pool;

const driverError = (error: unknown): unknown =>
  error instanceof Error && 'driverError' in error ? error.driverError : error;
