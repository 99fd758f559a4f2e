import { type Tx } from '#database';
import { caseFile, hasEnded, incidentById } from '#incidents';
import { newId, type CodedText } from '#kernel';
import { Problem } from '#problems';

export const checkKinds = [
  'premium-received',
  'declaration-compared',
  'other-insurance',
  'vendor-compensation',
] as const;
export type CheckKind = (typeof checkKinds)[number];

/** What each check is called. */
export const checkNames: Readonly<Record<CheckKind, { readonly ja: string; readonly en: string }>> = {
  'premium-received': { ja: '事故より前の保険料の領収', en: 'Premium received before the loss' },
  'declaration-compared': { ja: '告知内容と事実の照合', en: 'Declaration compared with the facts' },
  'other-insurance': { ja: '他の保険契約の確認', en: 'Other insurance asked for' },
  'vendor-compensation': { ja: '事業者からの補償の確認', en: 'Compensation by a vendor asked for' },
};

/** A check as it was recorded. */
export interface CheckRow {
  readonly id: string;
  readonly kind: CheckKind;
  readonly finding: 'clear' | 'issue';
  readonly note: string;
  readonly source: string;
  readonly checked_by: string;
  readonly checked_by_name: string;
  readonly at: Date;
}

/** Everything that was checked before the first proposal of a case, newest first. Throws `requests.not-found`. */
export async function checksOf(tx: Tx, incidentId: string): Promise<CheckRow[]> {
  await incidentById(tx, incidentId);
  return tx.rows<CheckRow>(
    `SELECT c.id, c.kind, c.finding, c.note, c.source, c.checked_by, p.display_name AS checked_by_name, c.at
       FROM case_check c JOIN person p ON p.id = c.checked_by WHERE c.incident_id = $1 ORDER BY c.at DESC, c.id DESC`,
    [incidentId],
  );
}

/** The newest of each kind. */
export function newestChecks(checks: readonly CheckRow[]): CheckRow[] {
  return checkKinds.flatMap((kind) => checks.find((check) => check.kind === kind) ?? []);
}

/** The checks without which nothing is proposed, as texts that say what to do. */
export function missingChecks(checks: readonly CheckRow[]): CodedText[] {
  return checkKinds
    .filter((kind) => !checks.some((check) => check.kind === kind))
    .map((kind) => ({
      code: `decisions.check-missing.${kind}`,
      textJa: `「${checkNames[kind].ja}」を確認し、根拠とともに記録してください。`,
      textEn: `Record, with its source: ${checkNames[kind].en}.`,
    }));
}

/** Records what somebody found out, with its source; the newest of a kind counts. Throws `incidents.ended`. */
export async function recordCheck(
  tx: Tx,
  incidentId: string,
  body: {
    readonly kind: CheckKind;
    readonly finding: 'clear' | 'issue';
    readonly note: string;
    readonly source: string;
  },
): Promise<void> {
  const incident = await caseFile(tx, incidentId);
  if (hasEnded(incident)) throw new Problem('incidents.ended');
  const id = newId();
  await tx.rows(
    `INSERT INTO case_check (id, incident_id, institution_id, kind, finding, note, source, checked_by, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, incidentId, incident.institution_id, body.kind, body.finding, body.note, body.source, tx.actor.id, tx.now],
  );
  tx.record(incident, {
    timeline: {
      kind: 'case-checked',
      audience: 'insurer',
      data: { check: body.kind, finding: body.finding, personId: tx.actor.id },
    },
    audit: { action: 'case.checked', subject: id, after: body },
  });
}
