import type { Tx } from '#database';
import type { InstitutionEntity } from '#facilities';
import type { IncidentEntity } from '#incidents';
import { paymentStateNames, type PaymentEntity } from '#payments';
import { prefixRange } from '#policies';
import { ranks, type Rank, type Search } from './search.js';
import { newestLookedAt } from './search-cases.reads.js';
import type { Found } from './search-hit.js';
import type { Named } from './search-institutions.reads.js';
import { institutionOf, nothing } from './search-rows.js';
import { amountInWords, asIs, joined, paymentTitle, type MatchedField } from './search-words.js';

type Row = Pick<PaymentEntity, 'id' | 'no' | 'state' | 'amount_yen' | 'incident_id' | 'expense_id' | 'institution_id'> &
  Pick<IncidentEntity, 'case_number'> & { readonly institution_name: InstitutionEntity['name'] };

const columns = `p.id, p.no, p.state, p.amount_yen, p.incident_id, p.expense_id, p.institution_id, c.case_number,
  i.name AS institution_name`;
const joins = 'JOIN incident c ON c.id = p.incident_id JOIN institution i ON i.id = p.institution_id';

/** Digits of a case number without its check digit: its payments are found by it. */
const wholeCaseDigits = 10;

/** Payments by number, by the number of their case and by the institution's name, at most `most` in each way. */
export async function foundPayments(tx: Tx, search: Search, named: Named, most: number): Promise<Found[]> {
  const digits = search.caseDigits?.digits ?? '';
  const [numbered, ofCase, ofNamed] = await tx.together([
    tx.rows<Row>(`SELECT ${columns} FROM payment p ${joins} WHERE p.no = $1`, [search.paymentNumber]),
    digits.length < wholeCaseDigits ? nothing<Row>() : ofCasesNumbered(tx, digits, most),
    tx.rows<Row & { rank: Rank }>(
      `SELECT ${columns}, n.rank
         FROM unnest($1::uuid[], $2::int[]) n(id, rank)
        CROSS JOIN LATERAL (SELECT o.* FROM payment o WHERE o.institution_id = n.id ORDER BY o.no DESC LIMIT $3) p
         ${joins}
        ORDER BY n.rank, p.no DESC
        LIMIT $3`,
      [named.ids, named.ranks, most],
    ),
  ]);
  const others = named.isFrequent && ofNamed.length < most ? await newest(tx, search, most) : [];
  return [
    ...numbered.map((row) => foundOf(row, ranks.number, 'payment-number')),
    ...ofCase.map((row) => foundOf(row, ranks.whole, 'case-number')),
    ...ofNamed.map((row) => foundOf(row, row.rank, 'institution-name')),
    ...others.map((row) => foundOf(row, ranks.part, 'institution-name')),
  ];
}

async function ofCasesNumbered(tx: Tx, digits: string, most: number): Promise<Row[]> {
  return tx.rows<Row>(
    `SELECT ${columns}
       FROM (SELECT k.id
               FROM incident k
              WHERE fold_number(k.case_number) COLLATE "C" >= $1 AND fold_number(k.case_number) COLLATE "C" < $2
              LIMIT 10) k
       JOIN payment p ON p.incident_id = k.id
       ${joins}
      ORDER BY p.no DESC
      LIMIT $3`,
    [...prefixRange(`mc${digits}`), most],
  );
}

async function newest(tx: Tx, { names }: Search, most: number): Promise<Row[]> {
  return tx.rows<Row>(
    `SELECT ${columns}
       FROM (SELECT o.* FROM payment o ORDER BY o.no DESC LIMIT ${newestLookedAt}) p
       ${institutionOf('p')}
       ${joins}
      WHERE n.name_folded LIKE ALL ($1) AND n.kind <> 'sentinel'
      ORDER BY p.no DESC
      LIMIT $2`,
    [names.patterns, most],
  );
}

function foundOf(row: Row, rank: Rank, matched: MatchedField): Found {
  return {
    ...{ kind: 'payment', id: row.id, rank, matched, title: paymentTitle(row.no, row.institution_name) },
    line: joined([paymentStateNames[row.state], amountInWords(row.amount_yen), asIs(row.case_number)]),
    caseId: row.incident_id,
    expenseId: row.expense_id,
    institutionId: row.institution_id,
  };
}
