import { NativeSelect } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Refused, type Schemas, type Sent } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { DayField, LongText } from '../ui/fields.js';
import { NameValues } from '../ui/name-values.js';
import { Facts } from '../ui/page.js';
import { faultsOf } from '../ui/problem.js';
import { checks, pastDayOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useKept } from '../ui/use-kept.js';
import { useClockDraft } from './use-drafts.js';

export type ClockAct = Schemas['DraftClockDto']['act'];
type Ground = NonNullable<Schemas['DraftClockDto']['ground']>;

const longestText = 2_000;
const grounds: readonly Ground[] = [
  'disaster-area',
  'expert-appraisal',
  'public-body-inquiry',
  'survey-abroad',
  'private-forensic',
];

interface Typed {
  readonly ground: Ground | '';
  readonly day: string;
  /** What the claimant is told. */
  readonly told: string;
}
const blank: Typed = { ground: '', day: '', told: '' };

/** An act as the server is asked about it; null while something that it rests on is missing. */
function draftOf(act: ClockAct, { ground, day, told }: Typed): Sent<'DraftClockDto'> | null {
  const words = told.trim() === '' ? {} : { told: told.trim() };
  if (act === 'extend') return ground === '' ? null : { act, ground, ...words };
  const on = pastDayOf(day);
  return on === null ? null : { act, day: on, ...(act === 'complete' ? words : {}) };
}

/** Asks for what an act on the time to pay needs, and shows the days and the letter that come of it. */
export function ClockDialog({
  act,
  expenseId,
  onClose,
}: {
  readonly act: ClockAct;
  readonly expenseId: string;
  readonly onClose: () => void;
}) {
  const { texts } = useApp();
  const t = texts.acts.clock;
  const form = useKept<Typed>(`clock ${act} ${expenseId}`, blank);
  const [asked, setAsked] = useState(false);
  const doing = useClockActs(expenseId);
  const body = draftOf(act, form.value);
  const draft = useClockDraft(expenseId, body);
  const { ground, day, told } = form.value;
  const check = checks(texts.common);
  const isTold = act === 'extend' || act === 'complete';
  const faults = {
    ground: act === 'extend' && ground === '' ? t.groundChoose : null,
    day: act === 'extend' ? null : check.pastDay(day),
    told: isTold ? check.text(longestText)(told) : null,
  };
  return (
    <ActDialog
      onClose={onClose}
      title={t[act]}
      lead={t[`${act}Lead`]}
      label={t.reason}
      hint={texts.decisions.goesInto.inside}
      reason={act === 'extend' || act === 'suspend' ? 'required' : 'none'}
      keep={`clock reason ${act} ${expenseId}`}
      doing={doing.of(act)}
      isHeld={draft.isStale}
      onAsked={() => setAsked(true)}
      send={async (reason) => {
        if (Object.values(faults).some((fault) => fault !== null)) return undefined;
        const done = await doing.send(act, { ground, day: pastDayOf(day) ?? '', told: told.trim(), reason });
        if (done) form.clear();
        return done;
      }}
    >
      <Fields act={act} form={form} faults={asked ? faults : null} error={doing.of(act).error} />
      <After draft={draft} isFilled={body !== null} />
    </ActDialog>
  );
}

interface Given {
  readonly ground: Ground | '';
  readonly day: string;
  readonly told: string;
  readonly reason: string;
}

/** The four acts on the time to pay; what was done is said above the page. */
function useClockActs(id: string) {
  const tell = useNotice();
  const { done } = useApp().texts.acts.clock;
  const acts = {
    extend: useAct('post', '/expenses/{id}/clock-extensions'),
    complete: useAct('post', '/expenses/{id}/completions'),
    suspend: useAct('post', '/expenses/{id}/clock-suspensions'),
    resume: useAct('post', '/expenses/{id}/clock-resumptions'),
  };
  const path = { id };
  const said = (): void => tell(done);
  return {
    of: (act: ClockAct) => acts[act],
    send: (act: ClockAct, { ground, day, told, reason }: Given): Promise<unknown> => {
      switch (act) {
        case 'extend':
          if (ground === '') return Promise.resolve(undefined);
          return acts.extend.send({ path, body: { ground, reason, notice: told } }, said);
        case 'complete':
          return acts.complete.send({ path, body: { completeOn: day, missing: told } }, said);
        case 'suspend':
          return acts.suspend.send({ path, body: { fromOn: day, reason } }, said);
        case 'resume':
          return acts.resume.send({ path, body: { toOn: day } }, said);
      }
    },
  };
}

function Fields({
  act,
  form,
  faults,
  error,
}: {
  readonly act: ClockAct;
  readonly form: { readonly value: Typed; readonly change: (typed: Typed) => void };
  readonly faults: Readonly<Record<keyof Typed, string | null>> | null;
  readonly error: unknown;
}) {
  const { texts, say } = useApp();
  const t = texts.acts.clock;
  const isSenior = useUser().roles.includes('senior-adjuster');
  const refused = faultsOf(error, say);
  const change = (more: Partial<Typed>): void => form.change({ ...form.value, ...more });
  const { ground, day, told } = form.value;
  const dayNames = { extend: '', complete: t.completeDay, suspend: t.fromDay, resume: t.toDay };
  const offered = grounds.filter((one) => isSenior || one !== 'private-forensic');
  return (
    <>
      {act === 'extend' ? (
        <NativeSelect
          label={t.ground}
          value={ground}
          onChange={(event) => change({ ground: event.currentTarget.value as Ground | '' })}
          error={faults?.ground}
          data={[{ value: '', label: t.groundChoose }, ...offered.map((value) => ({ value, label: t.grounds[value] }))]}
        />
      ) : (
        <DayField
          past
          label={dayNames[act]}
          value={day}
          onChange={(typed) => change({ day: typed })}
          error={faults?.day ?? refused['/completeOn'] ?? refused['/fromOn'] ?? refused['/toOn']}
        />
      )}
      {(act === 'extend' || act === 'complete') && (
        <LongText
          label={act === 'extend' ? t.notice : t.missing}
          rows={2}
          most={longestText}
          value={told}
          onChange={(typed) => change({ told: typed })}
          error={faults?.told}
        />
      )}
    </>
  );
}

/** The days after the act beside those of now, and the letter as its receiver will read it: both by the server. */
function After({ draft, isFilled }: { readonly draft: ReturnType<typeof useClockDraft>; readonly isFilled: boolean }) {
  const { texts, format, say } = useApp();
  const t = texts.acts.clock;
  const { data, error, isStale } = draft;
  const moved = (now: string | null, then: string | null): ReactNode =>
    then === null ? null : now === null || now === then ? (
      format.day(then)
    ) : (
      <>
        <strong>{format.day(then)}</strong>（{t.was(format.day(now))}）
      </>
    );
  return (
    <section aria-label={t.preview} className={`${style.panel} ${style.soft}`}>
      <h2 className={style.sub}>{t.preview}</h2>
      {!isFilled ? (
        <p className={style.hint}>{t.previewOnceFilled}</p>
      ) : error ? (
        // no alert that moves the page while one types
        <p className={style.hint}>{error instanceof Refused ? say(error.body) : texts.common.notLoaded}</p>
      ) : data && !isStale ? (
        <>
          {data.after.lastDay === null && <p>{t.notComplete}</p>}
          <NameValues
            of={[
              [t.completeOn, moved(data.before.completeOn, data.after.completeOn)],
              [t.lastDay, moved(data.before.lastDay, data.after.lastDay)],
              [t.payBy, moved(data.before.payBy, data.after.payBy)],
            ]}
          />
          {data.notice && <Notice of={data.notice} />}
        </>
      ) : (
        <p role="status">{texts.common.loading}</p>
      )}
    </section>
  );
}

/** The letter is Japanese, whatever language its writer reads. */
function Notice({ of: notice }: { readonly of: Schemas['NoticePreviewDto'] }) {
  const t = useApp().texts.acts.clock;
  return (
    <section aria-label={t.noticePreview}>
      <h3 className={style.sub}>{t.noticePreview}</h3>
      <div lang="ja">
        <p>
          <strong>{notice.titleJa}</strong>
        </p>
        <p>{notice.openingJa}</p>
        <Facts of={notice.facts.map(({ name, value }) => [name, <span className={style.typed}>{value}</span>])} />
      </div>
    </section>
  );
}
