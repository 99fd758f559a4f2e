import { replayDifferences, runsOfCase, type Difference, type KeptRun } from '#assessment';
import { systemActor, verifyAudit } from '#database';
import { queuesView, retryFailed } from '#overview';
import { verifyLedger } from '#payments';
import { Problem } from '#problems';
import { readApprovedTerms } from '#terms';
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
        `${queue.queue.padEnd(24)} waiting ${String(queue.pending).padStart(6)}   given up ` +
          `${String(queue.dead).padStart(6)}\n`,
      );
    for (const { caseNumber, consumer, eventType, reason, failedAt } of view.failedDeliveries)
      process.stdout.write(`${caseNumber ?? '(no case)'}  ${consumer}  ${eventType}  ${reason ?? ''}  ${failedAt}\n`);
  } finally {
    await system.close();
  }
}

/** Brings failed deliveries back. */
export async function queuesRetry(system: System, queue: string | null): Promise<void> {
  try {
    const asked = queue === null ? {} : { queue };
    const retried = await system.database.transaction(actor, (tx) => retryFailed(tx, asked));
    process.stdout.write(`${retried} deliveries are tried again.\n`);
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

/** Adds every ledger up again. Exit code 1 when something does not agree. */
export async function ledgerVerify(system: System): Promise<number> {
  try {
    const { periods, postings, faults } = await system.database.read(actor, async (tx) => {
      await readApprovedTerms(tx);
      return verifyLedger(tx);
    });
    process.stdout.write(`${periods} periods, ${postings} postings.\n`);
    for (const { periodId, what } of faults) process.stdout.write(`period ${periodId}: ${what}\n`);
    process.stdout.write(faults.length === 0 ? 'Every ledger adds up.\n' : `${faults.length} faults.\n`);
    return faults.length === 0 ? 0 : 1;
  } finally {
    await system.close();
  }
}

/**
 * Makes every kept assessment of a case again, from what was kept with it. Exit code 1 when one differs or there is no
 * such case.
 */
export async function assessCase(system: System, options: { case: string; json?: boolean }): Promise<number> {
  try {
    await system.database.read(actor, readApprovedTerms);
    const runs = await system.database.read(actor, (tx) => runsOfCase(tx, options.case.trim()));
    if (!runs) throw new Problem('requests.not-found');
    let different = 0;
    for (const run of runs) {
      const differences = replayDifferences(run);
      if (differences.length > 0) different++;
      process.stdout.write(`${options.json ? jsonOf(run, differences) : textOf(run, differences)}\n`);
    }
    if (!options.json)
      process.stdout.write(
        different === 0
          ? `All ${runs.length} assessments come out as they were kept.\n`
          : `${different} of ${runs.length} assessments come out otherwise.\n`,
      );
    return different === 0 ? 0 : 1;
  } finally {
    await system.close();
  }
}

function jsonOf({ id, at, request_hash, answer_hash }: KeptRun, differences: readonly Difference[]): string {
  return JSON.stringify({ id, at: at.toISOString(), requestHash: request_hash, answerHash: answer_hash, differences });
}

function textOf({ id, at, outlook, assessment, request_hash }: KeptRun, differences: readonly Difference[]): string {
  const lines = assessment
    ? `${assessment.lines.length} lines`
    : request_hash === null
      ? 'engine not called'
      : 'its lines were not kept';
  const head =
    `${at.toISOString()}  ${id}  ${outlook.padEnd(5)}  ${lines}  ` +
    `${differences.length === 0 ? 'same' : 'DIFFERENT'}`;
  return [
    head,
    ...differences.map(({ what, line, kept, now }) => `  ${what}${line ? ` ${line}` : ''}: kept ${kept}, now ${now}`),
  ].join('\n');
}
