import { type Tx } from '#database';
import type { InstitutionEntity } from '#facilities';
import type { IncidentEntity } from '#incidents';
import { dayInJapan, type Count, type Day, type Yen } from '#kernel';
import { daysAfter } from '#platform';
import type { BankFileEntity } from './bank-file.entity.js';
import type { BankLineEntity, LineTaking } from './bank-line.entity.js';
import type { PaymentEntity } from './payment.entity.js';
import { reconciliationWords } from './reconciliation-words.js';
import type { ReconciliationDto, UnreconciledDto } from './reconciliation.dto.js';
import { standingLines, type StandingLines } from './standing-lines.js';

interface Row {
  readonly kind: 'payment' | 'bank-line' | 'repayment';
  /** Of a payment, of a line of the bank's file, or of a claim for repayment, by its kind. */
  readonly id: PaymentEntity['id'];
  readonly number: string;
  readonly file_name: BankFileEntity['file_name'] | null;
  readonly yen: Yen;
  readonly expected: Yen | null;
  readonly on_day: Day;
  readonly payment_no: PaymentEntity['no'] | null;
  readonly state: PaymentEntity['state'] | null;
  readonly institution_name: InstitutionEntity['name'] | null;
  readonly incident_id: IncidentEntity['id'] | null;
  readonly case_number: IncidentEntity['case_number'] | null;
  readonly code: string;
  readonly line_kind: BankLineEntity['kind'] | null;
  readonly note: BankLineEntity['note'];
  readonly outcome: BankLineEntity['outcome'];
}

/**
 * What has no result, and what does not agree, at the end of a day (Japan): transfers whose date is over, lines of the
 * bank that fit nothing, repayments that did not come in 30 days. Every sentence is made of the figures beside it, as
 * of today.
 */
export async function reconciliationOf(tx: Tx, day = dayInJapan(tx.now)): Promise<ReconciliationDto> {
  const today = dayInJapan(tx.now);
  const [open, rows, closed] = await tx.together([
    tx.one<{ count: Count; yen: Yen }>(
      `SELECT count(*) AS count, coalesce(sum(p.amount_yen + p.interest_yen), 0)::bigint AS yen
         FROM payment p JOIN payment_batch b ON b.id = p.batch_id WHERE p.state = 'exported' AND b.transfer_on <= $1`,
      [day],
    ),
    tx.rows<Row>(
      `SELECT x.part, x.kind, x.id, x.number, x.file_name, x.yen, x.on_day, x.code, x.line_kind, x.note, x.outcome,
              p.no AS payment_no, p.state, n.name AS institution_name, i.case_number, i.id AS incident_id,
              CASE
                WHEN x.code = 'other-amount' THEN coalesce(p.amount_yen + p.interest_yen, r.amount_yen) END AS expected
         FROM (
           (
               SELECT 1 AS part, 'payment' AS kind, p.id, p.no::text AS number, NULL AS file_name,
                 p.amount_yen + p.interest_yen AS yen, b.transfer_on AS on_day, 'unsettled' AS code, p.id AS payment_id,
                 NULL::uuid AS repayment_id, NULL AS line_kind, NULL AS note, NULL AS outcome
              FROM payment p
                  JOIN payment_batch b ON b.id = p.batch_id
                  WHERE p.state = 'exported' AND b.transfer_on < least($1::date, $2::date)
                  ORDER BY b.transfer_on, p.no
                  LIMIT 1000)
           UNION ALL
           (
               SELECT 2, 'bank-line', l.id, l.line::text, f.file_name, l.yen, l.on_day,
                 coalesce(l.fault, 'batch-cancelled'), l.payment_id, l.repayment_id, l.kind, l.note, l.outcome
              FROM bank_line l JOIN bank_file f ON f.id = l.file_id
             WHERE (l.fault IS NOT NULL
                 OR l.batch_id IN (SELECT d.id FROM payment_batch d WHERE d.state = 'cancelled'))
               AND l.settled_at IS NULL
               AND least(l.on_day, (f.imported_at AT TIME ZONE 'Asia/Tokyo')::date) <= $1
                 ORDER BY l.on_day, l.id
                 LIMIT 1000)
           UNION ALL
           (
               SELECT 3, 'repayment', c.id, 'R-' || c.no, NULL, c.amount_yen,
                 (c.signed_at AT TIME ZONE 'Asia/Tokyo')::date, 'demanded', NULL, c.id, NULL, NULL, NULL
              FROM repayment_claim c
                  WHERE c.state = 'demanded' AND (c.signed_at AT TIME ZONE 'Asia/Tokyo')::date <= $3
                  ORDER BY c.signed_at, c.id
                  LIMIT 1000)) x
         LEFT JOIN payment p ON p.id = x.payment_id
         LEFT JOIN repayment_claim r ON r.id = x.repayment_id
         LEFT JOIN incident i ON i.id = coalesce(p.incident_id, r.incident_id)
         LEFT JOIN institution n ON n.id = coalesce(p.institution_id, r.institution_id)
        ORDER BY x.part, x.on_day, p.no, x.id`,
      [day, today, daysAfter(day < today ? day : today, -30)],
    ),
    tx.rows<ClosedRow>(
      `SELECT l.id, l.line, f.file_name, l.yen, l.on_day, l.settled_reason, l.settled_at,
           s.display_name AS closed_by_name
         FROM bank_line l JOIN bank_file f ON f.id = l.file_id JOIN person s ON s.id = l.settled_by
        WHERE l.settled_as = 'other' AND l.settled_at > $1::timestamptz - interval '30 days'
        ORDER BY l.settled_at DESC, l.id DESC
        LIMIT 100`,
      [tx.now],
    ),
  ]);
  const likely = await likelyOf(tx, rows);
  return {
    day,
    unsettled: open?.count ?? (0 as Count),
    unsettledAmount: open?.yen ?? (0 as Yen),
    items: rows.map((row) => view(row, today, likely.get(row.id))),
    closed: closed.map((row) => ({
      ...{ id: row.id, line: row.line, fileName: row.file_name, amount: row.yen, onDay: row.on_day },
      ...{ reason: row.settled_reason ?? '', closedByName: row.closed_by_name },
      closedAt: row.settled_at?.toISOString() ?? '',
    })),
  };
}

type ClosedRow = Pick<BankLineEntity, 'id' | 'line' | 'yen' | 'on_day' | 'settled_reason' | 'settled_at'> &
  Pick<BankFileEntity, 'file_name'> & { readonly closed_by_name: string };

/** What a bank line may be, and the number of the payment or claim. */
interface Likely {
  readonly as: LineTaking;
  readonly number: number;
}

/** The days before a line within which a payment was sent that may have come back by it. */
const returnsWithin = 31;

/**
 * What open lines may be: the payment of their number; for money that came in, the one payment of that amount that was
 * sent within a month, or the one claim for it. Of several it is none, and none where the act would be refused: of
 * another day or state, of one for which a line stands, or where it may be of an earlier time that it came back.
 */
async function likelyOf(tx: Tx, rows: readonly Row[]): Promise<ReadonlyMap<string, Likely | null>> {
  const lines = rows.filter(({ kind }) => kind === 'bank-line');
  if (lines.length === 0) return new Map();
  const found = await tx.rows<Found>(
    `WITH line AS (
         SELECT l.* FROM bank_line l WHERE l.id = ANY ($1) AND l.on_day <= $2)
     SELECT c.id, c.kind, CASE c.outcome WHEN 'paid' THEN 'settlement' ELSE 'return' END AS as, p.no AS number,
         p.id AS payment_id, p.state
       FROM line c
       JOIN payment p ON p.id = c.payment_id AND p.amount_yen + p.interest_yen = c.yen
       JOIN payment_batch b ON b.id = p.batch_id AND b.transfer_on <= c.on_day
      WHERE c.outcome IS NOT NULL
     UNION ALL
     SELECT c.id, c.kind, 'return', p.no, p.id, p.state
       FROM line c
       JOIN payment_batch b ON b.transfer_on BETWEEN c.on_day - ${returnsWithin} AND c.on_day
       JOIN payment_batch_line l ON l.batch_id = b.id AND l.amount_yen + l.interest_yen = c.yen
       JOIN payment p ON p.id = l.payment_id AND p.batch_id = b.id
      WHERE c.kind = 'credit'
     UNION ALL
     SELECT c.id, c.kind, 'repayment', r.no, NULL, NULL
       FROM line c
       JOIN repayment_claim r ON r.state = 'demanded' AND r.amount_yen = c.yen
         AND (r.asked_at AT TIME ZONE 'Asia/Tokyo')::date <= c.on_day
      WHERE c.kind = 'credit'`,
    [lines.map(({ id }) => id), dayInJapan(tx.now)],
  );
  const standing = await standingLines(
    tx,
    found.flatMap(({ payment_id }) => payment_id ?? []),
  );
  const likely = new Map<string, Likely | null>();
  for (const one of found) {
    if (one.payment_id !== null && !mayBe(one, standing(one.payment_id))) continue;
    likely.set(one.id, likely.has(one.id) ? null : { as: one.as, number: one.number });
  }
  return likely;
}

type Found = Pick<BankLineEntity, 'id' | 'kind'> &
  Likely & { readonly payment_id: PaymentEntity['id'] | null; readonly state: PaymentEntity['state'] | null };

/** Whether the act would take the line for it: the payment is to be moved by it, or was moved without a line. */
function mayBe({ as, state, kind }: Found, { hasSettlement, lacksReturn }: StandingLines): boolean {
  if (as === 'settlement') return (state === 'exported' || state === 'settled') && !hasSettlement(kind);
  if (state === 'returned') return lacksReturn(kind);
  return (state === 'exported' || state === 'settled') && !lacksReturn(kind);
}

function view(row: Row, today: string, likely: Likely | null | undefined): UnreconciledDto {
  const said = reconciliationWords[row.code]?.({ onDay: row.on_day, today, state: row.state });
  return {
    kind: row.kind,
    id: row.id,
    number: row.number,
    fileName: row.file_name,
    amount: row.yen,
    expected: row.expected,
    onDay: row.on_day,
    paymentNumber: row.payment_no,
    institutionName: row.institution_name,
    incidentId: row.incident_id,
    caseNumber: row.case_number,
    lineKind: row.line_kind,
    outcome: row.outcome,
    note: row.note,
    likelyAs: likely?.as ?? null,
    likelyNumber: likely?.number ?? null,
    code: row.code,
    textJa: said?.ja ?? row.code,
    textEn: said?.en ?? row.code,
  };
}
