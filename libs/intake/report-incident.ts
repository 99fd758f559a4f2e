import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { actorText, Database, GroupCommit, unitFailure, type Actor, type Outcome, type UnitOutcome } from '#database';
import { checkLines } from '#expenses';
import { type Config, CONFIG } from '#platform';
import { periodFromRow, periodsSql, type MemberPeriod, type MemberPeriodRow } from '#policies';
import { Problem } from '#problems';
import { reportsFirst } from '#queue';
import { appendUnits } from './append-units.js';
import { CaseNumbers } from './case-numbers.js';
import { caseOf } from './case.reads.js';
import { caseView } from './case-view.js';
import type { CaseDto } from './case.dto.js';
import type { ReportIncidentDto } from './report.dto.js';
import { institutionOfReport, reportedCase, reportUnit, type Report, type ReportedCase } from './report.js';

type KnownKey = Extract<UnitOutcome, { outcome: 'known-key' }>;
/** The case that the report made, or the report that was received before under the same key. */
type Received = { readonly made: ReportedCase } | { readonly before: KnownKey };

/**
 * Receives a report: validates it, matches it, and stores it with expenses, timeline, audit and event in one
 * transaction. Answers with the whole case. The key of a report is unique over all reports and kept for ever: the same
 * report, from the same person or institution, is answered with the same case as it is now. Throws
 * `requests.key-reused`, `parties.*`, `expenses.*`.
 */
@Injectable()
export class ReportIncident implements OnApplicationShutdown {
  readonly #numbers: CaseNumbers;
  // one group for each database role: they never share a statement
  readonly #groups: Readonly<Record<Actor['side'], GroupCommit<Report, Received>>>;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.#numbers = new CaseNumbers(database);
    this.#groups = {
      institution: new GroupCommit((reports) => this.#append('institution', reports)),
      insurer: new GroupCommit((reports) => this.#append('insurer', reports)),
    };
  }

  /** Best effort: if it fails, the reason why the rest of the block is unused is not known. */
  async onApplicationShutdown(): Promise<void> {
    await this.#numbers.giveUp().catch(() => undefined);
  }

  async execute(body: ReportIncidentDto, actor: Actor): Promise<CaseDto> {
    if (!actor.once) throw new Problem('requests.key-missing');
    checkLines(body.expenses ?? []);
    const report: Report = {
      body,
      actor: { ...actor, once: actor.once },
      institutionId: institutionOfReport(body, actor),
    };
    const received = await reportsFirst.report(() => this.#groups[actor.side].submit(report));
    if ('before' in received) return this.#again(report, received.before);
    return caseView(received.made.incident, received.made.expenses, actor, { promises: this.config });
  }

  async #append(side: Actor['side'], reports: readonly Report[]): Promise<Outcome<Received>[]> {
    const at = new Date();
    const periods = await this.#periods(reports);
    // the first report of each key is written; its outcome decides on the others, which go with the next group
    const firsts = new Map(reports.toReversed().map((report) => [report.actor.once.key, report]));
    // in the order of their keys, so that two processes with the same keys cannot deadlock
    const fresh = [...firsts].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, report]) => report);
    const numbers = await this.#numbers.take(fresh.length, at);
    const made = fresh.map((report, index) => reportedCase(report, { periods, caseNumber: numbers[index] ?? '', at }));
    const units = fresh.map((report, index) => reportUnit(report, made[index] as ReportedCase));
    const outcomes = await appendUnits(this.database, side, units).catch(async (error: unknown) => {
      // the rows show what was written: a number that has a case all the same counts as used
      await this.#numbers.notWritten(numbers, sqlstateOf(error)).catch(() => undefined);
      throw error;
    });
    const received = new Map(
      fresh.map((report, index) => [report, outcomeOf(outcomes[index] as UnitOutcome, made[index] as ReportedCase)]),
    );
    return reports.map((report) => received.get(report) ?? { next: true });
  }

  async #periods(reports: readonly Report[]): Promise<MemberPeriod[]> {
    const rows = await this.database.statement<MemberPeriodRow & Record<string, unknown>>(
      'staff',
      'periods-of',
      periodsSql,
      [[...new Set(reports.map((report) => report.institutionId))]],
    );
    return rows.map(periodFromRow);
  }

  // the key of another person is refused like any reused key, and nothing of the other report is shown
  async #again({ actor }: Report, before: KnownKey): Promise<CaseDto> {
    const isTheirs =
      before.reportedBy === actorText(actor) ||
      (actor.side === 'institution' && actor.institutions.includes(before.institutionId));
    if (!isTheirs || !before.sameRequest) throw new Problem('requests.key-reused');
    return this.database.read(actor, (tx) => caseOf(tx, before.incidentId, this.config));
  }
}

function outcomeOf(outcome: UnitOutcome, made: ReportedCase): Outcome<Received> {
  switch (outcome.outcome) {
    case 'written':
      return { done: { made } };
    case 'known-key':
      return { done: { before: outcome } };
    case 'institution-unknown':
      return {
        failed: new Problem('parties.institution-not-found', {
          errors: [{ pointer: '/institutionId', code: 'parties.institution-not-found' }],
        }),
      };
    // the policy changed at this moment: the repeated report reads its new state
    case 'period-gone':
      return { failed: new Problem('platform.contended') };
    default:
      return { failed: unitFailure(outcome) };
  }
}

/** The SQLSTATE of an error of the database; `no-answer` where it gave none. */
function sqlstateOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(?=.*\d)[0-9A-Z]{5}$/.test(code) ? code : 'no-answer';
}
