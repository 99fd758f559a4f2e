import {
  copyEvidence,
  expensesOf,
  insertExpenses,
  keepConsents,
  linkNamedApprovals,
  rowOf,
  undecided,
  type ExpenseRow,
  type StoredExpense,
} from '#expenses';
import {
  appendTimeline,
  incidentMachine,
  incidentsForUpdate,
  incidentStateNames,
  moneyOrOrdersPending,
  recordFacts,
  runningOrders,
  standingCase,
  type Facts,
  type IncidentRow,
  type IncidentState,
} from '#incidents';
import { moveOf, newId, type CodedText } from '#kernel';
import { appendAudit, appendEvents, caseChain, eventRow, NOT_KNOWN, Problem, requireVersion, type Tx } from '#platform';
import type { MergeIncidentDto } from './closing.dto.js';

const takesIn: readonly IncidentState[] = ['reported', 'triaged', 'open'];
/** An expense in one of these has ended without a decision. */
const over = ['withdrawn'];

/**
 * Merges a case into another one of the same institution: two reports of one event. What nobody has decided on is entered
 * anew there and withdrawn here, facts that the other did not know are said there, and this number leads to the other.
 * Throws `requests.not-found`, `incidents.merge-into-itself`, `incidents.merge-other-institution`,
 * `incidents.merge-target-ended`, `incidents.merge-target-merged`, `incidents.move-not-allowed`, `incidents.guard`, `requests.stale-version`.
 */
export async function mergeIncident(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  { into, reason }: MergeIncidentDto,
  now: Date,
): Promise<void> {
  if (into === id) throw refusal('incidents.merge-into-itself');
  const locked = await incidentsForUpdate(tx, [id, into]);
  const from = locked.find((incident) => incident.id === id);
  const to = locked.find((incident) => incident.id === into);
  if (!from) throw new Problem('requests.not-found');
  if (!to) throw refusal('requests.not-found');
  requireVersion(from.version, expectedVersion);
  if (!moveOf(incidentMachine, from.state, 'merged')) {
    throw new Problem('incidents.move-not-allowed', {
      params: { from: incidentStateNames[from.state], to: incidentStateNames.merged },
    });
  }
  if (from.institution_id !== to.institution_id || from.institution_id === NOT_KNOWN)
    throw refusal('incidents.merge-other-institution');
  if (to.state === 'merged') {
    const { case_number: number } = await standingCase(tx, into);
    throw refusal('incidents.merge-target-merged', { number: { ja: number, en: number } });
  }
  if (!takesIn.includes(to.state)) throw refusal('incidents.merge-target-ended');
  const expenses = await expensesOf(tx, [id, into]);
  const own = expenses.filter((expense) => expense.incident_id === id);
  const missing = mergeMissing(own, await runningOrders(tx, id));
  if (missing.length > 0) throw new Problem('incidents.guard', { missing });

  const lines = expenses.filter((expense) => expense.incident_id === into).map(({ line }) => line);
  const moved = own.filter((expense) => undecided.includes(expense.state));
  const anew = moved.map((expense, at) => enteredAnew(expense, into, Math.max(0, ...lines) + 1 + at, now));
  if (anew.length > 0) await insertExpenses(tx, to.institution_id, anew);
  for (const [at, row] of anew.entries()) await keepConsents(tx, moved[at]?.id ?? '', [row]);
  await copyEvidence(tx, to, new Map(anew.map((row, at) => [moved[at]?.id ?? '', row.id])), now);
  await tx.rows('SELECT end_with_case($1, $2)', [id, JSON.stringify([ended])]);
  await tx.rows(`UPDATE incident SET state = 'merged', merged_into = $2, version = version + 1 WHERE id = $1`, [
    id,
    into,
  ]);
  await linkNamedApprovals(tx, to, now);
  await tx.rows(
    `INSERT INTO session_case (session_id, incident_id, institution_id) SELECT session_id, $2, institution_id FROM session_case WHERE incident_id = $1 ON CONFLICT DO NOTHING`,
    [id, into],
  );
  await tx.rows(
    `UPDATE merge_proposal SET answer = 'merged', answered_by = $3, answered_at = $4
      WHERE answer IS NULL AND ((incident_id = $1 AND into_id = $2) OR (incident_id = $2 AND into_id = $1))`,
    [id, into, `${tx.actor.kind}:${tx.actor.id}`, now],
  );
  const said = unknownBefore(to.facts, from.facts);
  if (Object.keys(said).length > 0) {
    await recordFacts(tx, to, {
      said,
      trueAt: null,
      learnedAt: from.reported_at,
      source: from.case_number,
      reason: reason ?? null,
      recordedAt: now,
    });
  }
  await tell(tx, { from, to, moved, anew, reason: reason ?? null, now });
}

/** What still stands against a merge: the list of the guard `incidents.merge-not-possible`. */
export function mergeMissing(expenses: readonly Pick<StoredExpense, 'state'>[], orders: number): CodedText[] {
  const decided = expenses.some(({ state }) => !undecided.includes(state) && !over.includes(state));
  return [
    ...(decided ? [decidedAlready] : []),
    ...moneyOrOrdersPending({ heldYen: 0, consumedYen: 0, runningOrders: orders }),
  ];
}

const decidedAlready: CodedText = {
  code: 'incidents.merge-decided',
  textJa:
    'この事案の費用について、すでに判断が始まっています。反対に、もう一方の事案をこの事案に統合できないかお確かめください。',
  textEn:
    'Something was already decided on an expense of this case. See whether the other case can be merged into this one.',
};

const ended: CodedText = {
  code: 'incidents.merged',
  textJa: '他の事案に統合されたため、終了しました。',
  textEn: 'Ended because the case was merged into another one.',
};

interface CodedName {
  readonly ja: string;
  readonly en: string;
}

function refusal(
  code:
    | 'incidents.merge-into-itself'
    | 'incidents.merge-other-institution'
    | 'incidents.merge-target-ended'
    | 'incidents.merge-target-merged'
    | 'requests.not-found',
  params: Readonly<Record<string, CodedName>> = {},
): Problem {
  return new Problem(code, { params, errors: [{ pointer: '/into', code }] });
}

/** Who submitted it stays: whoever did may not decide on it there either. */
function enteredAnew(expense: StoredExpense, into: string, line: number, now: Date): ExpenseRow {
  return {
    ...rowOf(expense),
    id: newId(),
    incident_id: into,
    line,
    version: 1,
    state: 'submitted',
    submitted_at: now.toISOString(),
    entered_from: expense.id,
  };
}

/** Facts that one report knows and the other does not; lists hold what either names. */
function unknownBefore(known: Facts, other: Facts): Facts {
  return Object.fromEntries(
    Object.entries(other).flatMap(([name, value]) => {
      const before: unknown = known[name as keyof Facts];
      if (Array.isArray(before) && Array.isArray(value)) {
        const more = value.filter((one: unknown) => !before.includes(one));
        return more.length > 0 ? [[name, [...(before as unknown[]), ...(more as unknown[])]]] : [];
      }
      return (before === undefined || before === null) && value !== null ? [[name, value]] : [];
    }),
  );
}

async function tell(
  tx: Tx,
  merged: {
    readonly from: IncidentRow;
    readonly to: IncidentRow;
    readonly moved: readonly StoredExpense[];
    readonly anew: readonly ExpenseRow[];
    readonly reason: string | null;
    readonly now: Date;
  },
): Promise<void> {
  const { from, to, moved, anew, reason, now } = merged;
  const owner = (incident: IncidentRow) => ({ institutionId: incident.institution_id, incidentId: incident.id });
  const expenses = anew.map((row, at) => ({ from: moved[at]?.id ?? null, to: row.id, line: row.line }));
  await appendTimeline(tx, from, [
    { at: now, kind: 'incident.merged', audience: 'all', data: { into: to.id, caseNumber: to.case_number, expenses } },
  ]);
  await appendTimeline(tx, to, [
    {
      at: now,
      kind: 'incident.merged-in',
      audience: 'all',
      data: { from: from.id, caseNumber: from.case_number, expenses },
    },
  ]);
  await appendEvents(tx, [
    eventRow('incident.merged', from.id, { intoId: to.id }, now),
    ...(anew.length > 0
      ? [eventRow('expenses.submitted', to.id, { expenses: anew.map(({ id, lane }) => ({ id, lane })) }, now)]
      : []),
  ]);
  await appendAudit(tx, owner(from), [
    {
      chain: caseChain(from.id),
      action: 'incident.merged',
      subject: from.id,
      before: { state: from.state },
      after: { state: 'merged', into: to.id, expenses },
      reason,
    },
  ]);
  await appendAudit(tx, owner(to), [
    {
      chain: caseChain(to.id),
      action: 'incident.merged-in',
      subject: from.id,
      after: { from: from.id, expenses: anew },
      reason,
    },
  ]);
}
