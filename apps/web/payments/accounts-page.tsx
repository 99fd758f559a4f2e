import { Button, Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useList, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { ShortText } from '../ui/fields.js';
import { Facts, More, Page, Section, Shown } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { Status, type Tone } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';
import { checks, digitsOf } from '../ui/typed-values.js';
import { BankBooks, SendBankBook } from './bank-books.js';
import { HolderField } from './holder-field.js';
import { blankAccount, useKeeping, useKeptAccount } from './kept-account.js';

type Account = Schemas['AccountDto'];
const longestSearch = 100;
const tones: Readonly<Record<string, Tone>> = { waiting: 'warn', confirmed: 'good', refused: 'bad' };

/** Accounts to be paid to: entered by the manager or from paper, confirmed by another person who types them again. */
export function AccountsPage() {
  const { texts } = useApp();
  const t = texts.payments;
  const { roles } = useUser();
  const confirms = roles.includes('payments');
  const list = useList('/payee-accounts', { query: {} });
  return (
    <Page title={t.accounts} {...(confirms ? {} : { width: 'narrow' })}>
      <p className={style.hint}>{t.accountsLead}</p>
      <Shown of={{ ...list, data: list.items }}>
        {(accounts) =>
          accounts.length === 0 ? (
            <p>{t.noAccounts}</p>
          ) : (
            <ul className={style.plainList}>
              {accounts.map((account) => (
                <li key={account.id} className={style.panel}>
                  <AccountText of={account} />
                  {confirms && account.state === 'waiting' && <Confirm of={account} />}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <More of={list} label={texts.shell.more} />
      {roles.some((role) => role === 'hospital-manager' || role === 'payments') && <Enter fromPaper={confirms} />}
    </Page>
  );
}

function AccountText({ of: account }: { readonly of: Account }) {
  const { texts, format } = useApp();
  const t = texts.payments;
  return (
    <>
      <p className={`${style.row} ${style.spread}`}>
        <strong>{account.vendorName ?? account.institutionName}</strong>
        <Status tone={tones[account.state] ?? 'plain'}>{t.accountStates[account.state]}</Status>
      </p>
      <Facts
        of={[
          [t.account, `${account.bankName}（${account.bankCode}）　${account.branchName}（${account.branchCode}）`],
          [t.accountNumber, `${t.accountTypes[account.accountType]}　${account.accountNumber}`],
          [t.enteredBy, `${t.source[account.source]}　${format.moment(account.enteredAt)}`],
          [t.reason, account.reason],
          [
            t.state,
            account.closedOn
              ? t.closedAccount(format.day(account.closedOn))
              : account.cameBack
                ? t.cameBack
                : account.current
                  ? t.current
                  : null,
          ],
        ]}
      />
    </>
  );
}

/** Number and holder typed again from the paper. */
function Confirm({ of: account }: { readonly of: Account }) {
  const { texts } = useApp();
  const t = texts.payments;
  const confirm = useAct('post', '/payee-accounts/{id}/confirmations');
  const refuse = useAct('post', '/payee-accounts/{id}/refusals');
  const [refusing, setRefusing] = useState(false);
  const check = checks(texts.common);
  const form = useForm({
    initialValues: { accountNumber: '', holder: '' },
    validate: { accountNumber: check.digits, holder: check.needed },
  });
  useFaults(form, confirm.error);
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        ({ accountNumber, holder }) =>
          void confirm.send({
            path: { id: account.id },
            body: { accountNumber: digitsOf(accountNumber), holder: holder.trim() },
          }),
      )}
    >
      <h2 className={style.sub}>{t.confirmAccount}</h2>
      <p className={style.hint}>{t.confirmLead}</p>
      <div className={style.two}>
        <div>
          {account.vendorName === null && account.claimantId === null ? (
            <BankBooks institutionId={account.institutionId} />
          ) : (
            <p>{t.otherPayeesPaper}</p>
          )}
        </div>
        <Stack gap="sm">
          <TextInput
            label={t.accountNumber}
            inputMode="numeric"
            autoComplete="off"
            {...form.getInputProps('accountNumber')}
          />
          <HolderField input={form.getInputProps('holder')} />
          <ProblemNote error={confirm.error} shown={['/accountNumber', '/holder']} />
          <div className={style.row}>
            <Button type="submit" loading={confirm.pending}>
              {t.confirm}
            </Button>
            <Button variant="default" onClick={() => setRefusing(true)}>
              {t.refuse}
            </Button>
          </div>
        </Stack>
      </div>
      <ReasonDialog
        opened={refusing}
        onClose={() => setRefusing(false)}
        title={t.refuse}
        label={t.reason}
        hint={texts.decisions.goesInto.page}
        confirm={t.refuse}
        pending={refuse.pending}
        error={refuse.error}
        onConfirm={(reason) =>
          void refuse.send({ path: { id: account.id }, body: { reason } }).then((done) => done && setRefusing(false))
        }
      />
    </form>
  );
}

function Enter({ fromPaper }: { readonly fromPaper: boolean }) {
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

function ChooseInstitution({
  chosen,
  onChoose,
  missing,
}: {
  readonly missing: boolean;
  readonly chosen: { id: string; name: string } | null;
  readonly onChoose: (one: { id: string; name: string } | null) => void;
}) {
  const { texts } = useApp();
  const t = texts.payments;
  const [typed, setTyped] = useState('');
  const found = useRead(
    '/institutions',
    { query: { q: typed.trim(), limit: 10 } },
    { enabled: typed.trim() !== '' && chosen === null },
  );
  if (chosen)
    return (
      <p className={style.row}>
        <strong>{t.institutionChosen(chosen.name)}</strong>
        <Button size="sm" variant="default" onClick={() => onChoose(null)}>
          {texts.desk.chooseOther}
        </Button>
      </p>
    );
  return (
    <div>
      <ShortText
        label={`${t.forInstitution}（${t.institutionSearch}）`}
        most={longestSearch}
        value={typed}
        onChange={setTyped}
        error={missing ? t.institutionMissing : undefined}
      />
      <ul className={style.plainList} aria-live="polite">
        {(typed.trim() === '' ? [] : (found.data?.items ?? [])).map(({ id, name }) => (
          <li key={id}>
            <Button size="sm" variant="default" mt="xs" onClick={() => onChoose({ id, name })}>
              {name}
            </Button>
          </li>
        ))}
      </ul>
      <ProblemNote error={found.error} />
    </div>
  );
}
