import { Button, NativeSelect } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { Facts, Page } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import { Status, toneOfCase, toneOfCoverage, toneOfSupport } from '../ui/status.js';
import style from '../ui/ui.module.css';

type Correction = Schemas['OutlookCorrectionDto'];
type Notice = Correction['notices'][number];

const lists = ['to-call', 'to-act', 'all'] as const;
type List = (typeof lists)[number];

/** Cases that were told of cover otherwise than holds: whom to call, and what a senior adjuster works off. */
export function OutlookCorrectionsPage() {
  const { texts } = useApp();
  const t = texts.outlook;
  const isDesk = useUser().roles.includes('support');
  const search = useSearch({ from: '/outlook-corrections' });
  const navigate = useNavigate({ from: '/outlook-corrections' });
  const asked = lists.find((list) => list === search.list) ?? (isDesk ? 'to-call' : 'to-act');
  const list = useList('/outlook-corrections', { query: { list: asked } });
  return (
    <Page title={t.title}>
      <p className={style.hint}>{t.lead}</p>
      <NativeSelect
        maw="20rem"
        label={texts.shell.outlookCorrections}
        value={asked}
        onChange={(event) => void navigate({ search: { list: event.currentTarget.value } })}
        data={lists.map((value) => ({ value, label: t.lists[value] }))}
      />
      <div className={style.section}>
        <Shown of={{ ...list, data: list.items }}>
          {(corrections) => <Corrections of={corrections} list={asked} />}
        </Shown>
        <More of={list} label={texts.shell.more} />
      </div>
    </Page>
  );
}

function Corrections({ of: corrections, list }: { readonly of: readonly Correction[]; readonly list: List }) {
  const { texts } = useApp();
  // beside the list: a colleague may be first, and the row goes
  const [noting, setNoting] = useState<Noting | null>(null);
  const close = (): void => setNoting(null);
  return (
    <>
      {corrections.length === 0 ? (
        <p>{texts.outlook.none[list]}</p>
      ) : (
        <ul className={style.plainList}>
          {corrections.map((correction) => (
            <li key={correction.id} className={style.panel}>
              <OneCorrection of={correction} onNote={setNoting} />
            </li>
          ))}
        </ul>
      )}
      {noting?.what === 'call' && <NoteCall key={noting.notice.id} of={noting} onClose={close} />}
      {noting?.what === 'act' && <NoteAct key={noting.id} id={noting.id} onClose={close} />}
    </>
  );
}

/** What somebody is about to record: how a call went, or what was done of a correction. */
type Noting =
  | { readonly what: 'call'; readonly notice: Notice; readonly how: 'reached' | 'notReached' }
  | { readonly what: 'act'; readonly id: string };
type OnNote = (noting: Noting) => void;

function OneCorrection({ of: correction, onNote }: { readonly of: Correction; readonly onNote: OnNote }) {
  const { texts, format } = useApp();
  const t = texts.outlook;
  const { coverageOutlook, supportOutlook } = texts.cases.words;
  return (
    <>
      <p className={`${style.row} ${style.spread}`}>
        <Link to="/cases/$id" params={{ id: correction.incidentId }} data-row>
          {correction.caseNumber}
        </Link>
        <span>{correction.institutionName ?? texts.cases.notMatched}</span>
      </p>
      <Facts
        of={[
          [t.state, <Status tone={toneOfCase(correction.state)}>{texts.cases.stateNames[correction.state]}</Status>],
          [t.told, coverageOutlook[correction.told]],
          [t.toldTime, t.span(format.moment(correction.toldFrom), format.moment(correction.toldUntil))],
          [
            t.coverageNow,
            <Status tone={toneOfCoverage(correction.coverageOutlook)}>
              {coverageOutlook[correction.coverageOutlook]}
            </Status>,
          ],
          [
            t.supportNow,
            <Status tone={toneOfSupport(correction.supportOutlook)}>
              {supportOutlook[correction.supportOutlook]}
            </Status>,
          ],
        ]}
      />
      {correction.followed.length > 0 && (
        <ul>
          {correction.followed.map((kind) => (
            <li key={kind}>
              {kind === 'lines-withdrawn'
                ? t.linesWithdrawn(format.count(correction.linesWithdrawn))
                : t.followed[kind as keyof typeof t.followed]}
            </li>
          ))}
        </ul>
      )}
      {correction.notices.map((notice) => (
        <CallNotice key={notice.id} of={notice} onNote={onNote} />
      ))}
      <Act of={correction} onNote={onNote} />
    </>
  );
}

/** To whom it was written, whether they have read it, and the calls about it. */
function CallNotice({ of: notice, onNote }: { readonly of: Notice; readonly onNote: OnNote }) {
  const { texts, format } = useApp();
  const t = texts.outlook;
  const isDesk = useUser().roles.includes('support');
  const wasReached = notice.calls.some(({ reached }) => reached);
  const readers = t.readers[notice.reader];
  return (
    <div className={style.section}>
      <p>
        <strong>
          {readers}：{notice.readerName ?? '－'}
        </strong>{' '}
        {notice.readAt ? t.read(format.moment(notice.readAt)) : t.unread}
      </p>
      {notice.calls.length > 0 && (
        <ul>
          {notice.calls.map(({ at, byName, reached, note }) => (
            <li key={at}>{t.callLine(format.moment(at), byName, reached ? t.reached : t.notReached, note)}</li>
          ))}
        </ul>
      )}
      {isDesk && !wasReached && (
        <p className={style.row}>
          <Button size="sm" onClick={() => onNote({ what: 'call', notice, how: 'reached' })}>
            {t.callReached}
          </Button>
          <Button size="sm" variant="default" onClick={() => onNote({ what: 'call', notice, how: 'notReached' })}>
            {t.callNotReached}
          </Button>
        </p>
      )}
    </div>
  );
}

function NoteCall({
  of: { notice, how },
  onClose,
}: {
  readonly of: Extract<Noting, { what: 'call' }>;
  readonly onClose: () => void;
}) {
  const { texts } = useApp();
  const t = texts.outlook;
  const call = useAct('post', '/outlook-notices/{id}/calls');
  return (
    <ActDialog
      onClose={onClose}
      title={t.callTitle[how]}
      lead={`${t.readers[notice.reader]}：${notice.readerName ?? '－'}`}
      label={t.callNote[how]}
      confirm={how === 'reached' ? t.callReached : t.callNotReached}
      keep={`outlook-call ${notice.id}`}
      doing={call}
      send={(note) => call.send({ path: { id: notice.id }, body: { reached: how === 'reached', note } })}
    />
  );
}

/** What was done, or the way to say it for a senior adjuster. */
function Act({ of: { id, act, followed }, onNote }: { readonly of: Correction; readonly onNote: OnNote }) {
  const { texts, format } = useApp();
  const t = texts.outlook;
  const isSenior = useUser().roles.includes('senior-adjuster');
  if (act) return <p>{t.acted(format.moment(act.at), act.byName, act.done)}</p>;
  if (!isSenior || followed.length === 0) return null;
  return (
    <Button size="sm" onClick={() => onNote({ what: 'act', id })}>
      {t.act}
    </Button>
  );
}

function NoteAct({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { texts } = useApp();
  const t = texts.outlook;
  const work = useAct('post', '/outlook-corrections/{id}/acts');
  return (
    <ActDialog
      onClose={onClose}
      title={t.act}
      lead={t.actLead}
      label={t.actLabel}
      keep={`outlook-act ${id}`}
      doing={work}
      send={(done) => work.send({ path: { id }, body: { done } })}
    />
  );
}
