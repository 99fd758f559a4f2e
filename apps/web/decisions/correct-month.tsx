import { useState } from 'react';
import type { Schemas, Sent } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { DayField, ShortText, YenField } from '../ui/fields.js';
import { faultsOf } from '../ui/problem.js';
import { checks, dayOf, rateOf, yenOf } from '../ui/typed-values.js';
import { useKept } from '../ui/use-kept.js';
import { figuresOf, percentOf, type FigureKind, type FigureName } from './month-figures.js';

type Month = Schemas['StatementMonthDto'];
type Typed = Partial<Record<FigureName | 'amount', string>>;
const nothing: Typed = {};
const longestRate = 20;

/** New figures of a month that was decided: a line of its own, which the next statement counts instead. */
export function CorrectMonth({ of: month, onClose }: { readonly of: Month; readonly onClose: () => void }) {
  const { texts, format, say } = useApp();
  const t = texts.interruption;
  const tell = useNotice();
  const act = useAct('post', '/expenses/{id}/supplements');
  const form = useKept<Typed>(`correct-month ${month.firstId}`, nothing);
  const [asked, setAsked] = useState(false);
  const figures = figuresOf[month.category];
  const read = useReading(month, form.value);
  const faults = faultsOf(act.error, say);
  const fault = (name: FigureName | 'amount', kind: FigureKind): string | null | undefined =>
    (asked ? read.faultOf(name, kind) : null) ?? faults[name === 'amount' ? '/amount' : `/interruption/${name}`];
  const field = (name: FigureName | 'amount', label: string, kind: FigureKind) => {
    const props = {
      label,
      value: read.textOf(name),
      onChange: (typed: string) => form.change({ ...form.value, [name]: typed }),
      error: fault(name, kind),
    };
    if (kind === 'yen') return <YenField key={name} {...props} />;
    if (kind === 'day') return <DayField key={name} {...props} label={`${label}（${texts.common.optional}）`} />;
    return <ShortText key={name} {...props} description={t.percentExample} most={longestRate} />;
  };
  return (
    <ActDialog
      onClose={onClose}
      title={t.correctTitle(format.day(month.incurredOn))}
      lead={t.correctLead}
      label={t.correctReason}
      hint={t.correctReasonSeen}
      keep={`correct-month reason ${month.firstId}`}
      confirm={t.correct}
      doing={act}
      onAsked={() => setAsked(true)}
      send={async (reason) => {
        const body = read.body(reason);
        if (body === null) return undefined;
        const done = await act.send({ path: { id: month.firstId }, body });
        if (done) {
          form.clear();
          tell(t.corrected);
        }
        return done;
      }}
    >
      {figures.map(([name, kind]) => field(name, t.figures[name], kind))}
      {field('amount', t.correctAmount, 'yen')}
    </ActDialog>
  );
}

/** What stands in the fields: what was typed, else the figures that count now; and what is sent of it. */
function useReading(month: Month, typed: Typed) {
  const { texts } = useApp();
  const current = month.versions.find(({ standing }) => standing === 'counts') ?? month.versions.at(-1);
  const known = (name: FigureName | 'amount'): string => {
    if (name === 'amount') return String(current?.claimed ?? '');
    const value = current?.figures?.[name];
    if (value === null || value === undefined) return '';
    return name === 'profitRate' ? percentOf(Number(value)) : String(value);
  };
  const textOf = (name: FigureName | 'amount'): string => typed[name] ?? known(name);
  const check = checks(texts.common);
  const faultOf = (name: FigureName | 'amount', kind: FigureKind): string | null => {
    if (kind === 'yen') return check.yen(textOf(name));
    if (kind === 'day') return check.dayOrNone(textOf(name));
    return rateOf(textOf(name)) === null ? texts.interruption.percentUnreadable : null;
  };
  const figures = figuresOf[month.category];
  const valueOf = (name: FigureName, kind: FigureKind): number | string | null => {
    if (kind === 'yen') return yenOf(textOf(name));
    return kind === 'rate' ? rateOf(textOf(name)) : dayOf(textOf(name));
  };
  const body = (reason: string): Sent<'SupplementDto'> | null => {
    const amount = yenOf(textOf('amount'));
    if (amount === null || figures.some(([name, kind]) => faultOf(name, kind) !== null)) return null;
    return {
      amount,
      reason,
      interruption: Object.fromEntries(figures.map(([name, kind]) => [name, valueOf(name, kind)])),
    };
  };
  return { textOf, faultOf, body };
}
