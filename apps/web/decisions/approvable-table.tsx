import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useCategoryName } from '../expenses/category-select.js';
import { useApp } from '../text/use-text.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { asSeen, type Approvable } from './use-approve.js';

/** How a line is called: its case and its number. */
export function useNameOfLine(): (line: Approvable) => string {
  const { texts } = useApp();
  return ({ caseNumber, line }) => `${caseNumber}　${texts.expenses.lineNo(line)}`;
}

/** The lines that can be approved at once; those without a flag can be ticked, by what was shown of them. */
export function ApprovableTable({
  of: items,
  chosen,
  onChoose,
}: {
  readonly of: readonly Approvable[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}) {
  const { texts } = useApp();
  const t = texts.decisions;
  const choose = (item: Approvable, isChosen: boolean): void => {
    const next = new Set(chosen);
    if (isChosen) next.add(asSeen(item));
    else next.delete(asSeen(item));
    onChoose(next);
  };
  return (
    <table className={`${style.table} ${style.cards}`}>
      <thead>
        <tr>
          <th scope="col">{texts.expenses.title}</th>
          <th scope="col">{texts.expenses.category}</th>
          <th scope="col">{texts.expenses.institution}</th>
          <th scope="col">{texts.expenses.claimed}</th>
          <th scope="col">{texts.expenses.assessed}</th>
          <th scope="col">{t.flags}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row
            key={item.expenseId}
            of={item}
            isChosen={chosen.has(asSeen(item))}
            onChoose={(isChosen) => choose(item, isChosen)}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  of: item,
  isChosen,
  onChoose,
}: {
  readonly of: Approvable;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}) {
  const { texts, format, say } = useApp();
  const t = texts.decisions;
  const nameOf = useCategoryName();
  const nameOfLine = useNameOfLine();
  return (
    <tr>
      <td data-label={texts.expenses.title}>
        <span className={style.row}>
          {item.flags.length === 0 && (
            <Checkbox
              aria-label={t.choose(nameOfLine(item))}
              checked={isChosen}
              onChange={(event) => onChoose(event.currentTarget.checked)}
            />
          )}
          <Link to="/expenses/$id" params={{ id: item.expenseId }}>
            {nameOfLine(item)}
          </Link>
        </span>
      </td>
      <td data-label={texts.expenses.category}>{nameOf(item.category)}</td>
      <td data-label={texts.expenses.institution}>{item.institutionName ?? texts.cases.notMatched}</td>
      <td data-label={texts.expenses.claimed} className={style.number}>
        {format.yen(item.claimed)}
      </td>
      <td data-label={texts.expenses.assessed} className={style.number}>
        {item.assessed === null ? t.noAssessment : format.yen(item.assessed)}
      </td>
      <td data-label={t.flags}>
        {item.flags.length === 0 ? (
          <Status tone="good">{t.clean}</Status>
        ) : (
          <ul className={style.plainList}>
            {item.flags.map((flag) => (
              <li key={flag.code}>
                <Status tone="warn">{say(flag)}</Status>
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}
