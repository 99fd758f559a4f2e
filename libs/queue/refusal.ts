import pg from 'pg';
import { isDatabaseAway } from '#database';
import { isDiskFull } from '#platform';

/** Whether the database refused a statement: not where it is away, or a disk is full. */
export function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !isDatabaseAway(error) && !isDiskFull(error);
}
