import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { count, yen } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { ShortText, YenField } from '../ui/fields.js';
import { checks, wholeOf, yenOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useKept } from '../ui/use-kept.js';

type Detail = Schemas['ExpenseDetailDto'];

/** As many parts as one line can have. */
const mostParts = 20;
const longestFigure = 20;

interface Part {
  readonly amount: string;
  readonly tax: string;
  readonly persons: string;
}
const blank: Part = { amount: '', tax: '', persons: '' };
type Name = keyof Part;

/** What stands in a field as a figure; null: it cannot be read, and an empty one is nothing yet. */
const figureOf = (typed: string, name: Name): number | null =>
  typed.trim() === '' ? 0 : name === 'persons' ? wholeOf(typed) : yenOf(typed);

/** What of the line is in no part yet; negative: too much. */
function restOf(of: Detail, parts: readonly Part[]): Readonly<Record<Name, number>> {
  const rest = (name: Name, whole: number): number =>
    parts.reduce((left, part) => left - (figureOf(part[name], name) ?? 0), whole);
  return {
    amount: rest('amount', of.amount),
    tax: rest('tax', of.tax),
    persons: rest('persons', of.persons ?? 0),
  };
}

/** Splits a line into parts that add up to it, with what is left shown while one types. */
export function SplitExpense({ of: expense, onClose }: { readonly of: Detail; readonly onClose: () => void }) {
  const { texts } = useApp();
  const t = texts.acts.split;
  const tell = useNotice();
  const split = useAct('post', '/expenses/{id}/splits');
  const form = useKept<readonly Part[]>(`split ${expense.id}`, [blank, blank]);
  const [asked, setAsked] = useState(false);
  const parts = form.value;
  const rest = restOf(expense, parts);
  const isWhole = rest.amount === 0 && rest.tax === 0 && rest.persons === 0;
  const faults = useFaults(expense, parts);
  return (
    <ActDialog
      onClose={onClose}
      title={t.ask}
      lead={t.lead}
      reason="none"
      doing={split}
      onAsked={() => setAsked(true)}
      send={async () => {
        if (!isWhole || faults.some((fault) => Object.values(fault).some((text) => text !== null))) return undefined;
        const body = { parts: parts.map((part) => sentOf(expense, part)) };
        return split.send({ path: { id: expense.id }, body }, () => {
          form.clear();
          tell(t.done(count(parts.length)));
        });
      }}
    >
      <Parts of={expense} parts={parts} rest={rest} faults={asked ? faults : []} onChange={form.change} />
      <Rest of={expense} rest={rest} isAsked={asked} />
    </ActDialog>
  );
}

/** A part as it is sent. */
function sentOf(expense: Detail, part: Part) {
  const persons = expense.persons == null ? {} : { persons: figureOf(part.persons, 'persons') ?? 0 };
  const tax = expense.tax > 0 ? { tax: figureOf(part.tax, 'tax') ?? 0 } : {};
  return { amount: figureOf(part.amount, 'amount') ?? 0, ...tax, ...persons };
}

/** What is wrong with each field of each part. */
function useFaults(expense: Detail, parts: readonly Part[]): readonly Readonly<Record<Name, string | null>>[] {
  const { texts } = useApp();
  const check = checks(texts.common);
  return parts.map(({ amount, tax, persons }) => ({
    amount: check.yen(amount) ?? (yenOf(amount) === 0 ? texts.acts.split.nothing : null),
    tax: expense.tax > 0 && tax.trim() !== '' ? check.yen(tax) : null,
    persons: expense.persons == null || persons.trim() === '' ? null : check.whole(persons),
  }));
}

/** How much is in no part yet. */
function Rest({
  of: expense,
  rest,
  isAsked,
}: {
  readonly of: Detail;
  readonly rest: Readonly<Record<Name, number>>;
  readonly isAsked: boolean;
}) {
  const { texts, format } = useApp();
  const t = texts.acts.split;
  const isWhole = rest.amount === 0 && rest.tax === 0 && rest.persons === 0;
  const figures: readonly (readonly [number, string])[] = [
    [rest.amount, format.yen(yen(Math.abs(rest.amount)))],
    ...(expense.tax > 0 ? [[rest.tax, t.restTax(format.yen(yen(Math.abs(rest.tax))))] as const] : []),
    ...(expense.persons == null
      ? []
      : [[rest.persons, texts.cases.persons(Math.abs(rest.persons).toLocaleString('en-US'))] as const]),
  ];
  const those = (is: (left: number) => boolean): string =>
    figures.flatMap(([left, text]) => (is(left) ? [text] : [])).join('　');
  const [tooMuch, left] = [those((amount) => amount < 0), those((amount) => amount >= 0)];
  return (
    <div role="status">
      {isWhole ? (
        <p>{t.whole}</p>
      ) : (
        <>
          {tooMuch !== '' && <p className={style.bad}>{t.tooMuch(tooMuch)}</p>}
          {left !== '' && <p>{t.rest(left)}</p>}
          {isAsked && <p className={style.bad}>{t.mustAddUp}</p>}
        </>
      )}
    </div>
  );
}

/** The parts with their fields. */
function Parts({
  of: expense,
  parts,
  rest,
  faults,
  onChange,
}: {
  readonly of: Detail;
  readonly parts: readonly Part[];
  readonly rest: Readonly<Record<Name, number>>;
  readonly faults: readonly Readonly<Record<Name, string | null>>[];
  readonly onChange: (parts: readonly Part[]) => void;
}) {
  const { texts } = useApp();
  const t = texts.acts.split;
  const change = (at: number, more: Partial<Part>): void =>
    onChange(parts.map((part, no) => (no === at ? { ...part, ...more } : part)));
  const filled = (part: Part, name: Name): string => String((figureOf(part[name], name) ?? 0) + rest[name]);
  const canFill = (part: Part): boolean =>
    (['amount', 'tax', 'persons'] as const).every((name) => (figureOf(part[name], name) ?? 0) + rest[name] >= 0) &&
    rest.amount + rest.tax + rest.persons !== 0;
  const fill = (part: Part): Part => ({
    amount: filled(part, 'amount'),
    tax: expense.tax > 0 ? filled(part, 'tax') : '',
    persons: expense.persons == null ? '' : filled(part, 'persons'),
  });
  return (
    <Stack gap="sm">
      {parts.map((part, at) => (
        // parts have no name of their own but their number
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset key={at} className={style.field}>
          <legend>{t.part(at + 1)}</legend>
          <PartFields of={expense} part={part} faults={faults[at]} onChange={(more) => change(at, more)} />
          <Group gap="xs">
            {canFill(part) && (
              <Button size="xs" variant="default" onClick={() => change(at, fill(part))}>
                {t.fill(at + 1)}
              </Button>
            )}
            {parts.length > 2 && (
              <Button size="xs" variant="default" onClick={() => onChange(parts.filter((_, no) => no !== at))}>
                {t.remove(at + 1)}
              </Button>
            )}
          </Group>
        </fieldset>
      ))}
      {parts.length < mostParts && (
        <Group>
          <Button size="xs" variant="default" onClick={() => onChange([...parts, blank])}>
            {t.add}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** The figures of one part: its tax and persons where the line has them. */
function PartFields({
  of: expense,
  part,
  faults,
  onChange,
}: {
  readonly of: Detail;
  readonly part: Part;
  readonly faults: Readonly<Record<Name, string | null>> | undefined;
  readonly onChange: (more: Partial<Part>) => void;
}) {
  const t = useApp().texts.acts.split;
  return (
    <Group align="flex-start">
      <YenField
        label={t.amount}
        value={part.amount}
        onChange={(amount) => onChange({ amount })}
        error={faults?.amount}
      />
      {expense.tax > 0 && (
        <YenField label={t.tax} value={part.tax} onChange={(tax) => onChange({ tax })} error={faults?.tax} />
      )}
      {expense.persons != null && (
        <ShortText
          label={t.persons}
          most={longestFigure}
          value={part.persons}
          onChange={(persons) => onChange({ persons })}
          error={faults?.persons}
        />
      )}
    </Group>
  );
}
