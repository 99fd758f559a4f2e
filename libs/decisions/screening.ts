import { actorText, NOT_KNOWN, type Actor, type Database, type Tx, supplied } from '#database';
import { incidentById, type IncidentRow } from '#incidents';
import { foldName, newId, spellingOf } from '#kernel';
import { Problem } from '#problems';
import { ScreeningEntity } from './screening.entity.js';

/** A subject whose names are screened; the names are not stored with the result. */
export interface Subject {
  readonly kind: ScreeningEntity['subject_kind'];
  readonly id: ScreeningEntity['subject_id'];
  readonly institutionId: ScreeningEntity['institution_id'];
  /** All its names: a vendor's account has a holder in kana and the vendor's own name. */
  readonly names: readonly string[];
}

/** The result for a subject: not screened, no match, a match that waits for a person, or a confirmed match. */
export type ScreeningState = 'unknown' | 'clear' | 'held' | 'confirmed';

/** Why a watched name is a possible match. */
export type ScreeningGround = 'spelling' | 'variants' | 'reading' | 'part';

interface ListState {
  readonly entries: number;
  readonly list_at: Date | null;
}

async function listState(tx: Tx): Promise<ListState> {
  return (
    (await tx.one<ListState>(
      `SELECT (count(*) FILTER (WHERE removed_at IS NULL))::int AS entries,
         greatest(max(entered_at), max(removed_at), max(refolded_at)) AS list_at
         FROM watch_entry`,
    )) ?? { entries: 0, list_at: null }
  );
}

/**
 * Compares names with the watch list and stores each result. Before a proposal, a result from after the last change of
 * the list is enough; before a release everybody is screened again. The caller commits this before it refuses anything
 * because of it.
 */
export async function screenNames(
  tx: Tx,
  subjects: readonly Subject[],
  occasion: 'proposal' | 'account' | 'release',
): Promise<void> {
  const list = await listState(tx);
  if (list.entries === 0 || list.list_at === null) return;
  const seen = new Set<string>();
  for (const { kind, id, institutionId, names } of subjects) {
    if (seen.has(`${kind} ${id}`)) continue;
    seen.add(`${kind} ${id}`);
    if (occasion === 'proposal') {
      const recent = await tx.one(
        'SELECT 1 FROM screening WHERE subject_kind = $1 AND subject_id = $2 AND list_at >= $3 LIMIT 1',
        [kind, id, list.list_at],
      );
      if (recent) continue;
    }
    const matched = await candidates(tx, names);
    const screeningId = newId();
    await tx.insert(ScreeningEntity, {
      ...{ id: screeningId, institution_id: institutionId, subject_kind: kind, subject_id: id, occasion },
      ...{ entries: list.entries, list_at: list.list_at },
      ...{ matched: matched.map((entry) => entry.id), grounds: matched.map(({ ground }) => ground) },
      ...{ at: tx.now, by_actor: actorText(tx.actor) },
    });
    if (matched.length > 0)
      tx.record('insurer', {
        audit: { action: 'screening.hit', subject: screeningId, after: { kind, matched: matched.length } },
      });
  }
}

/** Parts shorter than these occur in many names; a kana distinguishes less than a kanji. */
const shortestPart = { characters: 4, kana: 6 } as const;

/**
 * Possible matches of a subject among watched names, each with its ground: the same spelling, the same but for variants
 * of characters, width or corporate form, the same reading, or one a part of the other.
 */
async function candidates(
  tx: Tx,
  names: readonly string[],
): Promise<{ readonly id: string; readonly ground: ScreeningGround }[]> {
  const folded = names.map(foldName).filter((name) => name !== '');
  return tx.rows(
    `SELECT id, CASE
       WHEN spelling(name) = ANY ($2) THEN 'spelling'
       WHEN folded = ANY ($1) THEN 'variants'
       WHEN kana_folded = ANY ($1) THEN 'reading'
       ELSE 'part' END AS ground
       FROM watch_entry
         WHERE removed_at IS NULL
           AND (spelling(name) = ANY ($2) OR folded = ANY ($1) OR kana_folded = ANY ($1) OR EXISTS (
         SELECT
           FROM unnest($1::text[]) n
           WHERE (char_length(folded) >= $3 AND strpos(n, folded) > 0)
             OR (char_length(n) >= $3 AND strpos(folded, n) > 0)
             OR (char_length(kana_folded) >= $4 AND strpos(n, kana_folded) > 0)
                 OR (char_length(n) >= $4 AND strpos(kana_folded, n) > 0)))
               ORDER BY id`,
    [folded, names.map(spellingOf), shortestPart.characters, shortestPart.kana],
  );
}

/** The accounts of institutions that were not refused. */
export const accountsOf = supplied<
  [tx: Tx, institutionIds: readonly string[]],
  Promise<readonly Pick<Subject, 'id' | 'institutionId'>[]>
>('the accounts of institutions');

/** The holders of accounts that belong to a vendor or a claimant rather than the institution, by account. */
export const accountNames = supplied<[tx: Tx, ids: readonly string[]], Promise<ReadonlyMap<string, string>>>(
  'the names of accounts',
);

/** The results for these subjects, in their order. */
export async function screeningStates(
  tx: Tx,
  subjects: readonly Pick<Subject, 'kind' | 'id'>[],
): Promise<ScreeningState[]> {
  if (subjects.length === 0) return [];
  const rows = await tx.rows<{ state: ScreeningState }>(
    `SELECT screening_state(s.kind, s.id) AS state
       FROM unnest($1::text[], $2::uuid[]) WITH ORDINALITY AS s(kind, id, n)
       ORDER BY s.n`,
    [subjects.map(({ kind }) => kind), subjects.map(({ id }) => id)],
  );
  return rows.map(({ state }) => state);
}

/** The subjects of payments for a case: the institution, its people who claimed, its accounts, the victims. */
export async function subjectsOf(tx: Tx, incident: CaseOfSubjects): Promise<Subject[]> {
  return (await subjectsOfCases(tx, [incident])).map(({ incidentId: _, ...subject }) => subject);
}

type CaseOfSubjects = Pick<IncidentRow, 'id' | 'institution_id'>;

/** The same for several cases, each subject with its case. */
async function subjectsOfCases(
  tx: Tx,
  incidents: readonly CaseOfSubjects[],
): Promise<(Subject & { readonly incidentId: string })[]> {
  return tx.rows(
    `WITH of_case AS (SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS c(id, institution_id))
     SELECT 'institution' AS kind, i.id, i.id AS "institutionId", ARRAY[i.name] AS names, c.id AS "incidentId"
       FROM of_case c JOIN institution i ON i.id = c.institution_id
     UNION ALL
     SELECT 'person', p.id, c.institution_id, ARRAY[p.display_name], c.id
       FROM of_case c
       CROSS JOIN LATERAL (SELECT DISTINCT e.entered_by FROM expense e WHERE e.incident_id = c.id) e
       JOIN person p ON p.id = e.entered_by AND p.institution_id = c.institution_id
     UNION ALL
     SELECT 'person', v.id, c.institution_id, ARRAY[v.name], c.id
       FROM of_case c JOIN claimant v ON v.incident_id = c.id`,
    [incidents.map(({ id }) => id), incidents.map(({ institution_id }) => institution_id)],
  );
}

/** What screening says of the subjects of a case: whether there is a list, and each subject's result. */
export interface Clearance {
  readonly hasList: boolean;
  readonly subjects: readonly ScreeningState[];
  readonly accounts: readonly ScreeningState[];
}

/** The results for several cases, by case. */
export async function clearancesOf(
  tx: Tx,
  incidents: readonly CaseOfSubjects[],
): Promise<ReadonlyMap<string, Clearance>> {
  const institutions = [...new Set(incidents.map(({ institution_id }) => institution_id))];
  const [list, accounts, subjects] = await tx.together([
    listState(tx),
    accountsOf(tx, institutions),
    subjectsOfCases(tx, incidents),
  ]);
  const all = [...subjects, ...accounts.map(({ id }) => ({ kind: 'account' as const, id }))];
  const states = await screeningStates(tx, all);
  const stateOf = new Map(all.map(({ kind, id }, at) => [`${kind} ${id}`, states[at] ?? 'unknown']));
  const told = (kind: Subject['kind'], id: string): ScreeningState => stateOf.get(`${kind} ${id}`) ?? 'unknown';
  return new Map(
    incidents.map(({ id, institution_id }) => [
      id,
      {
        hasList: list.entries > 0,
        subjects: subjects.filter(({ incidentId }) => incidentId === id).map((of) => told(of.kind, of.id)),
        accounts: accounts.filter((of) => of.institutionId === institution_id).map((of) => told('account', of.id)),
      },
    ]),
  );
}

/**
 * Nothing is proposed to be paid while a match of the institution, its claimants or its accounts is undecided or
 * confirmed. Throws `decisions.no-watch-list`, `decisions.screening-held`, `decisions.screening-confirmed`.
 */
export async function requireClear(
  tx: Tx,
  incident: IncidentRow,
  screening: { unseen?: 'refused' | 'passed' } = {},
): Promise<void> {
  requireCleared((await clearancesOf(tx, [incident])).get(incident.id), screening);
}

/** The same on results that were read. Throws what `requireClear` throws. */
export function requireCleared(
  clearance: Clearance | undefined,
  { unseen = 'refused' }: { unseen?: 'refused' | 'passed' } = {},
): void {
  if (!clearance?.hasList) throw new Problem('decisions.no-watch-list');
  const { subjects, accounts } = clearance;
  const states = [...subjects, ...accounts];
  if (states.includes('confirmed')) throw new Problem('decisions.screening-confirmed');
  // an account that was entered before there was a watch list is screened before its release
  if (states.includes('held') || (unseen === 'refused' && subjects.includes('unknown')))
    throw new Problem('decisions.screening-held');
}

/**
 * Screens all subjects of a case before a proposal, in a transaction of its own: a match is stored even where the
 * proposal is refused.
 */
export async function screenBefore(
  database: Database,
  actor: Actor,
  caseOf: (tx: Tx) => Promise<string>,
): Promise<void> {
  const { once: _, ...plain } = actor;
  await database.transaction(plain, async (tx) => {
    const incident = await incidentById(tx, await caseOf(tx));
    if (incident.institution_id !== NOT_KNOWN) await screenNames(tx, await subjectsOf(tx, incident), 'proposal');
  });
}
