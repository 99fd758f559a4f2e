import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { FigureTable } from '../ui/figure-table.js';
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
        <FigureTable
          className={dense ? own.dense : undefined}
          rows={incident.expenses}
          keyOf={({ id }) => id}
          columns={[
            {
              key: 'line',
              name: t.line,
              className: style.nowrap,
              cell: (expense) => (
                <Link to="/expenses/$id" params={{ id: expense.id }}>
                  {t.lineNo(expense.line)}
                </Link>
              ),
            },
            { key: 'category', name: t.category, cell: ({ categoryName }) => say(categoryName) },
            { key: 'amount', name: t.amount, numeric: true, cell: ({ claimed }) => format.yen(claimed) },
            {
              key: 'state',
              name: t.state,
              cell: ({ transfer, state, stateName }) => (
                <Status tone={transfer?.state === 'returned' ? 'bad' : toneOfExpense(state)}>{say(stateName)}</Status>
              ),
            },
            {
              key: 'outcome',
              name: t.outcome,
              cell: (expense) =>
                dense ? (
                  <details>
                    <summary>
                      <Sentence of={expense} />
                    </summary>
                  </details>
                ) : (
                  <Sentence of={expense} />
                ),
            },
          ]}
        />
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
