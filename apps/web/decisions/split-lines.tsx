import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Status, toneOfExpense } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { Block } from '../ui/work-frame.js';

type Detail = Schemas['ExpenseDetailDto'];

/** The lines that an expense was split into, or the one it was split off with its other parts; else nothing. */
export function SplitLines({ of: { id, incidentId, partOf, state } }: { readonly of: Detail }) {
  const { texts, format, say } = useApp();
  const t = texts.acts.split;
  const mayBe = partOf !== null || state === 'withdrawn';
  const incident = useRead('/incidents/{id}', { path: { id: incidentId } }, { enabled: mayBe });
  const lines = (incident.data?.expenses ?? []).filter((one) =>
    partOf === null ? one.partOf === id : one.id === partOf || (one.partOf === partOf && one.id !== id),
  );
  if (!mayBe || lines.length === 0) return null;
  return (
    <Block title={partOf === null ? t.parts : t.related}>
      <ul className={style.plainList}>
        {lines.map((line) => (
          <li key={line.id}>
            <Link to="/expenses/$id" params={{ id: line.id }}>
              {texts.expenses.lineNo(line.line)}
            </Link>
            {'　'}
            {format.yen(line.claimed)}
            {'　'}
            <Status tone={toneOfExpense(line.state)}>{say(line.stateName)}</Status>
          </li>
        ))}
      </ul>
    </Block>
  );
}
