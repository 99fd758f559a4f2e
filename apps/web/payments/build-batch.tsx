import { Button, NativeSelect, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { count } from '#kernel';
import { act, type Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { DayField } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import { Shown } from '../ui/shown.js';
import { checks, dayOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';

type Payment = Schemas['PaymentDto'];
type Preview = Schemas['BatchPreviewDto'];

/** Scheduled payments become a batch: the soonest day and a releaser are proposed. */
export function BuildBatch({
  of: payments,
  onClose,
}: {
  readonly of: readonly Payment[];
  readonly onClose: () => void;
}) {
  const { texts } = useApp();
  const t = texts.payments;
  const [batch, setBatch] = useState<Schemas['BatchDto'] | null>(null);
  const paymentIds = payments.map(({ id }) => id);
  const preview = useQuery({
    queryKey: ['/payment-batches/previews', paymentIds],
    queryFn: () => act('post', '/payment-batches/previews', { body: { paymentIds } }),
    enabled: batch === null,
  });
  if (!batch)
    return (
      <Shown of={preview}>
        {(proposed) => <BatchForm of={payments} proposed={proposed} onPartly={setBatch} onClose={onClose} />}
      </Shown>
    );
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
}

function BatchForm({
  of: payments,
  proposed,
  onPartly,
  onClose,
}: {
  readonly of: readonly Payment[];
  readonly proposed: Preview;
  /** It was built, and something that was chosen is not in it. */
  readonly onPartly: (batch: Schemas['BatchDto']) => void;
  readonly onClose: () => void;
}) {
  const { texts, format } = useApp();
  const t = texts.payments;
  const user = useUser();
  const build = useAct('post', '/payment-batches');
  const navigate = useNavigate();
  const check = checks(texts.common);
  const form = useForm({
    initialValues: {
      transferOn: proposed.transferOn.replaceAll('-', '/'),
      releaserId: proposed.releaserId ?? '',
    },
    validate: { transferOn: check.day, releaserId: (value) => (value === '' ? t.releaserChoose : null) },
  });
  useFaults(form, build.error);
  const releaser = proposed.releasers.find(({ id }) => id === form.values.releaserId);
  const why = !releaser
    ? t.releaserHint
    : releaser.signed > 0
      ? t.releaserSigned(count(payments.length), count(releaser.signed))
      : t.releaserFits(releaser.id === user.id);
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
                onPartly({ ...done, leftOut: done.leftOut.filter(({ code }) => code !== 'not-asked-for') });
              else void navigate({ to: '/batches/$id', params: { id: done.id } });
            }),
      )}
    >
      <Stack gap="sm">
        <DayField
          label={t.transferOn}
          description={t.transferSoonest(format.day(proposed.transferOn), count(proposed.days))}
          {...form.getInputProps('transferOn')}
        />
        <NativeSelect
          label={t.releaser}
          description={why}
          {...form.getInputProps('releaserId')}
          data={[
            { value: '', label: t.releaserChoose },
            ...proposed.releasers.map(({ id, name }) => ({ value: id, label: name })),
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
