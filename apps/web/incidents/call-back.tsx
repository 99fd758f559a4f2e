import { Button, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import style from '../ui/ui.module.css';
import { PromiseList } from './open-requests.js';

/** Records a call back: whether somebody was reached. */
export function CallBackButton({ caseId, compact = false }: { readonly caseId: string; readonly compact?: boolean }) {
  const { texts } = useApp();
  const t = texts.desk.call;
  const tell = useNotice();
  const [opened, setOpened] = useState(false);
  const [outcome, setOutcome] = useState<'reached' | 'not-reached' | null>(null);
  const [asked, setAsked] = useState(false);
  const record = useAct('post', '/incidents/{id}/call-backs');
  return (
    <>
      <Button size={compact ? 'compact-sm' : 'sm'} variant="default" onClick={() => setOpened(true)}>
        {compact ? t.recordShort : t.record}
      </Button>
      <ReasonDialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={t.record}
        lead={t.recordLead}
        label={t.note}
        hint={t.noteHint}
        reason="optional"
        confirm={t.save}
        pending={record.pending}
        error={record.error}
        onConfirm={(note) => {
          setAsked(true);
          if (outcome === null) return;
          const body = { reached: outcome === 'reached', ...(note === '' ? {} : { note }) };
          void record.send({ path: { id: caseId }, body }).then((done) => {
            if (!done) return;
            setOpened(false);
            setOutcome(null);
            setAsked(false);
            tell(outcome === 'reached' ? t.doneReached : t.doneNotReached);
          });
        }}
      >
        <Radio.Group
          label={t.outcome}
          value={outcome}
          onChange={(value) => setOutcome(value as 'reached' | 'not-reached')}
          error={asked && outcome === null ? texts.common.fieldEmpty : undefined}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="reached" label={t.reached} />
            <Radio value="not-reached" label={t.notReached} />
          </Stack>
        </Radio.Group>
      </ReasonDialog>
    </>
  );
}

/** The caller was told on the telephone. */
function ToldButton({ caseId }: { readonly caseId: string }) {
  const { texts } = useApp();
  const t = texts.desk.call;
  const tell = useNotice();
  const [opened, setOpened] = useState(false);
  const record = useAct('post', '/incidents/{id}/acknowledgements');
  return (
    <>
      <Button size="sm" variant="default" onClick={() => setOpened(true)}>
        {t.told}
      </Button>
      <ReasonDialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={t.told}
        lead={t.toldLead}
        label={t.note}
        hint={t.noteHint}
        reason="optional"
        confirm={t.save}
        pending={record.pending}
        error={record.error}
        onConfirm={(note) =>
          void record.send({ path: { id: caseId }, body: note === '' ? {} : { note } }).then((done) => {
            if (!done) return;
            setOpened(false);
            tell(t.doneTold);
          })
        }
      />
    </>
  );
}

/** What the insurer has promised in a case, and what the desk records of its calls. */
export function DeskPromises({ of: { id } }: { readonly of: Schemas['CaseDto'] }) {
  const { texts } = useApp();
  const t = texts.desk.call;
  const isDesk = useUser().roles.includes('support');
  const open = useRead('/incidents/{id}/promises', { path: { id } });
  return (
    <Section title={t.promises}>
      <Shown of={open}>
        {({ promises }) => (
          <>
            {promises.length === 0 ? <p>{t.noPromises}</p> : <PromiseList of={promises} />}
            {isDesk && (
              <div className={`${style.row} no-print`}>
                {promises.some(({ code }) => code === 'call-back') && <CallBackButton caseId={id} />}
                {promises.some(({ code }) => code === 'tell-caller') && <ToldButton caseId={id} />}
              </div>
            )}
          </>
        )}
      </Shown>
      <Calls caseId={id} />
    </Section>
  );
}

/** Calls that were made, with what was noted. */
function Calls({ caseId }: { readonly caseId: string }) {
  const { texts, format } = useApp();
  const t = texts.desk.call;
  const calls = useRead('/incidents/{id}/desk-calls', { path: { id: caseId } });
  if (!calls.data || calls.data.items.length === 0) return null;
  return (
    <ul className={style.plainList}>
      {calls.data.items.map((call) => (
        <li key={call.id} className={style.hint}>
          {call.calledAt === null
            ? t.notRecorded
            : `${format.moment(call.calledAt)}　${t.outcomes[`${call.purpose} ${call.outcome}`] ?? ''}` +
              `（${call.recordedByName ?? ''}）`}
          {call.note && (
            <>
              <br />
              {call.note}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
