import type pg from 'pg';
import type { DataSource, EntityManager, FindManyOptions, FindOptionsWhere } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner.js';
import { QueryResult } from 'typeorm/query-runner/QueryResult.js';

/** A class with `@Entity`: the row of one table. */
export type EntityClass<E> = new () => E;

/** Which rows of a table, in which order, and how many at most. */
export type Finding<E> = Pick<FindManyOptions<E>, 'where' | 'order' | 'take'>;

/**
 * Plain reads and writes of one table. They list every column, so they are for the insurer's side: the institution's
 * role has grants by column and reads by SQL. A condition that is null or undefined is refused.
 */
export interface EntityRows {
  find<E extends object>(entity: EntityClass<E>, which: Finding<E>): Promise<E[]>;
  findOne<E extends object>(entity: EntityClass<E>, where: FindOptionsWhere<E>): Promise<E | null>;
  /** Columns that are not named get their default. */
  insert<E extends object>(entity: EntityClass<E>, values: Partial<E> | readonly Partial<E>[]): Promise<void>;
  /** Answers how many rows were changed. */
  update<E extends object>(entity: EntityClass<E>, where: FindOptionsWhere<E>, set: Partial<E>): Promise<number>;
}

/** Sends one statement of a transaction, prepared, without waiting for those before it. */
export type Send = (text: string, values?: readonly unknown[]) => Promise<pg.QueryResult>;

// TypeORM writes the statement, and it is sent in its order among the others of the transaction; a failure is the
// driver's error. So nothing between the call and `send` may wait.
class TransactionRunner extends PostgresQueryRunner {
  constructor(
    source: DataSource,
    private readonly send: Send,
  ) {
    super(source.driver as PostgresDriver, 'master');
    this.manager = source.createEntityManager(this);
  }

  /** The result in the form that the query builders expect. */
  override async query(text: string, values?: readonly unknown[]): Promise<QueryResult> {
    const { rows, rowCount } = await this.send(text, values);
    return Object.assign(new QueryResult(), { raw: rows, records: rows, affected: rowCount ?? 0 });
  }
}

/** The entity reads and writes of one transaction, described by `source`. Nothing is created before it is used. */
export function entityRows(source: DataSource, send: Send): EntityRows {
  let made: EntityManager | undefined;
  const manager = (): EntityManager => (made ??= new TransactionRunner(source, send).manager);
  return {
    find: (entity, which) => manager().find(entity, which),
    findOne: (entity, where) => manager().findOne(entity, { where }),
    insert: async (entity, values) => {
      await manager()
        .createQueryBuilder()
        .insert()
        .into(entity)
        .values(values as never)
        .updateEntity(false)
        .callListeners(false)
        .execute();
    },
    update: async (entity, where, set) => {
      requireCondition(where);
      const { affected } = await manager()
        .createQueryBuilder()
        .update(entity)
        .set(set as never)
        .where(where)
        .callListeners(false)
        .execute();
      return affected ?? 0;
    },
  };
}

// a find refuses this itself; an update would compare with NULL, or change every row
function requireCondition(where: object): void {
  const values = Object.values(where);
  if (values.length === 0 || values.some((value) => value === null || value === undefined))
    throw new Error('an update needs a condition, and each of its members a value that is neither null nor undefined');
}

/** For a role whose grants are by column. */
export const noEntityRows: EntityRows = Object.fromEntries(
  ['find', 'findOne', 'insert', 'update'].map((name) => [
    name,
    () => Promise.reject(new Error(`the institution's role has grants by column: use SQL in place of ${name}`)),
  ]),
) as never;
