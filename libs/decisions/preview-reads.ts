import type { Tx } from '#database';
import { evidenceOfLines, expensesById, openDuplicatesOf, ratesOf, type StoredExpense } from '#expenses';
import { incidentsById, type IncidentRow } from '#incidents';
import { openAmounts, type OpenAmount } from '#limits';
import { periodsByIds, type MemberPeriod } from '#policies';
import { Problem } from '#problems';
import { checksOfCases, newestChecks, type CheckRow } from './case-check.js';
import type { FirstLine } from './decision-basis.js';
import {
  firstLinesOf,
  runningTotalsOf,
  signedEarlierOf,
  signersOf,
  type RunningTotals,
  type Signed,
  type SignerOf,
} from './decision.store.js';
import { keptAnswersOf, type KeptAnswer } from './gate-answers.js';
import { periodIdOf } from './propose-decision.js';
import type { ReadOfLine } from './proposal-hurdles.js';
import { clearancesOf } from './screening.js';

/** A line with all that its preview reads. */
export interface LineRead {
  readonly expense: StoredExpense;
  readonly incident: IncidentRow;
  /** null: no policy is matched. */
  readonly period: MemberPeriod | null;
  /** What is open in its period. */
  readonly open: readonly OpenAmount[];
  /** The newest of each kind. */
  readonly checks: readonly CheckRow[];
  readonly first: FirstLine | null;
  /** The reader as signer of it. */
  readonly signer: SignerOf | undefined;
  readonly hasSigned: boolean;
  readonly totals: RunningTotals;
  readonly answers: readonly KeptAnswer[];
  readonly needs: ReadOfLine;
}

/** Reads of lines by their ids. Throws `requests.not-found` for a line that the reader may not see. */
export type LinesRead = (expenseId: string) => LineRead;

/**
 * Reads what previews of these lines need, each thing once for all of them: a case is read once however many of its
 * lines there are, and no statement more is sent for more lines.
 */
export async function readLines(tx: Tx, expenseIds: readonly string[]): Promise<LinesRead> {
  const expenses = await expensesById(tx, expenseIds);
  if (expenses.length === 0) return notFound;
  const caseIds = [...new Set(expenses.map(({ incident_id }) => incident_id))];
  const incidents = new Map((await incidentsById(tx, caseIds)).map((incident) => [incident.id, incident]));
  const lines = expenses.flatMap((expense) => {
    const incident = incidents.get(expense.incident_id);
    return incident ? [{ expense, incident }] : [];
  });
  const ids = lines.map(({ expense }) => expense.id);
  const periodIds = [...new Set([...incidents.values()].flatMap((incident) => periodIdOf(incident) ?? []))];
  const [periods, open, checks, firsts, signers, signed, totals, answers, evidence, clearances, rates, duplicates] =
    await tx.together([
      periodsByIds(tx, periodIds),
      openAmounts(tx, periodIds),
      checksOfCases(tx, caseIds),
      firstLinesOf(tx, expenses),
      signersOf(tx, tx.actor.id, placesOf(lines)),
      signedEarlierOf(tx, ids, tx.actor.id),
      runningTotalsOf(tx, expenses),
      keptAnswersOf(tx, caseIds),
      evidenceOfLines(tx, lines),
      clearancesOf(tx, [...incidents.values()]),
      ratesOf(tx, ids),
      openDuplicatesOf(tx, ids),
    ]);
  const read = new Map(
    lines.map(({ expense, incident }): [string, LineRead] => {
      const { id, lane } = expense;
      const period = periods.find((one) => one.id === periodIdOf(incident)) ?? null;
      return [
        id,
        {
          expense,
          incident,
          period,
          open: (period && open.get(period.id)) ?? [],
          checks: newestChecks(checks.get(incident.id) ?? []),
          first: firsts.get(id) ?? null,
          signer: signers.find((one) => one.lane === lane && one.institutionId === incident.institution_id),
          hasSigned: signed.has(id),
          totals: totals.get(id) ?? { caseLaneYen: 0, payeeYen: 0 },
          answers: answers.get(incident.id) ?? [],
          needs: {
            evidence: evidence.get(id) ?? { needed: [], documentIds: [] },
            clearance: clearances.get(incident.id),
            rate: rates.get(id) ?? null,
            duplicates: duplicates.get(id) ?? [],
          },
        },
      ];
    }),
  );
  return (id) => read.get(id) ?? notFound();
}

const notFound = (): never => {
  throw new Problem('requests.not-found');
};

/** Where the reader would sign these lines, each lane of an institution once. */
function placesOf(lines: readonly Pick<LineRead, 'expense' | 'incident'>[]): Signed[] {
  const places = lines.map(({ expense, incident }) => ({
    lane: expense.lane,
    institutionId: incident.institution_id,
  }));
  return [...new Map(places.map((place) => [`${place.lane} ${place.institutionId}`, place])).values()];
}
