import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { Status, toneOfExpense } from '../ui/status.js';
import style from '../ui/ui.module.css';
import own from './case-expenses.module.css';

type Expense = Schemas['ExpenseDto'];

/**
 * The expenses of a case: each with its state and a plain sentence for what was decided or is to be expected. `dense`:
 * a longer sentence shows how it begins, and opens.
 */
export function CaseExpenses({
  of: incident,
  dense = false,
}: {
  readonly of: Schemas['CaseDto'];
  readonly dense?: boolean;
}) {
  const { texts, format, say } = useApp();
  const t = texts.expenses;
  return (
    <Section title={t.title}>
      {incident.expenses.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <table className={`${style.table} ${style.cards} ${dense ? (own.dense ?? '') : ''}`}>
          <thead>
            <tr>
              <th scope="col">{t.line}</th>
              <th scope="col">{t.category}</th>
              <th scope="col">{t.amount}</th>
              <th scope="col">{t.state}</th>
              <th scope="col">{t.outcome}</th>
            </tr>
          </thead>
          <tbody>
            {incident.expenses.map((expense) => (
              <tr key={expense.id}>
                <td data-label={t.line} className={style.nowrap}>
                  <Link to="/expenses/$id" params={{ id: expense.id }} data-row>
                    {t.lineNo(expense.line)}
                  </Link>
                </td>
                <td data-label={t.category}>{say(expense.categoryName)}</td>
                <td data-label={t.amount} className={style.number}>
                  {format.yen(expense.claimed)}
                </td>
                <td data-label={t.state}>
                  <Status tone={expense.transfer?.state === 'returned' ? 'bad' : toneOfExpense(expense.state)}>
                    {say(expense.stateName)}
                  </Status>
                </td>
                <td data-label={t.outcome}>
                  {dense ? (
                    <details>
                      <summary>
                        <Sentence of={expense} />
                      </summary>
                    </details>
                  ) : (
                    <Sentence of={expense} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

/** What was decided in one sentence; before that, what the assessment says. */
export function Sentence({
  of: { line, ruling, assessment, state, transfer },
}: {
  readonly of: Pick<Expense, 'line' | 'ruling' | 'assessment' | 'state' | 'transfer'>;
}) {
  const { texts, format, say } = useApp();
  const t = texts.expenses;
  const together = ruling?.statement;
  // what a statement says is said once, by the line that carries it
  const elsewhere = together && together.carrier !== line;
  if (ruling)
    return (
      <span>
        {ruling.ruling === 'approved' ? <strong>{format.yen(ruling.amount)}　</strong> : null}
        {together && together.months.length > 1
          ? elsewhere
            ? t.monthOfStatement(together.carrier)
            : `${t.wholeStatement(together.months.map((month) => month.line).join('・'), format.yen(together.amount))}　`
          : null}
        {elsewhere ? null : say(ruling)}
        {ruling.isFinal ? '' : `　${texts.expenses.rulingFinalSoon}`}
        {transfer && transfer.state !== 'on-its-way' && (
          <>
            <br />
            {say(transfer)}
          </>
        )}
      </span>
    );
  if (state === 'withdrawn') return <span>－</span>;
  return <span>{say(assessment)}</span>;
}
