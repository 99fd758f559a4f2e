import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { LongText } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import { Telephone } from '../ui/telephone.js';
import { checks } from '../ui/typed-values.js';
import { useKept } from '../ui/use-kept.js';
import style from './desk-case.module.css';

type Case = Schemas['CaseDto'];
export type Purpose = 'call-back' | 'tell-caller';
type Outcome = 'reached' | 'not-reached';

const longest = 2_000;

/** The calls that are promised and can be recorded now. */
export function useCallsToRecord(id: string): readonly Purpose[] {
  const isDesk = useUser().roles.includes('support');
  const { data } = useRead('/incidents/{id}/promises', { path: { id } });
  const isOpen = (purpose: Purpose): boolean => data?.promises.some(({ code }) => code === purpose) ?? false;
  return isDesk ? (['call-back', 'tell-caller'] as const).filter(isOpen) : [];
}

/**
 * What is recorded of a call with the institution, promised or further, while one talks. `isNext`: it is the one next
 * act of the page.
 */
export function RecordCall({
  of: incident,
  calls,
  isNext,
}: {
  readonly of: Case;
  readonly calls: readonly Purpose[];
  readonly isNext: boolean;
}) {
  const { texts } = useApp();
  const [t, page] = [texts.desk.call, texts.casePage];
  const { id, reporter } = incident;
  const [chosen, choose] = useState<Purpose | null>(null);
  const isDesk = useUser().roles.includes('support');
  // once what was promised is kept, a further call is recorded in the same way
  const purposes: readonly Purpose[] = isDesk && !calls.includes('call-back') ? [...calls, 'call-back'] : calls;
  const purpose = chosen !== null && purposes.includes(chosen) ? chosen : purposes[0];
  const isFurther = purpose === 'call-back' && !calls.includes('call-back');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { value: note, change, clear } = useKept(`call ${id}`, '');
  const [asked, setAsked] = useState(false);
  const tooLong = note.trim() === '' ? null : checks(texts.common).text(longest)(note);
  const { record, pending, error } = useRecord(id);
  if (purpose === undefined) return null;
  const send = async (): Promise<void> => {
    setAsked(true);
    if (tooLong !== null || (purpose === 'call-back' && outcome === null)) return;
    await record({ purpose, isFurther, reached: outcome === 'reached', note: note.trim() }, () => {
      clear();
      setOutcome(null);
      setAsked(false);
    });
  };
  return (
    <form
      noValidate
      className={`${style.composer} no-print`}
      aria-label={page.composer}
      data-letter="c"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className={style.composerHead}>
        <h2 tabIndex={-1} aria-keyshortcuts="c">
          {page.composer}
        </h2>
        <kbd aria-hidden="true">c</kbd>
        <span>
          <span className={style.quiet}>{page.callTo}</span> {reporter.name} <Telephone number={reporter.phone} />
        </span>
      </div>
      {purposes.length > 1 ? (
        <Radio.Group label={page.purpose} value={purpose} onChange={(value) => choose(value as Purpose)}>
          <div className={style.choices}>
            {purposes.map((one) => (
              <Radio
                key={one}
                size="sm"
                value={one}
                label={one === 'tell-caller' ? page.told : calls.includes(one) ? page.callBack : page.further}
              />
            ))}
          </div>
        </Radio.Group>
      ) : (
        purpose === 'tell-caller' && <p>{t.toldLead}</p>
      )}
      {purpose === 'call-back' && (
        <Radio.Group
          label={t.outcome}
          description={isFurther ? page.furtherLead : t.recordLead}
          value={outcome}
          onChange={(value) => setOutcome(value as Outcome)}
          error={asked && outcome === null ? texts.common.fieldEmpty : undefined}
        >
          <div className={style.choices}>
            <Radio size="sm" value="reached" label={t.reached} data-first />
            <Radio size="sm" value="not-reached" label={t.notReached} />
          </div>
        </Radio.Group>
      )}
      <LongText
        aria-label={page.said}
        placeholder={page.saidExample}
        rows={2}
        most={longest}
        value={note}
        onChange={change}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void send();
        }}
      />
      <ProblemNote error={error} />
      <div className={style.composerEnd}>
        <p className={style.quiet}>{page.saidInside}</p>
        <Button type="submit" variant={isNext ? 'filled' : 'default'} loading={pending}>
          {purpose === 'call-back' ? page.recordCall : t.told}
          <span className={style.caps} aria-hidden="true">
            <kbd>Ctrl</kbd>
            <kbd>Enter</kbd>
          </span>
        </Button>
      </div>
    </form>
  );
}

interface Call {
  readonly purpose: Purpose;
  /** Beside what was promised. */
  readonly isFurther: boolean;
  readonly reached: boolean;
  readonly note: string;
}

/** Puts a call on record: whether somebody was reached, or that the caller was told. */
function useRecord(id: string) {
  const { texts } = useApp();
  const t = texts.desk.call;
  const tell = useNotice();
  const back = useAct('post', '/incidents/{id}/call-backs');
  const told = useAct('post', '/incidents/{id}/acknowledgements');
  const record = async ({ purpose, isFurther, reached, note }: Call, onDone: () => void): Promise<void> => {
    const noted = note === '' ? {} : { note };
    const path = { id };
    const done =
      purpose === 'call-back'
        ? await back.send({ path, body: { reached, ...noted } }, onDone)
        : await told.send({ path, body: noted }, onDone);
    if (!done) return;
    const [isReached, isNotReached] = isFurther
      ? [t.doneFurtherReached, t.doneFurtherNotReached]
      : [t.doneReached, t.doneNotReached];
    tell(purpose === 'tell-caller' ? t.doneTold : reached ? isReached : isNotReached);
  };
  return { record, pending: back.pending || told.pending, error: back.error ?? told.error };
}
