import type { Schemas } from '../api/api.js';
import { Button, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { DayField, ShortText } from '../ui/fields.js';
import { Section } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { checks, dayOf, digitsOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';

type Entry = Schemas['BankEntryDto'];

const longestName = 60;
const blank = { act: 'added', bankCode: '', branchCode: '', name: '', kana: '', fromOn: '', source: '' };

export function EnterBank() {
  const { texts } = useApp();
  const { payments: p } = texts;
  const t = p.banks;
  const enter = useAct('post', '/bank-entries');
  const check = checks(texts.common);
  const [done, setDone] = useState<string | null>(null);
  const digits =
    (count: number, needed: boolean) =>
    (value: string): string | null => {
      const typed = digitsOf(value);
      const right = /^\d+$/.test(typed) && typed.length === count;
      return right || (!needed && value.trim() === '') ? null : p.digits(count);
    };
  const form = useForm({
    initialValues: blank,
    validate: {
      bankCode: digits(4, true),
      branchCode: digits(3, false),
      name: (value, { act }) => (act === 'closed' ? null : check.short(longestName)(value)),
      kana: (value, { act }) => (act === 'closed' ? null : check.short(longestName)(value)),
      fromOn: check.day,
      source: check.text(500),
    },
  });
  useFaults(form, enter.error);
  const closes = form.values.act === 'closed';
  return (
    <Section title={t.enter}>
      <form
        noValidate
        onSubmit={form.onSubmit(
          (typed) =>
            void enter.send(
              {
                body: {
                  act: typed.act as Entry['act'],
                  bankCode: digitsOf(typed.bankCode),
                  ...(typed.branchCode.trim() === '' ? {} : { branchCode: digitsOf(typed.branchCode) }),
                  ...(closes ? {} : { name: typed.name.trim(), kana: typed.kana.trim() }),
                  fromOn: dayOf(typed.fromOn) ?? '',
                  source: typed.source.trim(),
                },
              },
              () => {
                setDone(t.entered);
                form.setValues(blank);
                form.clearErrors();
              },
            ),
        )}
      >
        <Stack gap="sm">
          <NativeSelect
            label={t.act}
            {...form.getInputProps('act')}
            data={Object.entries(t.acts).map(([value, label]) => ({ value, label }))}
          />
          <div className={style.grid}>
            <TextInput label={p.bankCode} inputMode="numeric" {...form.getInputProps('bankCode')} />
            <TextInput
              label={`${p.branchCode}（${texts.common.optional}）`}
              description={t.branchHint}
              inputMode="numeric"
              {...form.getInputProps('branchCode')}
            />
          </div>
          {!closes && (
            <div className={style.grid}>
              <ShortText label={t.name} most={longestName} {...form.getInputProps('name')} />
              <ShortText label={t.kana} description={t.kanaHint} most={longestName} {...form.getInputProps('kana')} />
            </div>
          )}
          <DayField label={closes ? t.closedFrom : t.fromOn} {...form.getInputProps('fromOn')} />
          <TextInput label={t.source} description={t.sourceHint} {...form.getInputProps('source')} />
          <ProblemNote
            error={enter.error}
            shown={['bankCode', 'branchCode', 'name', 'kana', 'fromOn', 'source'].map((name) => `/${name}`)}
          />
          <div>
            <Button type="submit" loading={enter.pending}>
              {p.enter}
            </Button>
          </div>
          <DoneNote>{done}</DoneNote>
        </Stack>
      </form>
    </Section>
  );
}
