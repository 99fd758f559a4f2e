import type { Tx } from '#database';
import { inOrder, limitOf, readCursor, toPage, type Page } from '#http';
import { institutionNameOf, type IncidentEntity } from '#incidents';
import { Problem } from '#problems';
import type { DecisionDto, DecisionQuery, OwnSignatureDto } from './decision.dto.js';
import { decisionStateOf } from './decision-machine.js';
import { actsOf, countersignersOf, signedEarlier, signerOf, type ActRow } from './decision.store.js';
import { keptAssessment } from './kept-assessment.js';
import { missingSignatures, type Signer } from './decision-needs.js';
import type { DecisionEntity } from './decision.entity.js';
import type { ExpenseEntity, RulingEntity } from '#expenses';
import type { PersonEntity } from '#people';

type Named = DecisionEntity &
  Pick<IncidentEntity, 'case_number' | 'institution_name'> &
  Pick<ExpenseEntity, 'entered_by' | 'line' | 'lane' | 'category'> & {
    readonly proposed_by_name: PersonEntity['display_name'];
    /** All null: there is no ruling. */
    readonly ruling: RulingEntity['ruling'] | null;
    readonly ruled_at: RulingEntity['ruled_at'] | null;
    readonly final_at: RulingEntity['final_at'] | null;
    readonly proposed_text: string;
  };

const select = `SELECT d.*, p.display_name AS proposed_by_name, i.case_number,
     ${institutionNameOf('i')} AS institution_name, e.entered_by, e.line, e.lane, e.category, r.ruling,
     r.ruled_at, r.final_at,
    to_char(d.proposed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS proposed_text
  FROM decision d
    JOIN person p ON p.id = d.proposed_by
    JOIN incident i ON i.id = d.incident_id
    JOIN expense e ON e.id = d.expense_id
    LEFT JOIN ruling r ON r.decision_id = d.id`;

/** One decision. Throws `requests.not-found`. */
export async function decisionView(tx: Tx, id: string): Promise<DecisionDto> {
  const [view] = await viewed(tx, await tx.rows<Named>(`${select} WHERE d.id = $1`, [id]));
  if (!view) throw new Problem('requests.not-found');
  return view;
}

/** The decisions of one expense, those of the statements it is a month of too, newest first. */
export async function decisionsOfExpense(tx: Tx, expenseId: string): Promise<DecisionDto[]> {
  return viewed(
    tx,
    await tx.rows<Named>(
      `${select}
        WHERE d.expense_id = $1
           OR d.id IN (SELECT s.decision_id FROM statement_line s WHERE s.expense_id = $1 AND s.is_new)
        ORDER BY d.proposed_at DESC, d.no DESC`,
      [expenseId],
    ),
  );
}

/** Proposals that wait for signatures, oldest first unless asked otherwise, by cursor. */
export async function openDecisions(tx: Tx, query: DecisionQuery): Promise<Page<DecisionDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const [than, order] = inOrder(query.sort !== 'newest');
  const values: unknown[] = [limit + 1];
  const conditions = [
    `e.state = 'proposed'`,
    `d.no = (SELECT max(x.no) FROM decision x WHERE x.expense_id = d.expense_id)`,
  ];
  const add = (condition: (place: string) => string, value: unknown): void => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (query.lane) add((place) => `e.lane = ${place}`, query.lane);
  if (query.by === 'mine') add((place) => `d.proposed_by = ${place}`, tx.actor.id);
  if (query.by === 'others')
    add(
      (place) =>
        `d.proposed_by <> ${place}
           AND e.entered_by IS DISTINCT FROM ${place}
           AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = d.id AND a.person_id = ${place})`,
      tx.actor.id,
    );
  if (after) {
    values.push(...after);
    conditions.push(`(d.proposed_at, d.id) ${than} ($${values.length - 1}::timestamptz, $${values.length}::uuid)`);
  }
  const rows = await tx.rows<Named>(
    `${select} WHERE ${conditions.join(' AND ')} ORDER BY d.proposed_at ${order}, d.id ${order} LIMIT $1`,
    values,
  );
  const views = new Map((await viewed(tx, rows)).map((view) => [view.id, view]));
  return toPage(
    rows,
    limit,
    (row) => [row.proposed_text, row.id],
    (row) => views.get(row.id) as DecisionDto,
  );
}

async function viewed(tx: Tx, rows: readonly Named[]): Promise<DecisionDto[]> {
  const acts = await actsOf(
    tx,
    rows.map(({ id }) => id),
  );
  const views: DecisionDto[] = [];
  for (const row of rows)
    views.push(
      await view(
        tx,
        row,
        acts.filter(({ decision_id }) => decision_id === row.id),
      ),
    );
  return views;
}

async function view(tx: Tx, row: Named, acts: readonly ActRow[]): Promise<DecisionDto> {
  const state = decisionStateOf(acts, row.ruling);
  const { line } = row.basis;
  const place = { lane: row.lane, institutionId: row.institution_id };
  const signers = state === 'open' ? await countersignersOf(tx, acts, place) : [];
  return {
    id: row.id,
    expenseId: row.expense_id,
    incidentId: row.incident_id,
    caseNumber: row.case_number,
    institutionName: row.institution_name,
    line: row.line,
    lane: row.lane,
    category: row.category,
    state,
    kind: row.kind,
    amount: row.amount_yen,
    claimed: row.claimed_yen,
    assessed: row.assessed_yen,
    reasons: [...row.reasons],
    answers: row.answers.map((given) => {
      const asked = line.reasons.find(({ code }) => code === given.code);
      return { ...given, textJa: asked?.textJa ?? '', textEn: asked?.textEn ?? '' };
    }),
    textJa: row.text_ja,
    textEn: row.text_en,
    assessment: keptAssessment(row),
    needs: {
      totalYen: row.needs.totalYen,
      because: [...row.needs.because],
      missing: state === 'open' ? missingSignatures(row.needs, row.needs.proposer, signers) : [],
      ground: row.needs.ground,
    },
    proposedById: row.proposed_by,
    proposedByName: row.proposed_by_name,
    proposedAs: row.proposed_as,
    proposerAuthority: row.needs.proposer.authorityYen,
    proposedAt: row.proposed_at.toISOString(),
    ownSignature: state === 'open' ? await ownSignatureOf(tx, row, acts, signers) : null,
    acts: acts.map(({ kind, person_name, acting_as, articles, note, at }) => ({
      kind,
      personName: person_name,
      actingAs: acting_as,
      articles: [...articles],
      note,
      at: at.toISOString(),
    })),
    ruledAt: row.ruled_at?.toISOString() ?? null,
    finalAt: row.final_at?.toISOString() ?? null,
  };
}

/** What would still be missing after the reader's signature; null where the reader cannot sign. */
async function ownSignatureOf(
  tx: Tx,
  row: Named,
  acts: readonly ActRow[],
  signers: readonly Signer[],
): Promise<OwnSignatureDto | null> {
  const { id: reader, kind } = tx.actor;
  const hasPart = [row.proposed_by, row.entered_by, ...acts.map(({ person_id }) => person_id)].includes(reader);
  if (kind !== 'person' || hasPart) return null;
  const place = { lane: row.lane, institutionId: row.institution_id };
  const signer = await signerOf(tx, reader, place);
  if (!signer?.adjusts || signer.ownInstitution || (await signedEarlier(tx, row.expense_id, reader))) return null;
  return { left: missingSignatures(row.needs, row.needs.proposer, [...signers, signer]) };
}
