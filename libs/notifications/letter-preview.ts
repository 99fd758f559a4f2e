import { decisionById } from '#decisions';
import type { Tx } from '#platform';
import { letterTitles, rowsOf } from './letter-content.js';
import type { LetterPreviewDto } from './notification.dto.js';
import { linesOfLetter } from './write-letters.worker.js';

/** What a letter will say of a decision, by the function that writes it; nothing is written. Throws `requests.not-found`. */
export async function letterPreview(tx: Tx, decisionId: string): Promise<LetterPreviewDto> {
  const decision = await decisionById(tx, decisionId);
  const lines = await linesOfLetter(tx, decision);
  return {
    titleJa: letterTitles[decision.amount_yen === 0 ? 'denial-notice' : 'payment-notice'],
    lines: lines.map((line) => ({ heading: line.name, rows: rowsOf(line), text: line.text })),
  };
}
