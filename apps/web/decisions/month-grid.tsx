import { Button } from '@mantine/core';
import { useState } from 'react';
import { count } from '#kernel';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Status, toneOfExpense } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { CorrectMonth } from './correct-month.js';
import { figuresOf, percentOf, type FigureKind, type MonthCategory } from './month-figures.js';
import own from './month-grid.module.css';

type Month = Schemas['StatementMonthDto'];
type Version = Schemas['MonthVersionDto'];

/**
 * The months of each category with every version of their figures: what is claimed, corrected and assessed. `engine`:
 * of the lines that the next statement decides, what the rules make of them now (yen).
 */
export function MonthGrid({
  of: months,
  engine,
}: {
  readonly of: readonly Month[];
  readonly engine: ReadonlyMap<string, Schemas['StatementLineDto']['engine']>;
}) {
  const [correcting, setCorrecting] = useState<Month | null>(null);
  const categories = [...new Set(months.map(({ category }) => category))];
  return (
    <>
      {categories.map((category) => (
        <CategoryGrid
          key={category}
          category={category}
          of={months.filter((month) => month.category === category)}
          engine={engine}
          onCorrect={setCorrecting}
        />
      ))}
      {correcting && <CorrectMonth key={correcting.firstId} of={correcting} onClose={() => setCorrecting(null)} />}
    </>
  );
}

function CategoryGrid({
  category,
  of: months,
  engine,
  onCorrect,
}: {
  readonly category: MonthCategory;
  readonly of: readonly Month[];
  readonly engine: ReadonlyMap<string, Schemas['StatementLineDto']['engine']>;
  readonly onCorrect: (month: Month) => void;
}) {
  const { texts, say } = useApp();
  const t = texts.interruption;
  const [first] = months;
  const name = first ? say({ textJa: first.categoryJa, textEn: first.categoryEn }) : '';
  const figures = figuresOf[category];
  const unit = (kind: FigureKind, heading: string): string => (kind === 'yen' ? texts.list.yenUnit(heading) : heading);
  return (
    <>
      <h3 className={style.sub}>{name}</h3>
      {/* what scrolls can be scrolled by its keys */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={style.scroll} role="region" aria-label={t.gridLabel(name)} tabIndex={0}>
        <table className={own.grid} aria-label={t.gridLabel(name)}>
          <thead>
            <tr>
              <th scope="col">{t.version}</th>
              <th scope="col">{texts.expenses.line}</th>
              {figures.map(([figure, kind]) => (
                <th key={figure} scope="col" className={style.number}>
                  {unit(kind, t.figures[figure])}
                </th>
              ))}
              <th scope="col" className={style.number}>
                {unit('yen', t.claimed)}
              </th>
              <th scope="col" className={style.number}>
                {unit('yen', t.assessed)}
              </th>
              <th scope="col">{texts.expenses.state}</th>
            </tr>
          </thead>
          {months.map((month) => (
            <tbody key={month.firstId}>
              <MonthHead of={month} columns={figures.length + 5} onCorrect={onCorrect} />
              {month.versions.map((version, at) => (
                <VersionRow
                  key={version.expenseId}
                  of={version}
                  name={at === 0 ? t.first : t.correction(String(at))}
                  category={category}
                  assessed={engine.get(version.expenseId) ?? version.assessed}
                />
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </>
  );
}

function MonthHead({
  of: month,
  columns,
  onCorrect,
}: {
  readonly of: Month;
  readonly columns: number;
  readonly onCorrect: (month: Month) => void;
}) {
  const { texts, format } = useApp();
  const t = texts.interruption;
  const mayCorrect = useUser().roles.some((role) => ['support', 'adjuster', 'senior-adjuster'].includes(role));
  return (
    <tr className={own.month}>
      <th colSpan={columns} scope="rowgroup">
        <div>
          {t.ofMonth(format.day(month.incurredOn))}
          <span>
            {t.given(format.yen(month.given))}
            {month.reduced > 0 && `　${t.reduced(format.yen(month.reduced))}`}
          </span>
          {mayCorrect && month.canBeCorrected && (
            <Button size="compact-sm" variant="default" className="no-print" onClick={() => onCorrect(month)}>
              {t.correct}
            </Button>
          )}
        </div>
      </th>
    </tr>
  );
}

/** One version of a month; what a later one replaced is faint. */
function VersionRow({
  of: version,
  name,
  category,
  assessed,
}: {
  readonly of: Version;
  readonly name: string;
  readonly category: MonthCategory;
  readonly assessed: Version['assessed'];
}) {
  const { texts, format, say } = useApp();
  const t = texts.interruption;
  const { figures } = version;
  const shown = (figure: (typeof figuresOf)[MonthCategory][number][0], kind: FigureKind): string => {
    const value = figures?.[figure];
    if (value === null || value === undefined) return '－';
    if (kind === 'rate') return percentOf(Number(value));
    return kind === 'day'
      ? format.day(value as Schemas['StatementMonthDto']['incurredOn'])
      : format.amount(value as never);
  };
  return (
    <tr
      data-replaced={version.standing === 'replaced' || version.standing === 'left-out' || undefined}
      title={version.description ?? undefined}
    >
      <td>
        {name}
        <span className={style.hint}>　{t.standing[version.standing]}</span>
      </td>
      <td>
        <Link to="/expenses/$id" params={{ id: version.expenseId }}>
          {texts.expenses.lineNo(version.line)}
        </Link>
      </td>
      {figuresOf[category].map(([figure, kind]) => (
        <td key={figure} className={style.number}>
          {shown(figure, kind)}
        </td>
      ))}
      <td className={style.number}>{format.amount(version.claimed)}</td>
      <td className={style.number}>{assessed === null ? '－' : format.amount(assessed)}</td>
      <td>
        <Status tone={toneOfExpense(version.state)}>{say({ textJa: version.stateJa, textEn: version.stateEn })}</Status>
      </td>
    </tr>
  );
}

/** How many months wait for the next statement. */
export const inReview = (months: readonly Month[]) =>
  count(months.flatMap(({ versions }) => versions).filter(({ state }) => state === 'in-review'));
