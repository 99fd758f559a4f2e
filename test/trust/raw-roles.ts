import pg from 'pg';

/** What a transaction of one of the serving roles is told; what is left out stays unset. */
export interface Settings {
  readonly institutions?: string;
  readonly cases?: string;
  readonly case?: string;
  readonly actor?: { readonly kind: string; readonly id: string; readonly as: string };
}

/** Raw SQL as one of the serving roles, on a connection of its own; every transaction is rolled back. */
export class RawRole {
  private constructor(private readonly client: pg.Client) {}

  static async on(url: string): Promise<RawRole> {
    const client = new pg.Client({ connectionString: url, options: '-c search_path=sonae,pg_temp' });
    await client.connect();
    return new RawRole(client);
  }

  /** The rows of one statement. */
  async rows<T extends pg.QueryResultRow>(
    settings: Settings,
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<T[]> {
    return (await this.#run<T>(settings, sql, values)).rows;
  }

  /** `n rows`, or the SQLSTATE that refused the statement. */
  async outcome(settings: Settings, sql: string, values: readonly unknown[] = []): Promise<string> {
    try {
      return `${(await this.#run(settings, sql, values)).rowCount ?? 0} rows`;
    } catch (error) {
      if (error instanceof pg.DatabaseError) return error.code ?? error.message;
      throw error;
    }
  }

  async #run<T extends pg.QueryResultRow>(
    settings: Settings,
    sql: string,
    values: readonly unknown[],
  ): Promise<pg.QueryResult<T>> {
    await this.client.query('BEGIN');
    try {
      for (const [name, value] of [
        ['app.institutions', settings.institutions],
        ['app.cases', settings.cases],
        ['app.case', settings.case],
        ['app.at', new Date().toISOString()],
        ['app.as', settings.actor?.as],
        ['app.actor', settings.actor && JSON.stringify(settings.actor)],
        ['app.actor_id', settings.actor && `${settings.actor.kind}:${settings.actor.id}`],
      ])
        if (value !== undefined) await this.client.query('SELECT set_config($1, $2, true)', [name, value]);
      return await this.client.query<T>(sql, [...values]);
    } finally {
      await this.client.query('ROLLBACK');
    }
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

/** Inserts a row given as JSON; columns that are not named take their default. */
export function insertOf(table: string, columns: readonly string[]): string {
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  return `INSERT INTO ${table} (${list}) SELECT ${list} FROM jsonb_populate_record(NULL::sonae.${table}, $1::jsonb)`;
}
