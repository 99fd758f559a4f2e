import type { Tx } from '#database';
import type { Promises } from '#intake';
import { phasesOf } from './dashboard.reads.js';
import { exhaustionsOf, largeLossesOf, massEventsOf } from './department-money.reads.js';
import { arrivalsOf, timesOf } from './department-weeks.reads.js';
import { longUnpaidOf, undecidedAgesOf, workloadOf } from './department-work.reads.js';
import type { DepartmentDto } from './department.dto.js';

/** All figures of the department, as they are at the moment of the transaction. */
export async function departmentOf(tx: Tx, promises: Promises): Promise<DepartmentDto> {
  return {
    asOf: tx.now.toISOString(),
    arrivals: await arrivalsOf(tx),
    phases: await phasesOf(tx),
    times: await timesOf(tx, promises),
    workload: await workloadOf(tx),
    ages: await undecidedAgesOf(tx),
    largeLosses: await largeLossesOf(tx),
    longUnpaid: await longUnpaidOf(tx),
    exhaustion: await exhaustionsOf(tx),
    massEvents: await massEventsOf(tx),
  };
}
