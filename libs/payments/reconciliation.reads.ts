import { type Tx } from '#database';
import type { InstitutionEntity } from '#facilities';
import type { IncidentEntity } from '#incidents';
import { dayInJapan, type Count, type Day, type Yen } from '#kernel';
import { daysAfter } from '#platform';
import type { BankFileEntity } from './bank-file.entity.js';
import type { PaymentEntity } from './payment.entity.js';
import { reconciliationWords } from './reconciliation-words.js';
import type { ReconciliationDto, UnreconciledDto } from './reconciliation.dto.js';

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
}

/**
 * What has no result, and what does not agree, at the end of a day (Japan): transfers whose date is over, lines of the
 * bank that fit nothing, repayments that did not come in 30 days. Every sentence is made of the figures beside it, as
 * of today.
 */
export async function reconciliationOf(tx: Tx, day = dayInJapan(tx.now)): Promise<ReconciliationDto> {
  const today = dayInJapan(tx.now);
  const [open, rows] = await tx.together([
    tx.one<{ count: Count; yen: Yen }>(
      `SELECT count(*) AS count, coalesce(sum(p.amount_yen + p.interest_yen), 0)::bigint AS yen
         FROM payment p JOIN payment_batch b ON b.id = p.batch_id WHERE p.state = 'exported' AND b.transfer_on <= $1`,
      [day],
    ),
    tx.rows<Row>(
      `SELECT x.*, p.no AS payment_no, p.state, n.name AS institution_name, i.case_number, i.id AS incident_id,
              CASE
                WHEN x.code = 'other-amount' THEN coalesce(p.amount_yen + p.interest_yen, r.amount_yen) END AS expected
         FROM (
           (
               SELECT 1 AS part, 'payment' AS kind, p.id, p.no::text AS number, NULL AS file_name,
                 p.amount_yen + p.interest_yen AS yen, b.transfer_on AS on_day, 'unsettled' AS code, p.id AS payment_id,
                 NULL::uuid AS repayment_id
              FROM payment p
                  JOIN payment_batch b ON b.id = p.batch_id
                  WHERE p.state = 'exported' AND b.transfer_on < least($1::date, $2::date)
                  ORDER BY b.transfer_on, p.no
                  LIMIT 1000)
           UNION ALL
           (
               SELECT 2, 'bank-line', l.id, l.line::text, f.file_name, l.yen, l.on_day, l.fault, l.payment_id,
                 l.repayment_id
              FROM bank_line l JOIN bank_file f ON f.id = l.file_id
             WHERE l.fault IS NOT NULL
               AND l.settled_at IS NULL
               AND least(l.on_day, (f.imported_at AT TIME ZONE 'Asia/Tokyo')::date) <= $1
                 ORDER BY l.on_day, l.id
                 LIMIT 1000)
           UNION ALL
           (
               SELECT 3, 'repayment', c.id, 'R-' || c.no, NULL, c.amount_yen,
                 (c.signed_at AT TIME ZONE 'Asia/Tokyo')::date, 'demanded', NULL, c.id
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
  ]);
  return {
    day,
    unsettled: open?.count ?? (0 as Count),
    unsettledAmount: open?.yen ?? (0 as Yen),
    items: rows.map((row) => view(row, today)),
  };
}

function view(row: Row, today: string): UnreconciledDto {
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
    code: row.code,
    textJa: said?.ja ?? row.code,
    textEn: said?.en ?? row.code,
  };
}
