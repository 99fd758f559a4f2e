import { Button, NativeSelect, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { DayField, ShortText, TimeField } from '../ui/fields.js';
import { Section } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { checks, dayOf, timeOf, wholeOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';
import { useKept } from '../ui/use-kept.js';
import type { Rostered } from './use-entered.js';

type Kind = NonNullable<Schemas['RosterDto']['kind']>;
const blank = {
  personId: '',
  kind: 'duty',
  capacity: '20',
  fromDay: '',
  fromTime: '09:00',
  toDay: '',
  toTime: '17:00',
};
/** Where the interface names a fault, and the field in which it was typed. */
const fieldOf = { from: 'fromDay', to: 'toDay' } as const;

interface EnterOf {
  readonly among: readonly Rostered[];
  readonly onEntered: () => void;
}

/** Puts somebody on duty or on call from when to when; times are Japan's. */
export function EnterRoster({ among, onEntered }: EnterOf) {
  const { texts } = useApp();
  const kept = useKept('roster', blank);
  return (
    <Section title={texts.staffing.enter}>
      <p className={style.hint}>{texts.staffing.enterLead}</p>
      {kept.ready && <RosterForm among={among} onEntered={onEntered} kept={kept} />}
    </Section>
  );
}

function RosterForm({ among, onEntered, kept }: EnterOf & { readonly kept: ReturnType<typeof useKept<typeof blank>> }) {
  const { texts } = useApp();
  const t = texts.staffing;
  const enter = useAct('post', '/rosters');
  const [done, setDone] = useState(false);
  const check = checks(texts.common);
  const form = useForm({
    initialValues: kept.value,
    validate: {
      personId: (value) => (value === '' ? texts.common.fieldEmpty : null),
      capacity: (value, { kind }) => (kind === 'duty' ? check.whole(value) : null),
      fromDay: check.day,
      fromTime: check.time,
      toDay: check.day,
      toTime: check.time,
    },
  });
  useFaults(
    {
      setErrors: (errors) =>
        form.setErrors(
          Object.fromEntries(
            Object.entries(errors).map(([name, text]) => [fieldOf[name as keyof typeof fieldOf] ?? name, text]),
          ),
        ),
    },
    enter.error,
  );
  const { values } = form;
  const keep = useEffectEvent(kept.change);
  useEffect(() => {
    keep(values);
  }, [values]);
  const { kind } = values;
  const shown = among.filter(({ isSenior }) => kind === 'duty' || isSenior);
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((typed) => {
        setDone(false);
        void enter.send(
          {
            body: {
              personId: typed.personId,
              kind: typed.kind as Kind,
              from: `${dayOf(typed.fromDay)}T${timeOf(typed.fromTime)}:00+09:00`,
              to: `${dayOf(typed.toDay)}T${timeOf(typed.toTime)}:00+09:00`,
              ...(typed.kind === 'duty' ? { capacity: wholeOf(typed.capacity) ?? 0 } : {}),
            },
          },
          () => {
            setDone(true);
            form.setValues({ ...blank, kind: typed.kind });
            form.clearErrors();
            onEntered();
          },
        );
      })}
    >
      <Stack gap="sm" maw="40rem">
        <NativeSelect
          label={t.kind}
          {...form.getInputProps('kind')}
          data={Object.entries(t.kinds).map(([value, label]) => ({ value, label }))}
        />
        <NativeSelect
          label={t.person}
          {...form.getInputProps('personId')}
          data={[{ value: '', label: t.personChoose }, ...shown.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <div className={style.grid}>
          <DayField label={t.fromDay} {...form.getInputProps('fromDay')} />
          <TimeField label={t.fromTime} {...form.getInputProps('fromTime')} />
        </div>
        <div className={style.grid}>
          <DayField label={t.toDay} {...form.getInputProps('toDay')} />
          <TimeField label={t.toTime} {...form.getInputProps('toTime')} />
        </div>
        {kind === 'duty' && (
          <ShortText
            label={t.capacity}
            description={t.capacityHint}
            inputMode="numeric"
            most={10}
            {...form.getInputProps('capacity')}
          />
        )}
        <ProblemNote error={enter.error} shown={['/personId', '/from', '/to', '/capacity']} />
        <div>
          <Button type="submit" loading={enter.pending}>
            {t.enterDone}
          </Button>
        </div>
        <DoneNote>{done ? t.entered : null}</DoneNote>
      </Stack>
    </form>
  );
}
