import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { decisionById, groundsOf } from '#decisions';
import { Handles, type Timer } from '#queue';
import { letterOpenings, objectionText } from './letter-words.js';
import { addressedTo, LetterWriter } from './letter-writer.js';
import { linesOfLetter, limitsLeft } from './letter-lines.js';

/** A denial is written when it can no longer be undone; only of the last 60 days, so that the query stays short. */
export const letterTimers: readonly Timer[] = [
  {
    job: 'write-denial',
    due: `SELECT r.decision_id AS id, r.incident_id, 'clocks' AS queue, r.final_at AS at FROM standing_ruling r
           WHERE r.amount_yen = 0 AND r.final_at BETWEEN clock_timestamp() - interval '60 days' AND clock_timestamp()
             AND NOT EXISTS (SELECT FROM notice l WHERE l.about = 'denial:' || r.decision_id)
           ORDER BY r.final_at`,
  },
];

/** A ruling of 0 yen that is final: rejected, or approved with nothing left to pay. */
@Injectable()
@Handles('write-denial')
export class WriteDenial extends LetterWriter {
  protected async write(tx: Tx, id: string): Promise<void> {
    const decision = await decisionById(tx, id);
    await this.send(tx, decision.incident_id, async (incident) => {
      const stands = await tx.one(
        'SELECT 1 FROM standing_ruling r WHERE r.decision_id = $1 AND r.final_at <= clock_timestamp()',
        [id],
      );
      if (!stands) return [];
      return [
        {
          kind: 'denial-notice',
          about: `denial:${id}`,
          addressee: 'institution',
          to: await addressedTo(tx, incident),
          opening: letterOpenings.denied,
          lines: await linesOfLetter(tx, decision),
          limits: await limitsLeft(tx, incident),
          articles: await groundsOf(tx, id),
          closing: objectionText(this.config),
        },
      ];
    });
  }
}
