import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { newId } from '#kernel';
import { Handles, type Delivery, type JobHandler, type Timer } from '#queue';
import { replayDifferences, sampledRuns, type DifferentRun } from './replay.js';

/** So many of the newest runs, and as many of all. */
const sample = 100;
/** The most differences recorded for one night; all are counted. */
const mostTold = 50;

/** The nightly replay: its row is written ahead, with its time. */
export const replayTimers: readonly Timer[] = [
  {
    job: 'replay-assessments',
    due: `SELECT r.id, NULL::uuid AS incident_id, 'clocks' AS queue, r.at
         FROM assessment_replay r
         WHERE r.done_at IS NULL AND r.at <= statement_timestamp()`,
  },
];

/**
 * Replays some stored runs of the engine from their stored input and stores the differences: an automatic decision can
 * be replayed with the same result (workflow, section 10).
 */
@Injectable()
@Handles('replay-assessments')
export class ReplayAssessments implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const nights = deliveries.flatMap(({ ids }) => ids);
    const runs = await sampledRuns(tx, sample);
    const different = runs.flatMap((run) => {
      const differences = replayDifferences(run);
      return differences.length > 0 ? [{ runId: run.id, incidentId: run.incident_id, differences }] : [];
    });
    await keepReplay(tx, nights, runs.length, different);
    tx.record('insurer', {
      audit: {
        action: 'assessments.replayed',
        subject: nights[0] ?? 'none',
        after: { checked: runs.length, different: different.length },
      },
    });
  }
}

async function keepReplay(
  tx: Tx,
  nights: readonly string[],
  checked: number,
  different: readonly DifferentRun[],
): Promise<void> {
  const done = await tx.rows(
    `UPDATE assessment_replay SET done_at = clock_timestamp(), checked = $2, different = $3, differences = $4
      WHERE id = ANY ($1) AND done_at IS NULL RETURNING id`,
    [nights, checked, different.length, JSON.stringify(different.slice(0, mostTold))],
  );
  if (done.length > 0) await tx.rows('INSERT INTO assessment_replay (id, at) VALUES ($1, next_night())', [newId()]);
}
