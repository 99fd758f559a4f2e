import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { NameValues } from '../ui/name-values.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { Folded } from '../ui/work-frame.js';
import { ClockDialog, type ClockAct } from './clock-dialog.js';

type Detail = Schemas['ExpenseDetailDto'];
type Clock = Schemas['ClockFileDto'];

/** The insurer's time to pay an expense, what moved it, and the acts that move it; read when somebody opens it. */
export function PaymentClock({ of: expense }: { readonly of: Detail }) {
  const { texts } = useApp();
  const t = texts.acts.clock;
  const [isOpen, setOpen] = useState(false);
  const { id } = expense;
  const clock = useRead('/expenses/{id}/clock', { path: { id } }, { enabled: isOpen });
  const [acting, setActing] = useState<ClockAct | null>(null);
  if (expense.clock === null) return null;
  return (
    <>
      <Folded title={t.title} onOpen={setOpen}>
        {isOpen && (
          <Shown of={clock}>
            {(file) => (
              <>
                <Days of={file} />
                <Moved of={file} />
                <ClockActs of={expense} clock={file} onAct={setActing} />
              </>
            )}
          </Shown>
        )}
      </Folded>
      {acting && <ClockDialog key={acting} act={acting} expenseId={id} onClose={() => setActing(null)} />}
    </>
  );
}

function Days({ of: clock }: { readonly of: Clock }) {
  const { texts, format } = useApp();
  const t = texts.acts.clock;
  const day = (value: string | null): string | null => value && format.day(value);
  return (
    <>
      {clock.completeOn === null && <p>{t.notComplete}</p>}
      <NameValues
        of={[
          [t.completeOn, day(clock.completeOn)],
          [t.lastDay, day(clock.lastDay)],
          [t.payBy, day(clock.payBy)],
          [t.heldUp, clock.heldUpDays > 0 ? format.days(clock.heldUpDays) : null],
        ]}
      />
    </>
  );
}

/** Everything that moved the clock, by whom and with which words. */
function Moved({ of: { extended, suspended, completed } }: { readonly of: Clock }) {
  const { texts, format } = useApp();
  const t = texts.acts.clock;
  const by = ({ byName, at }: { readonly byName: string; readonly at: string }): string =>
    t.by(byName, format.moment(at));
  const entries = [
    ...extended.map((one) => ({
      what: `${t.extended}：${t.grounds[one.ground]}`,
      words: [`${t.told}：${one.notice}`, `${t.inside}：${one.reason}`],
      by: by(one),
    })),
    ...completed.map((one) => ({
      what: `${t.completed}：${format.day(one.completeOn)}`,
      words: [`${t.told}：${one.missing}`],
      by: by(one),
    })),
    ...suspended.map((one) => ({
      what: `${t.suspended}：${
        one.toOn === null ? t.since(format.day(one.fromOn)) : t.until(format.day(one.fromOn), format.day(one.toOn))
      }`,
      words: [`${t.inside}：${one.reason}`],
      by: by(one),
    })),
  ];
  if (entries.length === 0) return null;
  return (
    <ul className={style.plainList}>
      {entries.map(({ what, words, by: whom }) => (
        <li key={`${what} ${whom}`}>
          {what}
          {words.map((word) => (
            <p key={word} className={`${style.hint} ${style.typed}`}>
              {word}
            </p>
          ))}
          <p className={style.hint}>{whom}</p>
        </li>
      ))}
    </ul>
  );
}

/** The acts that are possible now, for those who may. */
function ClockActs({
  of: { state },
  clock,
  onAct,
}: {
  readonly of: Detail;
  readonly clock: Clock;
  readonly onAct: (act: ClockAct) => void;
}) {
  const { texts } = useApp();
  const t = texts.acts.clock;
  const { roles } = useUser();
  const isSenior = roles.includes('senior-adjuster');
  if (!isSenior && !roles.includes('adjuster')) return null;
  if (state === 'paid') return <p className={style.hint}>{t.over}</p>;
  const stands = clock.suspended.some(({ toOn }) => toOn === null);
  const acts: readonly ClockAct[] = [
    'extend',
    stands ? 'resume' : 'suspend',
    ...(isSenior && clock.completeOn !== null ? (['complete'] as const) : []),
  ];
  return (
    <>
      <p className={`${style.row} no-print`}>
        {acts.map((act) => (
          <Button key={act} size="sm" variant="default" onClick={() => onAct(act)}>
            {t[act]}
          </Button>
        ))}
      </p>
      {!isSenior && <p className={style.hint}>{t.seniorCompletes}</p>}
    </>
  );
}
