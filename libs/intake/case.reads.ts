import { coverageAt, coverageOfCase } from '#assessment';
import type { Tx } from '#database';
import { expensesAt, expensesOf, rulingsOf, transfersOf } from '#expenses';
import {
  firstWhoAccepted,
  incidentAt,
  incidentById,
  registeredName,
  runningOrders,
  type StandingCase,
} from '#incidents';
import { callsOf } from './desk-call.js';
import type { CaseDto, CaseLinkDto } from './case.dto.js';
import { type Promises, caseView } from './case-view.js';
import { ruledAmong } from './expense-view.js';

/** Reads the whole case. Throws `requests.not-found`. */
export async function caseOf(tx: Tx, id: string, promises: Promises): Promise<CaseDto> {
  const [incident, expenses, running, merges, calls, transfers] = await tx.together([
    incidentById(tx, id),
    expensesOf(tx, [id]),
    runningOrders(tx, id),
    mergesOf(tx, id),
    callsOf(tx, id),
    transfersOf(tx, id),
  ]);
  // read only for a case before its opening, and for readers who may see work items
  const isNamed = incident.adjuster_id !== null || incident.state !== 'triaged' || tx.actor.side !== 'insurer';
  const [coverage, rulings, firstAdjusterId] = await tx.together([
    coverageOfCase(tx, incident),
    rulingsOf(tx, ruledAmong(expenses)),
    isNamed ? Promise.resolve(null) : firstWhoAccepted(tx, id),
  ]);
  const view = caseView(incident, expenses, tx.actor, {
    promises,
    running,
    firstAdjusterId,
    coverage,
    rulings,
    calls,
    transfers,
  });
  return {
    ...view,
    ...merges,
    institutionName: await registeredName(tx, incident),
    adjusterInChargeName: await adjusterName(tx, id),
  };
}

/** The case as the answer to a request that was sent to it, or to a case that was merged into it. */
export function takenBy({ sentTo }: StandingCase, answer: CaseDto): CaseDto {
  return { ...answer, sentTo: sentTo && { id: sentTo.id, caseNumber: sentTo.case_number } };
}

async function adjusterName(tx: Tx, id: string): Promise<string | null> {
  const row = await tx.one<{ name: string | null }>('SELECT adjuster_in_charge_name($1) AS name', [id]);
  return row?.name ?? null;
}

/**
 * Reads the case as it was at an earlier time, without any action. Throws `requests.not-found`,
 * `incidents.moment-in-future`, `incidents.moment-before-report`.
 */
export async function caseAt(tx: Tx, id: string, at: Date, promises: Promises): Promise<CaseDto> {
  const incident = await incidentAt(tx, id, at);
  const [expenses, coverage] = await tx.together([expensesAt(tx, id, at), coverageAt(tx, incident)]);
  const rulings = await rulingsOf(tx, ruledAmong(expenses), at);
  const view = caseView(incident, expenses, tx.actor, { promises, coverage, rulings });
  // the consents of that time are not read
  const lines = view.expenses.map((expense) => ({ ...expense, consent: null, namedApproval: null }));
  return { ...view, expenses: lines, asOf: at.toISOString(), allowedActions: [], phaseActions: [], next: [] };
}

/** The case into which it was merged, and those merged into it: a case is found by either number. */
async function mergesOf(tx: Tx, id: string): Promise<Pick<CaseDto, 'mergedInto' | 'mergedFrom'>> {
  const rows = await tx.rows<CaseLinkDto & { into: boolean }>(
    `SELECT o.id, o.case_number AS "caseNumber", true AS into
       FROM incident i
       JOIN incident o ON o.id = i.merged_into
       WHERE i.id = $1
     UNION ALL SELECT o.id, o.case_number, false FROM incident o WHERE o.merged_into = $1 ORDER BY 2`,
    [id],
  );
  const links = (into: boolean): CaseLinkDto[] =>
    rows.filter((row) => row.into === into).map(({ id: linked, caseNumber }) => ({ id: linked, caseNumber }));
  return { mergedInto: links(true)[0] ?? null, mergedFrom: links(false) };
}
