import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas, Sent } from '../api/api.js';
import { CategorySelect } from '../expenses/category-select.js';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { YenField } from '../ui/fields.js';
import { faultsOf } from '../ui/problem.js';
import { checks, yenOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useKept } from '../ui/use-kept.js';
import { Block } from '../ui/work-frame.js';

type Detail = Schemas['ExpenseDetailDto'];
type Category = Schemas['CorrectExpenseDto']['category'];

interface Typed {
  readonly category: string;
  readonly amount: string;
  readonly tax: string;
}
const nothing: Partial<Typed> = {};

/** What the desk corrects of an undecided expense, and what stood there before. */
export function Corrections({ of: expense }: { readonly of: Detail }) {
  const { texts } = useApp();
  const t = texts.acts.correct;
  const [opened, setOpened] = useState(false);
  const undecided = ['submitted', 'routed', 'in-review', 'information-requested'].includes(expense.state);
  const mayCorrect = useUser().roles.includes('support') && undecided;
  if (!mayCorrect && expense.corrections.length === 0) return null;
  return (
    <Block title={t.title}>
      <Before of={expense} />
      {mayCorrect && (
        <Button className="no-print" size="sm" variant="default" onClick={() => setOpened(true)}>
          {t.ask}
        </Button>
      )}
      {opened && <CorrectExpense of={expense} onClose={() => setOpened(false)} />}
    </Block>
  );
}

/** Old and new of each correction, newest first. */
function Before({ of: { corrections } }: { readonly of: Detail }) {
  const { texts, format, say } = useApp();
  const t = texts.acts.correct;
  const e = texts.expenses;
  if (corrections.length === 0) return null;
  return (
    <ul className={style.plainList}>
      {corrections.map(({ before, after, byName, at }) => {
        const nameOf = (line: typeof before): string => say({ textJa: line.categoryJa, textEn: line.categoryEn });
        const changes = [
          ...(before.category === after.category ? [] : [t.change(e.category, nameOf(before), nameOf(after))]),
          ...(before.amount === after.amount
            ? []
            : [t.change(e.amountNet, format.yen(before.amount), format.yen(after.amount))]),
          ...(before.tax === after.tax ? [] : [t.change(e.tax, format.yen(before.tax), format.yen(after.tax))]),
        ];
        return (
          <li key={at}>
            {changes.map((change) => (
              <p key={change}>{change}</p>
            ))}
            <p className={style.hint}>{byName === null ? format.moment(at) : t.by(byName, format.moment(at))}</p>
          </li>
        );
      })}
    </ul>
  );
}

/** What is typed stands over the line as it was opened: what a colleague corrects meanwhile is not undone. */
function CorrectExpense({ of, onClose }: { readonly of: Detail; readonly onClose: () => void }) {
  const { texts, say } = useApp();
  const t = texts.acts.correct;
  const e = texts.expenses;
  const tell = useNotice();
  const correct = useAct('patch', '/expenses/{id}');
  const [expense] = useState(of);
  const form = useKept<Partial<Typed>>(`correction ${expense.id}`, nothing);
  const [asked, setAsked] = useState(false);
  const typed = typedOver(expense, form.value);
  const { category, amount, tax } = typed;
  const change = (more: Partial<Typed>): void => form.change({ ...form.value, ...more });
  const check = checks(texts.common);
  const refused = faultsOf(correct.error, say);
  const faults = {
    category: category === '' ? e.categoryMissing : null,
    amount: check.yen(amount),
    tax: check.yen(tax),
  };
  const body = changedOf(expense, typed);
  const isSame = Object.keys(body).length === 0;
  return (
    <ActDialog
      onClose={onClose}
      title={t.ask}
      lead={t.lead}
      label={t.reason}
      keep={`correction reason ${expense.id}`}
      doing={correct}
      onAsked={() => setAsked(true)}
      send={async (reason) => {
        if (isSame || Object.values(faults).some((fault) => fault !== null)) return undefined;
        const sent = { path: { id: expense.id }, version: expense.version, body: { ...body, reason } };
        return correct.send(sent, () => {
          form.clear();
          tell(t.done);
        });
      }}
    >
      <CategorySelect
        label={e.category}
        value={category}
        onChange={(event) => change({ category: event.currentTarget.value })}
        error={faults.category}
      />
      {expense.foreignBill === null && (
        <>
          <YenField
            label={e.amountNet}
            value={amount}
            onChange={(text) => change({ amount: text })}
            error={faults.amount ?? refused['/amount']}
          />
          <YenField
            label={e.tax}
            value={tax}
            onChange={(text) => change({ tax: text })}
            error={faults.tax ?? refused['/tax']}
          />
        </>
      )}
      {asked && isSame && <p className={style.bad}>{t.same}</p>}
    </ActDialog>
  );
}

/** What stands in the fields: what was typed, else the line; a foreign bill has its yen from its rate alone. */
const typedOver = (expense: Detail, typed: Partial<Typed>): Typed => {
  const line = { category: expense.category, amount: String(expense.amount), tax: String(expense.tax) };
  return expense.foreignBill === null ? { ...line, ...typed } : { ...line, category: typed.category ?? line.category };
};

/** What of the line is another now. */
function changedOf(expense: Detail, { category, amount, tax }: Typed): Omit<Sent<'CorrectExpenseDto'>, 'reason'> {
  const [net, taxed] = [yenOf(amount), yenOf(tax)];
  return {
    ...(category === expense.category || category === '' ? {} : { category: category as NonNullable<Category> }),
    ...(net === null || net === expense.amount ? {} : { amount: net }),
    ...(taxed === null || taxed === expense.tax ? {} : { tax: taxed }),
  };
}
