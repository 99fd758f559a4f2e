import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { DayField } from '../ui/fields.js';
import { usePageActs } from '../ui/page-acts.js';
import { faultsOf } from '../ui/problem.js';
import { checks, dayOf } from '../ui/typed-values.js';
import { useKept } from '../ui/use-kept.js';
import style from './desk-case.module.css';
import { RecordCall, type Purpose } from './record-call.js';
import { WriteText } from './write-text.js';

type Case = Schemas['CaseDto'];

/** What is written on a case, by the letter that leads to it. */
const letters = { call: 'c', message: 'm', note: 'n' } as const;
export type Composed = keyof typeof letters;

const kinds = Object.keys(letters) as Composed[];

/** What a letter leads to; null where it is another part's. */
export const composedBy = (letter: string): Composed | null => kinds.find((kind) => letters[kind] === letter) ?? null;

/** What the reader may write on a case: calls are the desk's. */
export function useComposed(): readonly Composed[] {
  const { roles } = useUser();
  const isDesk = roles.includes('support');
  const writes = roles.some((role) => ['support', 'adjuster', 'senior-adjuster'].includes(role));
  return kinds.filter((kind) => (kind === 'call' ? isDesk : writes));
}

/** What may be written on the case is offered among the acts of its page; `goTo` leads to a letter's part. */
export function useComposerActs(goTo: (letter: string) => void): void {
  const { casePage, messages } = useApp().texts;
  const names = { call: casePage.composer, message: messages.deskSend, note: messages.noteTitle };
  usePageActs(
    useComposed().map((kind) => ({ name: names[kind], press: letters[kind], run: () => goTo(letters[kind]) })),
  );
}

/** A call, a message to the institution or a note: one at a time. What was typed in another one stays. */
export function Composer({
  of: incident,
  calls,
  isNext,
  chosen,
  onChoose,
}: {
  readonly of: Case;
  readonly calls: readonly Purpose[];
  /** To record a call is the one next act of the page. */
  readonly isNext: boolean;
  readonly chosen: Composed | null;
  readonly onChoose: (kind: Composed) => void;
}) {
  const { texts } = useApp();
  const t = texts.messages;
  const mine = useComposed();
  const kind = chosen !== null && mine.includes(chosen) ? chosen : mine[0];
  if (kind === undefined) return null;
  return (
    <>
      {mine.length > 1 && (
        <div className={`${style.tabs} no-print`} role="group" aria-label={t.composing}>
          {mine.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === kind}
              aria-keyshortcuts={letters[one]}
              onClick={() => onChoose(one)}
            >
              {t[one]} <kbd aria-hidden="true">{letters[one]}</kbd>
            </button>
          ))}
        </div>
      )}
      {mine.map((one) => (
        <div key={one} hidden={one !== kind}>
          {one === 'call' ? (
            <RecordCall of={incident} calls={calls} isNext={isNext} />
          ) : one === 'message' ? (
            <WriteMessage caseId={incident.id} />
          ) : (
            <WriteNote caseId={incident.id} />
          )}
        </div>
      ))}
    </>
  );
}

/** A note for the insurer alone. */
function WriteNote({ caseId }: { readonly caseId: string }) {
  const t = useApp().texts.messages;
  const act = useAct('post', '/incidents/{id}/notes');
  return (
    <WriteText
      keep={`note ${caseId}`}
      letter={letters.note}
      words={{
        ...{ title: t.noteTitle, field: t.noteField, example: t.noteExample },
        ...{ lead: t.noteInside, send: t.noteSend, done: t.noteWritten },
      }}
      doing={act}
      send={(text, onDone) => act.send({ path: { id: caseId }, body: { text } }, onDone)}
    />
  );
}

/** A message of the insurer to the institution, with the day by which it asks for an answer, if it does. */
function WriteMessage({ caseId }: { readonly caseId: string }) {
  const { texts, say } = useApp();
  const t = texts.messages;
  const act = useAct('post', '/incidents/{id}/messages');
  const { value: day, change: setDay, clear } = useKept(`message-day ${caseId}`, '');
  const [asked, setAsked] = useState(false);
  const fault = checks(texts.common).dayOrNone(day);
  return (
    <WriteText
      keep={`message ${caseId}`}
      letter={letters.message}
      words={{
        ...{ title: t.deskTitle, field: t.deskField, example: t.deskExample },
        ...{ lead: t.deskLead, send: t.deskSend, done: t.sent },
      }}
      doing={act}
      send={async (text, onDone) => {
        setAsked(true);
        if (fault !== null) return undefined;
        const asksBy = dayOf(day);
        return act.send({ path: { id: caseId }, body: { text, ...(asksBy === null ? {} : { asksBy }) } }, () => {
          onDone();
          clear();
          setAsked(false);
        });
      }}
    >
      <DayField
        label={`${t.askBy}（${texts.common.optional}）`}
        value={day}
        onChange={setDay}
        error={(asked ? fault : null) ?? faultsOf(act.error, say)['/asksBy']}
      />
    </WriteText>
  );
}
