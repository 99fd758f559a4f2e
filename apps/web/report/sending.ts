import { Refused } from '../api/api.js';
import type { Draft, Received } from './draft.js';

/** What came of one try to send a report. */
export type Outcome =
  | { readonly kind: 'received'; readonly received: Received; readonly earlier: boolean }
  /** Nobody knows whether it arrived: it is sent again, the same under the same key. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'no-session' }
  | { readonly kind: 'refused'; readonly problem: Refused };

/**
 * Sends a report so that it is taken once. A body that may have arrived is remembered; where the interface says that
 * the key belongs to another body, the remembered ones are sent as they were, which answers the case that they made.
 */
export async function sendOnce(
  draft: Draft,
  body: string,
  post: (body: string, key: string) => Promise<Received>,
): Promise<{ outcome: Outcome; attempts: readonly string[] }> {
  const tried = [...draft.attempts.filter((attempt) => attempt !== body), body];
  for (const [at, attempt] of [body, ...draft.attempts.filter((earlier) => earlier !== body)].entries()) {
    try {
      const received = await post(attempt, draft.key);
      return { outcome: { kind: 'received', received, earlier: at > 0 }, attempts: [] };
    } catch (error) {
      if (!(error instanceof Refused)) return { outcome: { kind: 'unknown' }, attempts: tried };
      const { code, status } = error.body;
      if (code === 'requests.key-reused' && draft.attempts.length > 0) continue;
      if (status === 401 || code === 'sessions.csrf')
        return { outcome: { kind: 'no-session' }, attempts: draft.attempts };
      // what is on its way, too much at once or our own fault is tried again; what was refused has made nothing
      if (status === 429 || status >= 500) return { outcome: { kind: 'unknown' }, attempts: tried };
      return { outcome: { kind: 'refused', problem: error }, attempts: draft.attempts };
    }
  }
  return { outcome: { kind: 'unknown' }, attempts: tried };
}
