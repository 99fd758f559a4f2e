import { defineMover, type Tx } from '#database';
import { expenseById, type StoredExpense } from '#expenses';
import { caseFile, type CaseFile } from '#incidents';
import { Guards, type CodedText } from '#kernel';
import {
  decisionMachine,
  decisionStateNames,
  decisionStateOf,
  secondOf,
  type DecisionState,
} from './decision-machine.js';
import { actsOf, decisionById, insertAct, insertRuling, ruledOf, type ActRow, type Ruled } from './decision.store.js';
import type { DecisionEntity } from './decision.entity.js';
import type { NamedArticle } from './decision-reasons.js';

/** A proposal with the state that follows from its acts. */
export type MovableDecision = DecisionEntity & { readonly state: DecisionState };

/** A signature, or the ruling that it makes. */
export interface DecisionSigned {
  readonly actingAs: ActRow['acting_as'];
  readonly articles: readonly NamedArticle[];
  readonly expense: Pick<StoredExpense, 'line' | 'state'>;
}

const guards = new Guards<readonly CodedText[]>();
// what is missing of the signatures where this one would change nothing
guards.register('decisions.signature-adds-nothing', (missing) => missing);

/**
 * Moves a decision by its table: an act or a ruling is added. All moves but a signature are recorded with the expenses
 * that move with them. Throws `decisions.not-open`, `decisions.not-yours`, `decisions.signature-adds-nothing` with what
 * is missing.
 */
export const decisionMover = defineMover<DecisionState, MovableDecision, readonly CodedText[], DecisionSigned>({
  machine: decisionMachine,
  title: { ja: '決定', en: 'Decision' },
  names: decisionStateNames,
  places: (actor, { proposed_by }) => (proposed_by === actor.id ? ['proposer'] : secondOf(actor, proposed_by)),
  guards,
  refusals: {
    notAllowed: 'decisions.not-open',
    notYours: 'decisions.not-yours',
    guard: 'decisions.signature-adds-nothing',
  },
  write: (tx, decision, { to, reason, said: { actingAs, articles } }) =>
    to === 'approved' || to === 'rejected'
      ? insertRuling(tx, decision, articles)
      : insertAct(tx, decision, {
          kind: to === 'open' ? 'countersigned' : to,
          acting_as: actingAs,
          articles,
          note: reason,
        }),
  record: ({ row: { id: decisionId }, to, reason, said: { expense } }, { actor }) =>
    to !== 'open'
      ? null
      : {
          timeline: {
            kind: 'decision-countersigned',
            audience: 'insurer',
            data: { line: expense.line, decisionId, personId: actor.id },
          },
          audit: {
            action: 'decision.countersigned',
            subject: decisionId,
            before: { state: expense.state },
            after: { kind: 'countersigned', decisionId },
            ...(reason === null ? {} : { reason }),
          },
        },
});

/** A decision with its acts, under the lock of its case. */
export interface OpenDecision {
  readonly decision: MovableDecision;
  readonly acts: readonly ActRow[];
  readonly ruled: Ruled | null;
  readonly incident: CaseFile;
  readonly expense: StoredExpense;
}

/** A decision with its case locked. Throws `requests.not-found`. */
export async function openDecision(tx: Tx, id: string): Promise<OpenDecision> {
  const { incident_id, expense_id } = await decisionById(tx, id);
  const incident = await caseFile(tx, incident_id);
  const [decision, acts, ruled, expense] = await tx.together([
    decisionById(tx, id),
    actsOf(tx, [id]),
    ruledOf(tx, id),
    expenseById(tx, expense_id),
  ]);
  const state = decisionStateOf(acts, ruled?.ruling ?? null);
  return { decision: { ...decision, state }, acts, ruled, incident, expense };
}
