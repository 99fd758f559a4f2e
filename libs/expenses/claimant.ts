import { personOf, type Tx } from '#database';
import { documentsById } from '#documents';
import { caseFile, incidentById } from '#incidents';
import { dayInJapan, newId } from '#kernel';
import { Problem } from '#problems';
import type { ClaimantActDto, ClaimantDto, ClaimantsDto } from './claimant.dto.js';
import { undecided } from './expense.js';
import { openExpense } from './move-expense.js';
import type { ClaimantActKind } from './claimant-act.js';
import type { ClaimantActEntity } from './claimant-act.entity.js';
import { ClaimantEntity } from './claimant.entity.js';
import { ExpenseEntity } from './expense.entity.js';

/** What is known of a claimant, in yen (Insurance Act, article 22). */
export interface VictimAccount {
  readonly demanded: number;
  readonly paidByInstitution: number;
  readonly consented: number;
  /** By settlement or judgment: the newest counts. */
  readonly established: number;
}

/** Adds up what is known of a claimant from its acts, the oldest first; the database does the same (`victim_room`). */
export function victimAccount(
  acts: readonly { readonly kind: ClaimantActKind; readonly yen: number }[],
): VictimAccount {
  const newest = (...kinds: readonly ClaimantActKind[]): number =>
    acts.findLast(({ kind }) => kinds.includes(kind))?.yen ?? 0;
  return {
    demanded: newest('demand'),
    paidByInstitution: acts.filter(({ kind }) => kind === 'paid-by-institution').reduce((sum, { yen }) => sum + yen, 0),
    consented: newest('consent'),
    established: newest('settlement', 'judgment'),
  };
}

/** The register of claimants of a case, in the order in which they were entered. Throws `requests.not-found`. */
export async function claimantsOf(tx: Tx, incidentId: string): Promise<ClaimantsDto> {
  await incidentById(tx, incidentId);
  const rows = await tx.rows<Pick<ClaimantEntity, 'id' | 'no' | 'name'>>(
    'SELECT id, no, name FROM claimant WHERE incident_id = $1 ORDER BY no',
    [incidentId],
  );
  const acts = await tx.rows<Omit<ClaimantActEntity, 'incident_id' | 'institution_id' | 'entered_by'>>(
    `SELECT id, claimant_id, kind, yen, on_day, document_id, note, at
       FROM claimant_act
      WHERE incident_id = $1
       ORDER BY at, id`,
    [incidentId],
  );
  const lines = await tx.rows<
    Pick<ExpenseEntity, 'id' | 'line' | 'claimant_id'> & { pay_to: NonNullable<ExpenseEntity['pay_to']> }
  >(
    `SELECT id, line, claimant_id, pay_to
       FROM expense
      WHERE incident_id = $1 AND claimant_id IS NOT NULL
      ORDER BY line`,
    [incidentId],
  );
  return {
    items: rows.map(({ id, no, name }): ClaimantDto => {
      const own = acts.filter(({ claimant_id }) => claimant_id === id);
      return {
        id,
        number: no,
        name,
        ...victimAccount(own),
        acts: own.map((act) => ({
          id: act.id,
          kind: act.kind,
          amount: act.yen,
          onDay: act.on_day,
          documentId: act.document_id,
          note: act.note,
          at: act.at.toISOString(),
        })),
        lines: lines
          .filter(({ claimant_id }) => claimant_id === id)
          .map(({ id: expenseId, line, pay_to: payTo }) => ({ expenseId, line, payTo })),
      };
    }),
  };
}

/** Enters a claimant. Answers its id. */
export async function enterClaimant(tx: Tx, incidentId: string, name: string): Promise<string> {
  // numbered one after another
  const file = await caseFile(tx, incidentId);
  const id = newId();
  await tx.rows(
    `INSERT INTO claimant (id, incident_id, institution_id, no, name, entered_by, entered_at)
     VALUES ($1, $2, $3, (SELECT coalesce(max(c.no), 0) + 1 FROM claimant c WHERE c.incident_id = $2), $4, $5, $6)`,
    [id, incidentId, file.institution_id, name, personOf(tx.actor), tx.now],
  );
  tx.record(file, { audit: { action: 'claimant.entered', subject: id, after: { name } } });
  return id;
}

/**
 * Adds what is known of a claimant's demand. The liability is established by the insurer. Throws
 * `expenses.claimant-not-yours`, `documents.not-found`.
 */
export async function addClaimantAct(tx: Tx, claimantId: string, body: ClaimantActDto): Promise<string> {
  const claimant = await tx.one<Pick<ClaimantEntity, 'incident_id'>>('SELECT incident_id FROM claimant WHERE id = $1', [
    claimantId,
  ]);
  if (!claimant) throw new Problem('requests.not-found');
  const file = await caseFile(tx, claimant.incident_id);
  if ((body.kind === 'settlement' || body.kind === 'judgment') && tx.actor.side !== 'insurer')
    throw new Problem('expenses.claimant-not-yours');
  if (body.onDay > dayInJapan(tx.now))
    throw new Problem('documents.received-in-future', {
      errors: [{ pointer: '/onDay', code: 'documents.received-in-future' }],
    });
  const [document] = body.documentId ? await documentsById(tx, [body.documentId]) : [];
  if (body.documentId && document?.incident_id !== file.id)
    throw new Problem('documents.not-found', { errors: [{ pointer: '/documentId', code: 'documents.not-found' }] });
  const id = newId();
  await tx.rows(
    `INSERT INTO claimant_act (id, claimant_id, incident_id, institution_id, kind, yen, on_day, document_id, note,
       entered_by, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      id,
      claimantId,
      file.id,
      file.institution_id,
      body.kind,
      body.amount,
      body.onDay,
      body.documentId ?? null,
      body.note ?? null,
      personOf(tx.actor),
      tx.now,
    ],
  );
  tx.record(file, { audit: { action: 'claimant.act-added', subject: claimantId, after: body } });
  return file.id;
}

/**
 * Says for whom a damages line is, and who is paid. Throws `expenses.not-damages`, `expenses.decided-already`,
 * `expenses.no-such-claimant`.
 */
export async function nameClaimant(
  tx: Tx,
  expenseId: string,
  { claimantId, payTo }: { readonly claimantId: string; readonly payTo: 'institution' | 'victim' },
): Promise<void> {
  const { file, expense } = await openExpense(tx, expenseId);
  if (expense.category !== 'damages') throw new Problem('expenses.not-damages');
  if (!undecided.includes(expense.state)) throw new Problem('expenses.decided-already');
  const known = await tx.findOne(ClaimantEntity, { id: claimantId, incident_id: file.id });
  if (!known)
    throw new Problem('expenses.no-such-claimant', {
      errors: [{ pointer: '/claimantId', code: 'expenses.no-such-claimant' }],
    });
  const named = { claimant_id: claimantId, pay_to: payTo };
  await tx.update(ExpenseEntity, { id: expense.id }, { ...named, version: expense.version + 1 });
  tx.record(file, {
    timeline: { kind: 'claimant-named', audience: 'insurer', data: { line: expense.line, claimantId, payTo } },
    audit: {
      action: 'expense.claimant-named',
      subject: expenseId,
      before: { claimantId: expense.claimant_id, payTo: expense.pay_to },
      after: { claimantId, payTo },
    },
  });
}
