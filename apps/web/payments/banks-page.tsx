import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Facts, Page, Section } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import { ProblemNote } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { Status, type Tone } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { EnterBank } from './enter-bank.js';
import { LookUpBank } from './look-up-bank.js';

type Entry = Schemas['BankEntryDto'];
const tones: Readonly<Record<Entry['state'], Tone>> = { waiting: 'warn', confirmed: 'good', refused: 'new' };

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
      <LookUpBank />
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
      {works && <EnterBank />}
    </Page>
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
