import type { Tx } from '#database';
import type { IncidentRow } from '#incidents';
import { bigramsOf, dayInJapan, foldName, foldTelephone } from '#kernel';
import { periodOn, periodsByNumber, periodsOf } from '#policies';

/**
 * An institution that the case may belong to, and why: only a proposal for the desk, because names and numbers repeat.
 */
export interface MatchProposal {
  readonly institutionId: string;
  readonly policyId: string | null;
  readonly by: 'policy-number' | 'institution-name' | 'telephone';
}

/** Proposes institutions for an unmatched case: by policy or certificate number, else by name, else by telephone. */
export async function proposeMatches(tx: Tx, incident: IncidentRow): Promise<MatchProposal[]> {
  const day = dayInJapan(incident.facts.discoveredAt ?? incident.reported_at);
  if (incident.policy_number) {
    const periods = await periodsByNumber(tx, incident.policy_number, null);
    const institutions = [...new Set(periods.map((period) => period.institutionId))];
    if (institutions.length > 0) {
      return institutions.map((id) => ({
        institutionId: id,
        policyId:
          periodOn(
            periods.filter((period) => period.institutionId === id),
            day,
          )?.id ?? null,
        by: 'policy-number',
      }));
    }
  }
  const folded = foldName(incident.institution_name ?? '');
  const named = folded === '' ? [] : await candidates(tx, 'name_grams @> $1 AND name_grams <@ $1', bigramsOf(folded));
  const digits = foldTelephone(incident.reporter_phone);
  const called = named.length > 0 || digits.length < 9 ? [] : await candidates(tx, 'telephone_folded = $1', digits);
  const found = [...named.filter((one) => foldName(one.name) === folded), ...called];
  const periods = await periodsOf(
    tx,
    found.map((row) => row.id),
  );
  return found.map((row) => ({
    institutionId: row.id,
    policyId:
      periodOn(
        periods.filter((period) => period.institutionId === row.id),
        day,
      )?.id ?? null,
    by: named.length > 0 ? 'institution-name' : 'telephone',
  }));
}

async function candidates(tx: Tx, condition: string, value: unknown): Promise<{ id: string; name: string }[]> {
  return tx.rows(`SELECT id, name FROM institution WHERE kind <> 'sentinel' AND ${condition} ORDER BY id LIMIT 20`, [
    value,
  ]);
}
