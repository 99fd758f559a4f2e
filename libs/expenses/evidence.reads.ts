import type { Tx } from '#database';
import { documentKinds, documentsById, documentsOf, documentView } from '#documents';
import { incidentById } from '#incidents';
import type { PersonEntity } from '#people';
import type { CaseDocumentsDto, EvidenceDto, EvidenceRequirementsDto, WaiverDto } from './evidence.dto.js';
import type { EvidenceWaiverEntity } from './evidence-waiver.entity.js';
import { completeOn, evidenceOf, missingPapers, type Evidence } from './evidence.js';
import { undecidedStates } from './expense.js';
import { expensesOf } from './expense.store.js';
import type { ExpenseEvidenceEntity } from './expense-evidence.entity.js';

/**
 * The papers of a case, of the cases merged into it and of its expenses, with what the undecided ones still need.
 * Throws `requests.not-found`.
 */
export async function caseDocuments(tx: Tx, incidentId: string): Promise<CaseDocumentsDto> {
  const incident = await incidentById(tx, incidentId);
  const [documents, expenses, links] = await tx.together([
    documentsOf(tx, incidentId),
    expensesOf(tx, [incidentId]),
    tx.rows<Pick<ExpenseEvidenceEntity, 'expense_id' | 'document_id'>>(
      'SELECT expense_id, document_id FROM expense_evidence WHERE incident_id = $1 ORDER BY at, expense_id',
      [incidentId],
    ),
  ]);
  // one paper can prove lines of several cases: it is listed in each of them
  const listed = new Set(documents.map(({ id }) => id));
  const elsewhere = links.map(({ document_id }) => document_id).filter((id) => !listed.has(id));
  const linked = elsewhere.length > 0 ? await documentsById(tx, elsewhere) : [];
  const open = expenses.filter(({ state }) => undecidedStates.includes(state));
  const evidence = await evidenceOf(tx, incident, open);
  return {
    documents: [...documents, ...linked].map((document) => ({
      ...documentView(document),
      expenseIds: links.filter((link) => link.document_id === document.id).map((link) => link.expense_id),
    })),
    expenses: open.map(({ id }) => ({
      expenseId: id,
      missing: missingPapers(evidence.get(id) ?? { needed: [], documentIds: [] }),
    })),
  };
}

/** The papers of one expense for its reader. */
export function evidenceView(submittedAt: Date, evidence: Evidence): EvidenceDto {
  return {
    needed: evidence.needed.map(({ kind, receivedOn, waived, locked }) => ({
      kind,
      nameJa: documentKinds[kind].ja,
      nameEn: documentKinds[kind].en,
      receivedOn,
      waived,
      locked,
    })),
    documentIds: [...evidence.documentIds],
    completeOn: completeOn(submittedAt, evidence),
  };
}

/** The papers of an expense that the insurer does without, oldest first; for the insurer. */
export async function waiversOf(tx: Tx, expenseId: string): Promise<WaiverDto[]> {
  const rows = await tx.rows<
    Pick<EvidenceWaiverEntity, 'kind' | 'reason' | 'at'> & { readonly by_name: PersonEntity['display_name'] }
  >(
    `SELECT w.kind, w.reason, p.display_name AS by_name, w.at
       FROM evidence_waiver w
       JOIN person p ON p.id = w.waived_by
      WHERE w.expense_id = $1
      ORDER BY w.at, w.kind`,
    [expenseId],
  );
  return rows.map(({ kind, reason, by_name: byName, at }) => ({ kind, reason, byName, at: at.toISOString() }));
}

/** The papers that each category needs, with earlier requirements. */
export async function evidenceRequirements(tx: Tx): Promise<EvidenceRequirementsDto> {
  const items = await tx.rows<EvidenceRequirementsDto['items'][number] & { at: Date }>(
    `SELECT id, category, kind, needed, only_while AS "onlyWhile", from_on AS "fromOn", source, entered_at AS at
       FROM evidence_requirement
       ORDER BY category, kind, from_on, entered_at, id`,
  );
  return { items: items.map(({ at, ...item }) => ({ ...item, enteredAt: at.toISOString() })) };
}
