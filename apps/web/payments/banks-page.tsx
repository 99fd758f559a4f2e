import { Button, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useList, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { DayField, ShortText } from '../ui/fields.js';
import { Facts, More, Page, Section, Shown } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { Status, type Tone } from '../ui/status.js';
import { checks, dayOf, digitsOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';

type Entry = Schemas['BankEntryDto'];
const tones: Readonly<Record<Entry['state'], Tone>> = { waiting: 'warn', confirmed: 'good', refused: 'plain' };

/**
 * The bank and branch master: what holds today, and what was entered over the package's, by one person and confirmed by
 * another.
 */
export function BanksPage() {
  const { texts } = useApp();
  const t = texts.payments.banks;
  const { roles } = useUser();
  const works = roles.some((role) => role === 'payments' || role === 'administrator');
  const list = useList('/bank-entries', { query: {} });
  return (
    <Page title={t.title} width="narrow">
      <p className={style.hint}>{t.lead}</p>
      <LookUp />
      <Section title={t.entries}>
        <Shown of={{ ...list, data: list.items }}>
          {(entries) =>
            entries.length === 0 ? (
              <p>{t.none}</p>
            ) : (
              <ul className={style.plainList}>
                {entries.map((entry) => (
                  <li key={entry.id} className={style.panel}>
                    <EntryText of={entry} />
                    {works && entry.state === 'waiting' && <Decide of={entry} />}
                  </li>
                ))}
              </ul>
            )
          }
        </Shown>
        <More of={list} label={texts.shell.more} />
      </Section>
      {works && <Enter />}
    </Page>
  );
}

/** What the master has today of a code. */
function LookUp() {
  const { texts, format } = useApp();
  const { payments: p } = texts;
  const t = p.banks;
  const [bank, setBank] = useState('');
  const [branch, setBranch] = useState('');
  const [bankCode, branchCode] = [digitsOf(bank), digitsOf(branch)];
  const whole = /^\d{4}$/.test(bankCode) && /^\d{3}$/.test(branchCode);
  const found = useRead(
    '/banks/{bankCode}/branches/{branchCode}',
    { path: { bankCode, branchCode } },
    { enabled: whole },
  );
  return (
    <Section title={t.lookUp}>
      <div className={style.grid}>
        <TextInput
          label={p.bankCode}
          inputMode="numeric"
          value={bank}
          onChange={(event) => setBank(event.currentTarget.value)}
        />
        <TextInput
          label={p.branchCode}
          inputMode="numeric"
          value={branch}
          onChange={(event) => setBranch(event.currentTarget.value)}
        />
      </div>
      {whole && (
        <Shown of={found}>
          {({ bankName, branchName, closedOn }) => (
            <p>
              <strong>{bankName}</strong>　{branchName ?? t.noBranch}
              {closedOn && (
                <>
                  　<Status tone="bad">{t.closedOn(format.day(closedOn))}</Status>
                </>
              )}
            </p>
          )}
        </Shown>
      )}
    </Section>
  );
}

function EntryText({ of: entry }: { readonly of: Entry }) {
  const { texts, format } = useApp();
  const { payments: p } = texts;
  const t = p.banks;
  return (
    <>
      <p className={`${style.row} ${style.spread}`}>
        <strong>
          {t.acts[entry.act]}：{entry.bankCode}
          {entry.branchCode ? `-${entry.branchCode}` : ''}　{entry.name ?? ''}
        </strong>
        <Status tone={tones[entry.state]}>{p.accountStates[entry.state]}</Status>
      </p>
      <Facts
        of={[
          [t.kana, entry.kana?.normalize('NFKC')],
          [t.fromOn, format.day(entry.fromOn)],
          [t.source, entry.source],
          [p.enteredBy, `${entry.enteredByName}　${format.moment(entry.enteredAt)}`],
          [t.decidedBy, entry.decidedAt && `${entry.decidedByName ?? ''}　${format.moment(entry.decidedAt)}`],
          [p.reason, entry.reason],
        ]}
      />
    </>
  );
}

/** Another person than who entered it confirms or refuses it. */
function Decide({ of: entry }: { readonly of: Entry }) {
  const { texts } = useApp();
  const { payments: p } = texts;
  const t = p.banks;
  const confirm = useAct('post', '/bank-entries/{id}/confirmations');
  const refuse = useAct('post', '/bank-entries/{id}/refusals');
  const [refusing, setRefusing] = useState(false);
  const user = useUser();
  if (entry.enteredById === user.id) return <p className={style.hint}>{t.anotherDecides}</p>;
  return (
    <>
      <ProblemNote error={confirm.error} />
      <div className={style.row}>
        <Button size="sm" loading={confirm.pending} onClick={() => void confirm.send({ path: { id: entry.id } })}>
          {p.confirm}
        </Button>
        <Button size="sm" variant="default" onClick={() => setRefusing(true)}>
          {t.refuse}
        </Button>
      </div>
      <ReasonDialog
        opened={refusing}
        onClose={() => setRefusing(false)}
        title={t.refuse}
        label={p.reason}
        confirm={t.refuse}
        pending={refuse.pending}
        error={refuse.error}
        onConfirm={(reason) =>
          void refuse.send({ path: { id: entry.id }, body: { reason } }).then((done) => done && setRefusing(false))
        }
      />
    </>
  );
}

const longestName = 60;
const blank = { act: 'added', bankCode: '', branchCode: '', name: '', kana: '', fromOn: '', source: '' };

function Enter() {
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
