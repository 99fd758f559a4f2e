import { Button, NativeSelect } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Facts, More, Page, Shown } from '../ui/page.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
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
  if (corrections.length === 0) return <p>{texts.outlook.none[list]}</p>;
  return (
    <ul className={style.plainList}>
      {corrections.map((correction) => (
        <li key={correction.id} className={style.panel}>
          <OneCorrection of={correction} />
        </li>
      ))}
    </ul>
  );
}

function OneCorrection({ of: correction }: { readonly of: Correction }) {
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
        <CallNotice key={notice.id} of={notice} />
      ))}
      <Act of={correction} />
    </>
  );
}

/** To whom it was written, whether they have read it, and the calls about it. */
function CallNotice({ of: notice }: { readonly of: Notice }) {
  const { texts, format } = useApp();
  const t = texts.outlook;
  const isDesk = useUser().roles.includes('support');
  const call = useAct('post', '/outlook-notices/{id}/calls');
  const [calling, setCalling] = useState<'reached' | 'notReached' | null>(null);
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
          <Button size="sm" onClick={() => setCalling('reached')}>
            {t.callReached}
          </Button>
          <Button size="sm" variant="default" onClick={() => setCalling('notReached')}>
            {t.callNotReached}
          </Button>
        </p>
      )}
      {calling && (
        <ReasonDialog
          opened
          onClose={() => setCalling(null)}
          title={t.callTitle[calling]}
          lead={`${readers}：${notice.readerName ?? '－'}`}
          label={t.callNote[calling]}
          confirm={calling === 'reached' ? t.callReached : t.callNotReached}
          pending={call.pending}
          error={call.error}
          onConfirm={(note) =>
            void call
              .send({ path: { id: notice.id }, body: { reached: calling === 'reached', note } })
              .then((done) => done && setCalling(null))
          }
        />
      )}
    </div>
  );
}

/** What was done, or the way to say it for a senior adjuster. */
function Act({ of: { id, act, followed } }: { readonly of: Correction }) {
  const { texts, format } = useApp();
  const t = texts.outlook;
  const isSenior = useUser().roles.includes('senior-adjuster');
  const work = useAct('post', '/outlook-corrections/{id}/acts');
  const [isOpen, setOpen] = useState(false);
  if (act) return <p>{t.acted(format.moment(act.at), act.byName, act.done)}</p>;
  if (!isSenior || followed.length === 0) return null;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {t.act}
      </Button>
      <ReasonDialog
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t.act}
        lead={t.actLead}
        label={t.actLabel}
        confirm={t.act}
        pending={work.pending}
        error={work.error}
        onConfirm={(done) =>
          void work.send({ path: { id }, body: { done } }).then((answer) => answer && setOpen(false))
        }
      />
    </>
  );
}
