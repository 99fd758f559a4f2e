import { categories, claimedYen, ignoresTax, type Category } from '#coverage';

/** What an expense claims (yen), with its tax where tax counts: the one figure of every screen, list and letter. */
export function claimedOf(expense: {
  readonly category: Category;
  readonly amount_yen: number;
  readonly tax_yen: number;
}): number {
  return claimedYen(expense.category, expense.amount_yen, expense.tax_yen);
}

const withoutTax = categories.filter(ignoresTax).map((category) => `'${category}'`);

/** The same in SQL, of a row of `expense` under an alias. */
export function claimedSql(alias: string): string {
  return `CASE
       WHEN ${alias}.category IN (${withoutTax.join(',')}) THEN ${alias}.amount_yen
       ELSE ${alias}.amount_yen + ${alias}.tax_yen END`;
}
