import { Button, Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { Section } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { checks, digitsOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';
import { SendBankBook } from './bank-books.js';
import { ChooseInstitution } from './choose-institution.js';
import { HolderField } from './holder-field.js';
import { blankAccount, useKeeping, useKeptAccount } from './kept-account.js';

export function EnterAccount({ fromPaper }: { readonly fromPaper: boolean }) {
  const kept = useKeptAccount();
  return kept.ready && <EnterForm fromPaper={fromPaper} kept={kept} />;
}

function EnterForm({
  fromPaper,
  kept,
}: {
  readonly fromPaper: boolean;
  readonly kept: ReturnType<typeof useKeptAccount>;
}) {
  const { texts } = useApp();
  const t = texts.payments;
  const enter = useAct('post', '/payee-accounts');
  const [done, setDone] = useState(false);
  const [asked, setAsked] = useState(false);
  const [institution, setInstitution] = useState<{ id: string; name: string } | null>(null);
  const check = checks(texts.common);
  const digits = (count: number) => (value: string) =>
    /^\d+$/.test(digitsOf(value)) && digitsOf(value).length === count ? null : t.digits(count);
  const form = useForm({
    initialValues: kept.value,
    validate: {
      bankCode: (value, { japanPost }) => (japanPost ? null : digits(4)(value)),
      branchCode: (value, { japanPost }) => (japanPost ? null : digits(3)(value)),
      postalSymbol: (value, { japanPost }) => (japanPost ? digits(5)(value) : null),
      accountNumber: check.digits,
      holder: check.needed,
    },
  });
  useFaults(form, enter.error);
  useKeeping(form.values, kept.change);
  const { japanPost } = form.values;
  return (
    <Section title={t.enterAccount}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) => {
          setAsked(true);
          if (fromPaper && !institution) return;
          setDone(false);
          void enter.send(
            {
              body: {
                ...(institution ? { institutionId: institution.id } : {}),
                ...(values.japanPost
                  ? { bankCode: '9900', postalSymbol: digitsOf(values.postalSymbol) }
                  : {
                      bankCode: digitsOf(values.bankCode),
                      branchCode: digitsOf(values.branchCode),
                      accountType: values.accountType as NonNullable<Schemas['EnterAccountDto']['accountType']>,
                    }),
                accountNumber: digitsOf(values.accountNumber),
                holder: values.holder.trim(),
              },
            },
            () => {
              setDone(true);
              kept.clear();
              form.setValues(blankAccount);
            },
          );
        })}
      >
        <Stack gap="sm">
          {fromPaper && <ChooseInstitution chosen={institution} onChoose={setInstitution} missing={asked} />}
          <Checkbox label={t.japanPost} {...form.getInputProps('japanPost', { type: 'checkbox' })} />
          {japanPost ? (
            <TextInput label={t.postalSymbol} inputMode="numeric" {...form.getInputProps('postalSymbol')} />
          ) : (
            <div className={style.grid}>
              <TextInput label={t.bankCode} inputMode="numeric" {...form.getInputProps('bankCode')} />
              <TextInput label={t.branchCode} inputMode="numeric" {...form.getInputProps('branchCode')} />
              <NativeSelect
                label={t.accountType}
                {...form.getInputProps('accountType')}
                data={Object.entries(t.accountTypes).map(([value, label]) => ({ value, label }))}
              />
            </div>
          )}
          <TextInput
            label={japanPost ? t.postalNumber : t.accountNumber}
            inputMode="numeric"
            autoComplete="off"
            {...form.getInputProps('accountNumber')}
          />
          <HolderField input={form.getInputProps('holder')} />
          <ProblemNote
            error={enter.error}
            shown={['bankCode', 'branchCode', 'accountNumber', 'postalSymbol', 'holder'].map((name) => `/${name}`)}
          />
          <div>
            <Button type="submit" loading={enter.pending}>
              {t.enter}
            </Button>
          </div>
          <DoneNote>{done ? t.entered : null}</DoneNote>
        </Stack>
      </form>
      {!fromPaper && <SendBankBook />}
    </Section>
  );
}
