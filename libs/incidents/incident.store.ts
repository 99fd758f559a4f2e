import { actorText, type Tx } from '#database';
import { newId } from '#kernel';
import { Problem } from '#problems';
import { incidentColumns, type IncidentRow, type IncidentEntity } from './incident.entity.js';
import type { Said } from './incident-facts.entity.js';

/** One case, without a lock. Throws `requests.not-found`. */
export async function incidentById(tx: Tx, id: string): Promise<IncidentRow> {
  const [row] = await incidentsById(tx, [id]);
  if (!row) throw new Problem('requests.not-found');
  return row;
}

/** Several cases, without a lock; unknown ones are left out. */
export async function incidentsById(tx: Tx, ids: readonly string[]): Promise<IncidentRow[]> {
  return tx.rows<IncidentRow>(`SELECT ${incidentColumns} FROM incident WHERE id = ANY ($1) ORDER BY id`, [ids]);
}

/** The case itself, or the one into which it was merged. Throws `requests.not-found`. */
export async function standingCase(tx: Tx, id: string): Promise<IncidentRow> {
  const row = await tx.one<{ id: string }>('SELECT standing_case($1) AS id', [id]);
  return incidentById(tx, row?.id ?? id);
}

type CaseOf = Pick<IncidentRow, 'id' | 'institution_id'>;

/** The facts of one act: stored for ever, under the version of the case that it made. */
export interface NewFactsAct {
  readonly version: number;
  readonly said: Said;
  /** Since when it was so; null: it corrects earlier statements. */
  readonly trueAt: Date | null;
  readonly learnedAt: Date;
  readonly source: string;
  readonly reason: string | null;
}

/** Adds one act on the facts. */
export async function appendFacts(tx: Tx, incident: CaseOf, act: NewFactsAct): Promise<void> {
  await tx.rows(
    `INSERT INTO incident_facts (id, incident_id, institution_id, version, facts, true_at, learned_at, source, reason,
       entered_by, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      newId(),
      incident.id,
      incident.institution_id,
      act.version,
      JSON.stringify(act.said),
      act.trueAt,
      act.learnedAt,
      act.source,
      act.reason,
      actorText(tx.actor),
      tx.now,
    ],
  );
}

/** Both outlooks of a case, and its period of cover. */
export interface SettledOutlook {
  readonly id: string;
  readonly outlook: IncidentEntity['outlook'];
  readonly reasons: IncidentEntity['outlook_reasons'];
  readonly support_outlook: IncidentEntity['support_outlook'];
  readonly support_reasons: IncidentEntity['support_reasons'];
  readonly question: IncidentEntity['support_question'];
  readonly outlook_id: string;
  readonly member_period_id: string | null;
  readonly policy_match: string;
}

/** Writes the outlooks of cases that the caller has locked, for their present facts. Their versions stay. */
export async function keepOutlooks(tx: Tx, settled: readonly SettledOutlook[]): Promise<void> {
  await tx.rows(
    `UPDATE incident i
       SET outlook = r.outlook, outlook_reasons = r.reasons, support_outlook = r.support_outlook,
         support_reasons = r.support_reasons, support_question = r.question, outlook_question = NULL,
         outlook_facts_version = i.facts_version, outlook_id = r.outlook_id, member_period_id = r.member_period_id,
         policy_match = r.policy_match
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, outlook text, reasons jsonb, support_outlook text,
         support_reasons jsonb, question text, outlook_id uuid, member_period_id uuid, policy_match text)
      WHERE i.id = r.id`,
    [JSON.stringify(settled)],
  );
}

/** Makes cases without a matching policy, locked by the caller, be matched again. */
export async function matchAgain(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.rows(`UPDATE incident SET policy_match = 'pending' WHERE id = ANY ($1)`, [ids]);
}
