import { queuesView, retryDead } from '#overview';
import { appendAudit, INSURER, systemActor, verifyAudit } from '#platform';
import type { System } from './system.js';

const actor = systemActor('command-line');

/** Prints what the queues hold. */
export async function queuesStatus(system: System, json: boolean): Promise<void> {
  try {
    const view = await system.database.read(actor, queuesView);
    if (json) {
      process.stdout.write(`${JSON.stringify(view)}\n`);
      return;
    }
    for (const queue of view.queues)
      process.stdout.write(
        `${queue.queue.padEnd(24)} waiting ${String(queue.pending).padStart(6)}   given up ${String(queue.dead).padStart(6)}\n`,
      );
    for (const letter of view.deadLetters)
      process.stdout.write(
        `${letter.caseNumber ?? '(no case)'}  ${letter.consumer}  ${letter.eventType}  ${letter.reason ?? ''}  ${letter.failedAt}\n`,
      );
  } finally {
    await system.close();
  }
}

/** Brings dead letters back. */
export async function queuesRetry(system: System, queue: string | null): Promise<void> {
  try {
    const retried = await system.database.transaction(actor, { case: '*' }, async (tx) => {
      const count = await retryDead(tx, queue);
      await appendAudit(tx, { institutionId: INSURER, incidentId: null }, [
        { chain: 'insurer', action: 'queues.retried', subject: queue ?? 'all', after: { retried: count } },
      ]);
      return count;
    });
    process.stdout.write(`${retried} letters are queued again.\n`);
  } finally {
    await system.close();
  }
}

/** Verifies every audit chain. Exit code 1 when something does not agree. */
export async function auditVerify(system: System): Promise<number> {
  try {
    const result = await system.database.read(actor, verifyAudit);
    process.stdout.write(`${result.chains} chains, ${result.entries} entries.\n`);
    for (const fault of result.faults) process.stdout.write(`${fault.chain} entry ${fault.seq}: ${fault.what}\n`);
    process.stdout.write(result.faults.length === 0 ? 'Every chain is whole.\n' : `${result.faults.length} faults.\n`);
    return result.faults.length === 0 ? 0 : 1;
  } finally {
    await system.close();
  }
}
