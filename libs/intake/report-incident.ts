import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { checkLines } from '#expenses';
import { newId } from '#kernel';
import {
  actorText,
  caseChain,
  CONFIG,
  Database,
  failureOf,
  GroupCommit,
  Problem,
  type Actor,
  type Config,
  type Once,
  type Outcome,
} from '#platform';
import { reportsFirst } from '#queue';
import { periodFromRow, periodsSql, type MemberPeriod, type MemberPeriodRow } from '#policies';
import { CaseNumbers } from './case-numbers.js';
import { caseOf, caseView } from './case-view.js';
import type { CaseDto } from './case.dto.js';
import type { ReportIncidentDto } from './report.dto.js';
import { institutionOfReport, reportUnit, type ReportUnit } from './report.js';

interface Report {
  readonly body: ReportIncidentDto;
  readonly actor: Actor & { readonly once: Once };
  readonly institutionId: string;
}

interface KnownReport {
  readonly report_key: string;
  readonly incident_id: string;
  readonly institution_id: string;
  readonly report_hash: Buffer;
  readonly reported_by: string;
}

/**
 * Receives a report: validated, matched, stored with its expenses, timeline, audit and event in one transaction, answered
 * with the whole case. A report's key is unique over everyone and kept for ever: the same report again, from the same
 * person or institution, is answered with the same case as it is now. Throws `requests.key-reused`, `parties.*`, `expenses.*`.
 */
@Injectable()
export class ReportIncident implements OnApplicationShutdown {
  readonly #numbers: CaseNumbers;
  // one group for each database role: the two never share a statement
  readonly #groups: Readonly<Record<Actor['side'], GroupCommit<Report, CaseDto | 'known'>>>;

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

  /** Best effort: without it, it is not known why the rest of the block was not used. */
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
    const answer = await reportsFirst.report(() => this.#groups[actor.side].submit(report));
    return answer === 'known' ? this.#again(report) : answer;
  }

  async #append(side: Actor['side'], reports: readonly Report[]): Promise<Outcome<CaseDto | 'known'>[]> {
    const at = new Date();
    const periods = await this.#periods(reports);
    const outcomes: Outcome<CaseDto | 'known'>[] = reports.map(() => ({ done: 'known' }));
    const seen = new Set<string>();
    const fresh = reports.flatMap((report, place) => {
      const { key } = report.actor.once;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ report, place }];
    });
    const numbers = await this.#numbers.take(fresh.length, at);
    const units = fresh.map(({ report }, index) =>
      reportUnit(report.body, {
        actor: report.actor,
        institutionId: report.institutionId,
        periods,
        caseNumber: numbers[index] ?? '',
        at,
      }),
    );
    const answers = await this.#write(
      side,
      fresh.map(({ report }) => report),
      units,
    ).catch(async (error: unknown) => {
      // what became of them is seen from the rows: a number that a case has after all is used
      await this.#numbers.notWritten(numbers, sqlstateOf(error)).catch(() => undefined);
      throw error;
    });
    this.database.committed();
    fresh.forEach(({ report, place }, index) => {
      const unit = units[index];
      const answer = answers[index] ?? 'missing';
      if (unit && answer === 'ok')
        outcomes[place] = { done: caseView(unit.incident, unit.expenses, report.actor, this.config) };
      else if (answer !== 'known' && !answer.includes('incident_report_key_key'))
        outcomes[place] = { failed: refusalOf(answer) };
    });
    return outcomes;
  }

  async #write(side: Actor['side'], reports: readonly Report[], units: readonly ReportUnit[]): Promise<string[]> {
    const institutions = [...new Set(reports.map((report) => report.institutionId))].join(',');
    const [row] = await this.database.statement<{ answers: string[] }>(
      side === 'insurer' ? 'staff' : 'institution',
      'append-units',
      `WITH written AS MATERIALIZED (SELECT append_units($1::jsonb, $2, $3) AS answers)
       SELECT answers, keep_unused_numbers($4, answers, $5) FROM written`,
      [
        JSON.stringify(units.map((unit, index) => letterOf(unit, reports[index] as Report))),
        institutions,
        '*',
        units.map(({ incident }) => incident.case_number),
        reports.map(({ actor }) => actor.once.key),
      ],
    );
    return row?.answers ?? [];
  }

  async #known(key: string): Promise<KnownReport | undefined> {
    const [known] = await this.database.statement<KnownReport & Record<string, unknown>>(
      'staff',
      'find-reports',
      'SELECT * FROM find_reports($1)',
      [[key]],
    );
    return known;
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

  // somebody else's key answers like any other reuse: nothing of the other report is told
  async #again({ actor }: Report): Promise<CaseDto> {
    const known = await this.#known(actor.once.key);
    const theirs =
      known &&
      (known.reported_by === actorText(actor) ||
        (actor.side === 'institution' && actor.institutions.includes(known.institution_id)));
    if (!known || !theirs || !known.report_hash.equals(actor.once.hash)) throw new Problem('requests.key-reused');
    return this.database.read(actor, (tx) => caseOf(tx, known.incident_id, this.config));
  }
}

function letterOf({ incident, expenses, event }: ReportUnit, { actor }: Report): object {
  const { at, facts } = { at: incident.reported_at.toISOString(), facts: incident.facts };
  return {
    institutionId: incident.institution_id,
    incidentId: incident.id,
    actor: { kind: actor.kind, id: actor.id, as: actor.as },
    rows: {
      incident: [
        {
          ...incident,
          report_key: actor.once.key,
          report_hash: `\\x${actor.once.hash.toString('hex')}`,
          session_id: actor.sessionId,
        },
      ],
      incident_facts: [
        {
          id: newId(),
          version: 1,
          facts: { ...facts, description: incident.description, policyNumber: incident.policy_number },
          learned_at: at,
          source: actor.as,
          entered_by: actorText(actor),
          recorded_at: at,
        },
      ],
      expense: expenses,
      timeline_entry: [
        {
          id: newId(),
          at,
          kind: 'incident.reported',
          audience: 'all',
          data: { as: actor.as, channel: incident.channel, expenses: expenses.length },
        },
      ],
      outbox: [event],
    },
    audit: [
      {
        chain: caseChain(incident.id),
        action: 'incident.reported',
        subject: incident.id,
        // everything that was written follows from what was sent
        after: { caseNumber: incident.case_number, request: actor.once.hash.toString('hex') },
      },
    ],
  };
}

/** The SQLSTATE of an error of the database; `no-answer` where it gave none. */
function sqlstateOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(?=.*\d)[0-9A-Z]{5}$/.test(code) ? code : 'no-answer';
}

function refusalOf(answer: string): Error {
  if (answer.includes('incident_institution_id_fkey'))
    return new Problem('parties.institution-not-found', {
      errors: [{ pointer: '/institutionId', code: 'parties.institution-not-found' }],
    });
  return failureOf(answer.slice(0, 5), `a report was not written: ${answer}`);
}
