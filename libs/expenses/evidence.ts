import type { Tx } from '#database';
import type { DocumentKind, DocumentEntity } from '#documents';
import type { IncidentRow } from '#incidents';
import { dayInJapan, type CodedText } from '#kernel';
import { paperLocked, paperMissing } from './evidence-words.js';
import type { StoredExpense } from './expense.store.js';
import type { ExpenseEvidenceEntity } from './expense-evidence.entity.js';
import type { EvidenceRequirementEntity } from './evidence-requirement.entity.js';
import type { EvidenceWaiverEntity } from './evidence-waiver.entity.js';

/**
 * A paper that an expense needs. `receivedOn`: the day on which the first readable one arrived (Japan), null without
 * one. `locked`: one arrived with a password and has not been opened.
 */
export interface NeededPaper {
  readonly kind: DocumentKind;
  readonly waived: boolean;
  readonly receivedOn: string | null;
  readonly locked: boolean;
}

/** The papers that an expense needs, and those it has. */
export interface Evidence {
  readonly needed: readonly NeededPaper[];
  readonly documentIds: readonly string[];
}

/**
 * The day on which the claim for an expense is complete (請求完了日): that of the last needed paper, at the earliest that of
 * the submission; null while one is missing. Days in Japan.
 */
export function completeOn(submittedAt: Date, { needed }: Evidence): string | null {
  const counted = needed.filter(({ waived }) => !waived).map(({ receivedOn }) => receivedOn);
  if (counted.includes(null)) return null;
  return [dayInJapan(submittedAt), ...counted.flatMap((day) => day ?? [])].toSorted().at(-1) ?? null;
}

/** The papers that are missing, as texts that say what to do. */
export function missingPapers({ needed }: Evidence): CodedText[] {
  return needed
    .filter(({ waived, receivedOn }) => !waived && receivedOn === null)
    .map(({ kind, locked }) => (locked ? paperLocked(kind) : paperMissing(kind)));
}

type Requirement = Pick<EvidenceRequirementEntity, 'category' | 'kind' | 'only_while'>;

/** An expense with the case to which it belongs, as far as papers depend on them. */
export interface LineOfPapers {
  readonly incident: Pick<IncidentRow, 'facts'>;
  readonly expense: Pick<StoredExpense, 'id' | 'category'>;
}

/** The papers that each of these expenses of one case needs today, and those it has. */
export async function evidenceOf(
  tx: Tx,
  incident: LineOfPapers['incident'],
  expenses: readonly LineOfPapers['expense'][],
): Promise<ReadonlyMap<string, Evidence>> {
  return evidenceOfLines(
    tx,
    expenses.map((expense) => ({ incident, expense })),
  );
}

/**
 * The papers that each of these expenses needs today, and those it has. An erased or unopened paper proves nothing.
 */
export async function evidenceOfLines(tx: Tx, lines: readonly LineOfPapers[]): Promise<ReadonlyMap<string, Evidence>> {
  const ids = lines.map(({ expense }) => expense.id);
  const requirements = await tx.rows<Requirement>(
    `SELECT r.category, r.kind, r.only_while FROM (SELECT DISTINCT ON (category, kind) * FROM evidence_requirement
        WHERE category = ANY ($1) AND from_on <= $2 ORDER BY category, kind, from_on DESC, entered_at DESC, id DESC) r
          WHERE r.needed
          ORDER BY r.kind`,
    [[...new Set(lines.map(({ expense }) => expense.category))], dayInJapan(tx.now)],
  );
  const papers = await tx.rows<
    Pick<ExpenseEvidenceEntity, 'expense_id' | 'document_id'> &
      Pick<DocumentEntity, 'kind'> & { received_on: string | null }
  >(
    `SELECT e.expense_id, e.document_id, d.kind, CASE
       WHEN d.needs_password THEN o.password_on
       ELSE d.received_on END AS received_on
       FROM expense_evidence e
         JOIN document d ON d.id = e.document_id
         LEFT JOIN document_opening o ON o.document_id = d.id
      WHERE e.expense_id = ANY ($1)
        AND NOT EXISTS (SELECT FROM document_erasure x WHERE x.document_id = d.id AND x.confirmed_at IS NOT NULL)
      ORDER BY received_on, d.id`,
    [ids],
  );
  const waivers = await tx.rows<Pick<EvidenceWaiverEntity, 'expense_id' | 'kind'>>(
    'SELECT expense_id, kind FROM evidence_waiver WHERE expense_id = ANY ($1)',
    [ids],
  );
  return new Map(
    lines.map(({ incident, expense: { id, category } }) => {
      const confirmed = incident.facts.attackConfirmed === true;
      const own = papers.filter(({ expense_id }) => expense_id === id);
      const needed = requirements
        .filter((one) => one.category === category && !(one.only_while === 'no-attack-confirmed' && confirmed))
        .map(({ kind }): NeededPaper => {
          // the earliest first, unopened ones last
          const first = own.find((paper) => paper.kind === kind);
          return {
            kind,
            waived: waivers.some((waiver) => waiver.expense_id === id && waiver.kind === kind),
            receivedOn: first?.received_on ?? null,
            locked: first?.received_on === null,
          };
        });
      return [id, { needed, documentIds: own.map(({ document_id }) => document_id) }];
    }),
  );
}

/** The same for one expense. */
export async function evidenceOfOne(
  tx: Tx,
  incident: Pick<IncidentRow, 'facts'>,
  expense: Pick<StoredExpense, 'id' | 'category'>,
): Promise<Evidence> {
  return (await evidenceOf(tx, incident, [expense])).get(expense.id) ?? { needed: [], documentIds: [] };
}
