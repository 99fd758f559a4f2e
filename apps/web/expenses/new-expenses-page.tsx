import { Button, Checkbox, Fieldset, Stack, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { count } from '#kernel';
import type { Schemas, Sent } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct, useList, useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DayField, ShortText, YenField } from '../ui/fields.js';
import { Page } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { checks, pastDayOf, wholeOf, yenOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';
import { useKept } from '../ui/use-kept.js';
import { ApprovalSelect } from './approval-select.js';
import { CategorySelect } from './category-select.js';
import { Spreadsheet } from './spreadsheet.js';
import { WhereTaken } from './where-taken.js';

interface Typed {
  readonly category: string;
  readonly amount: string;
  readonly tax: string;
  readonly incurredOn: string;
  readonly vendorName: string;
  readonly invoiceNumber: string;
  readonly description: string;
  readonly persons: string;
  readonly preApproval: string;
  readonly outsourced: boolean;
  readonly lawyer: boolean;
  readonly replacementOrUpgrade: boolean;
  readonly securityProduct: boolean;
  readonly ransom: boolean;
}

const blank: Typed = {
  category: '',
  amount: '',
  tax: '',
  incurredOn: '',
  vendorName: '',
  invoiceNumber: '',
  description: '',
  persons: '',
  preApproval: '',
  outsourced: false,
  lawyer: false,
  replacementOrUpgrade: false,
  securityProduct: false,
  ransom: false,
};
const flags = ['outsourced', 'lawyer', 'replacementOrUpgrade', 'securityProduct', 'ransom'] as const;
/** As many characters as can be sent. */
const longest = { vendorName: 200, invoiceNumber: 60, description: 2_000 } as const;
/** As many as one request takes. */
const mostRows = 50;

/** Adding one expense, several, or a whole sheet of them. */
export function NewExpensesPage() {
  const { texts } = useApp();
  const t = texts.expenses;
  const { id } = useParams({ from: '/cases/$id/expenses' });
  const kept = useKept<Typed[]>(`expenses ${id}`, [blank]);
  const incident = useRead('/incidents/{id}', { path: { id } });
  return (
    <Page title={t.add} width="narrow">
      <p>
        <Link to="/cases/$id" params={{ id }}>
          {t.backToCase}
          {incident.data ? `（${incident.data.caseNumber}）` : ''}
        </Link>
      </p>
      {incident.data && <WhereTaken of={incident.data} />}
      <p>{t.addLead}</p>
      {kept.ready && <Expenses caseId={id} kept={kept} />}
      <Spreadsheet caseId={id} />
    </Page>
  );
}

function Expenses({ caseId, kept }: { readonly caseId: string; readonly kept: ReturnType<typeof useKept<Typed[]>> }) {
  const { texts } = useApp();
  const t = texts.expenses;
  const navigate = useNavigate();
  const tell = useNotice();
  const submit = useAct('post', '/incidents/{id}/expenses');
  const approvals = useList('/pre-approvals', { query: { incidentId: caseId, standing: 'open', limit: 200 } });
  const check = checks(texts.common);
  const form = useForm<{ expenses: Typed[] }>({
    initialValues: { expenses: kept.value },
    validate: {
      expenses: {
        category: (value) => (value === '' ? t.categoryMissing : null),
        amount: check.yen,
        tax: check.yenOrNone,
        incurredOn: check.pastDay,
        vendorName: check.shortOrNone(longest.vendorName),
        invoiceNumber: check.shortOrNone(longest.invoiceNumber),
        description: check.shortOrNone(longest.description),
        persons: (value, { expenses }, path) =>
          expenses[Number(path.split('.')[1])]?.category === 'condolence' || value.trim() !== ''
            ? check.whole(value)
            : null,
      },
    },
  });
  useFaults(form, submit.error);
  const { expenses } = form.values;
  const keep = useEffectEvent(kept.change);
  useEffect(() => {
    keep(expenses);
  }, [expenses]);
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) =>
          void submit.send({ path: { id: caseId }, body: { expenses: values.expenses.map(bodyOf) } }, (done) => {
            kept.clear();
            if (done.sentTo) tell(texts.arrivals.takenBy(done.caseNumber));
            void navigate({ to: '/cases/$id', params: { id: done.id }, hash: 'expenses' });
          }),
        focusFirst,
      )}
    >
      <Stack>
        {expenses.map((_, at) => (
          <Row key={at} at={at} form={form} approvals={approvals.items ?? []} />
        ))}
        {expenses.length < mostRows && (
          <div>
            <Button variant="default" onClick={() => form.insertListItem('expenses', blank)}>
              {t.addRow}
            </Button>
          </div>
        )}
        <p className={style.hint}>{t.kept}</p>
        <ProblemNote
          error={submit.error}
          shown={Object.keys(form.errors).map((path) => `/${path.replaceAll('.', '/')}`)}
        />
        <div>
          <Button type="submit" loading={submit.pending}>
            {t.submit(count(expenses))}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** The fields of one expense. */
function Row({
  at,
  form,
  approvals,
}: {
  readonly at: number;
  readonly form: UseFormReturnType<{ expenses: Typed[] }>;
  readonly approvals: readonly Schemas['PreApprovalDto'][];
}) {
  const { texts } = useApp();
  const t = texts.expenses;
  const { expenses } = form.values;
  const field = (name: keyof Typed) => form.getInputProps(`expenses.${at}.${name}`);
  return (
    <Fieldset legend={t.row(at + 1)}>
      <Stack gap="sm">
        <CategorySelect label={t.category} required {...field('category')} />
        <div className={style.grid}>
          <YenField label={t.amountNet} required {...field('amount')} />
          <YenField label={t.tax} {...field('tax')} />
          <DayField past label={t.incurredOn} required {...field('incurredOn')} />
        </div>
        <div className={style.grid}>
          <ShortText label={t.vendor} most={longest.vendorName} {...field('vendorName')} />
          <ShortText label={t.invoiceNumber} most={longest.invoiceNumber} {...field('invoiceNumber')} />
          <ApprovalSelect label={t.preApproval} approvals={approvals} {...field('preApproval')} />
        </div>
        <ShortText label={t.description} most={longest.description} {...field('description')} />
        {expenses[at]?.category === 'condolence' && (
          <TextInput label={t.persons} required inputMode="numeric" {...field('persons')} />
        )}
        <div className={style.row} role="group" aria-label={t.more}>
          {flags.map((name) => (
            <Checkbox
              key={name}
              label={t[name === 'replacementOrUpgrade' ? 'replacement' : name]}
              {...form.getInputProps(`expenses.${at}.${name}`, { type: 'checkbox' })}
            />
          ))}
        </div>
        {expenses.length > 1 && (
          <div>
            <Button variant="default" size="sm" onClick={() => form.removeListItem('expenses', at)}>
              {t.removeRow(at + 1)}
            </Button>
          </div>
        )}
      </Stack>
    </Fieldset>
  );
}

/** The first field that is wrong takes the focus. */
function focusFirst(): void {
  setTimeout(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0);
}

function bodyOf(typed: Typed): Sent<'SubmitExpenseDto'> {
  const { category, amount, tax, incurredOn, persons } = typed;
  const text = (name: 'vendorName' | 'invoiceNumber' | 'description' | 'preApproval') =>
    typed[name].trim() === '' ? {} : { [name]: typed[name].trim() };
  return {
    category: category as Schemas['SubmitExpenseDto']['category'],
    amount: yenOf(amount) ?? 0,
    ...(tax.trim() === '' ? {} : { tax: yenOf(tax) ?? 0 }),
    incurredOn: pastDayOf(incurredOn) ?? incurredOn,
    ...text('vendorName'),
    ...text('invoiceNumber'),
    ...text('description'),
    ...text('preApproval'),
    ...(persons.trim() === '' ? {} : { persons: wholeOf(persons) ?? 0 }),
    ...Object.fromEntries(flags.flatMap((name) => (typed[name] ? [[name, true]] : []))),
  };
}
