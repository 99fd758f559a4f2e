import { Button, NativeSelect, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DayField } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import { checks, dayOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';

type Payment = Schemas['PaymentDto'];

export function BuildBatch({
  of: payments,
  onClose,
}: {
  readonly of: readonly Payment[];
  readonly onClose: () => void;
}) {
  const { texts } = useApp();
  const t = texts.payments;
  const releasers = useRead('/payment-releasers', {});
  const build = useAct('post', '/payment-batches');
  const navigate = useNavigate();
  const [batch, setBatch] = useState<Schemas['BatchDto'] | null>(null);
  const check = checks(texts.common);
  const form = useForm({
    initialValues: { transferOn: '', releaserId: '' },
    validate: { transferOn: check.day, releaserId: (value) => (value === '' ? t.releaserChoose : null) },
  });
  useFaults(form, build.error);
  if (batch)
    return (
      <Stack>
        <p>{t.leftOut}</p>
        <ul>
          {batch.leftOut.map(({ paymentId, code }) => (
            <li key={paymentId}>
              {payments.find(({ id }) => id === paymentId)?.number}：{t.leftOutWhy[code]}
            </li>
          ))}
        </ul>
        <Link to="/batches/$id" params={{ id: batch.id }}>
          {t.batch(batch.number)}
        </Link>
      </Stack>
    );
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        ({ transferOn, releaserId }) =>
          void build
            .send({
              body: { transferOn: dayOf(transferOn) ?? '', releaserId, paymentIds: payments.map(({ id }) => id) },
            })
            .then((done) => {
              if (!done) return;
              // what was chosen and is not in it is told before one goes on
              if (done.leftOut.some(({ code }) => code !== 'not-asked-for'))
                setBatch({ ...done, leftOut: done.leftOut.filter(({ code }) => code !== 'not-asked-for') });
              else void navigate({ to: '/batches/$id', params: { id: done.id } });
            }),
      )}
    >
      <Stack gap="sm">
        <DayField label={t.transferOn} {...form.getInputProps('transferOn')} />
        <NativeSelect
          label={t.releaser}
          description={t.releaserHint}
          {...form.getInputProps('releaserId')}
          data={[
            { value: '', label: t.releaserChoose },
            ...(releasers.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <ProblemNote error={build.error} shown={['/transferOn', '/releaserId']} />
        <div className={style.row}>
          <Button type="submit" loading={build.pending}>
            {t.build}
          </Button>
          <Button variant="default" onClick={onClose}>
            {texts.common.cancel}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
