import type { Schemas } from '../api/api.js';
import { Button, NativeSelect, Radio, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';

type Claimant = Schemas['ClaimantDto'];
type Line = Pick<Schemas['ExpenseDetailDto'], 'id' | 'category' | 'state'>;

/** Whose claim a line answers, and who is paid. */
export function NameClaimant({ line, among }: { readonly line: Line; readonly among: readonly Claimant[] }) {
  const { texts } = useApp();
  const t = texts.claimants;
  const name = useAct('post', '/expenses/{id}/claimants');
  const [done, setDone] = useState(false);
  const own = among.find(({ lines }) => lines.some(({ expenseId }) => expenseId === line.id));
  const form = useForm({
    initialValues: {
      claimantId: own?.id ?? '',
      payTo: own?.lines.find(({ expenseId }) => expenseId === line.id)?.payTo ?? '',
    },
    validate: {
      claimantId: (value) => (value === '' ? texts.common.fieldEmpty : null),
      payTo: (value) => (value === '' ? texts.common.fieldEmpty : null),
    },
  });
  useFaults(form, name.error);
  return (
    <form
      noValidate
      className="no-print"
      aria-label={t.assign}
      onSubmit={form.onSubmit(
        ({ claimantId, payTo }) =>
          void name
            .send({ path: { id: line.id }, body: { claimantId, payTo: payTo as 'institution' | 'victim' } })
            .then((answer) => answer && setDone(true)),
      )}
    >
      <h3 className={style.sub}>{t.assign}</h3>
      {!own && <p className={style.hint}>{t.assignLead}</p>}
      <Stack gap="sm">
        <NativeSelect
          label={t.claimant}
          {...form.getInputProps('claimantId')}
          data={[
            { value: '', label: t.kindChoose },
            ...among.map(({ id, number, name: called }) => ({ value: id, label: t.one(number, called) })),
          ]}
        />
        <Radio.Group label={t.whoIsPaid} {...form.getInputProps('payTo')}>
          <div className={style.row}>
            {Object.entries(t.payTo).map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </div>
        </Radio.Group>
        <ProblemNote error={name.error} shown={['/claimantId', '/payTo']} />
        <div>
          <Button type="submit" size="sm" variant="default" loading={name.pending}>
            {t.assignDone}
          </Button>
        </div>
        <DoneNote>{done ? t.assigned : null}</DoneNote>
      </Stack>
    </form>
  );
}
