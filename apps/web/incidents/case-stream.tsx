import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { count, dayInJapan } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useList, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Shown } from '../ui/shown.js';
import { useNow } from '../ui/use-now.js';
import style from './desk-case.module.css';
import { EndAsk } from './end-ask.js';
import { MessageAsk } from './message-ask.js';
import { MessageRead } from './message-read.js';
import { streamKindOf, streamKinds, type StreamKind } from './stream-kinds.js';
import { toMessages, usePart, withPart } from './use-part.js';

type Line = Schemas['TimelineLineDto'];
type Call = Schemas['DeskCallDto'];
type Message = Schemas['CaseMessageDto'];

/** A line of the stream; `note`: what was noted inside; `message`: what it is, instead of a sentence about it. */
interface StreamLine {
  readonly id: string;
  readonly at: string;
  readonly kind: StreamKind;
  readonly text: string;
  readonly by: string | null;
  readonly isInside: boolean;
  readonly note: string | null;
  readonly message: Message | null;
}

/** What happened, newest first, a line an event; the tabs show one kind each, with how many there are. */
export function CaseStream({ id }: { readonly id: string }) {
  const { texts } = useApp();
  const t = texts.casePage;
  const chosen = usePart('kind', ['all', ...streamKinds]);
  const { isWhole, lines, ...query } = useStream(id);
  const place = useRef<HTMLElement>(null);
  const isCalled = useLocation().hash === toMessages && lines !== undefined;
  useEffect(() => {
    if (isCalled) place.current?.focus();
  }, [isCalled]);
  return (
    <section ref={place} tabIndex={-1} className={style.stream} aria-label={texts.cases.timeline}>
      <h2 className="visually-hidden">{texts.cases.timeline}</h2>
      <Shown of={{ ...query, data: lines }}>
        {(all) => {
          const of = (kind: 'all' | StreamKind) => all.filter((line) => kind === 'all' || line.kind === kind);
          const shown = of(chosen);
          return (
            <>
              <nav className={`${style.tabs} no-print`} aria-label={t.streamLabel}>
                {(['all', ...streamKinds] as const)
                  .filter((kind) => kind === 'all' || kind === chosen || of(kind).length > 0)
                  .map((kind) => (
                    <Link
                      key={kind}
                      to="/cases/$id"
                      params={{ id }}
                      search={withPart('kind', kind)}
                      replace
                      resetScroll={false}
                      aria-current={kind === chosen ? 'true' : undefined}
                    >
                      {isWhole ? t.withCount(t.streamKinds[kind], String(count(of(kind)))) : t.streamKinds[kind]}
                    </Link>
                  ))}
              </nav>
              {shown.length === 0 ? (
                <p>{all.length === 0 ? texts.cases.timelineEmpty : t.streamNone}</p>
              ) : (
                <Days of={shown} caseId={id} />
              )}
            </>
          );
        }}
      </Shown>
    </section>
  );
}

interface Paged {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isError: boolean;
  readonly fetchNextPage: () => unknown;
}

/** Reads a list to its end. */
function useToItsEnd<L extends Paged>(list: L): L {
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  return list;
}

/** The notes and messages of a case as lines; none for who may not read them. */
function useWritten(id: string): readonly StreamLine[] {
  const enabled = useUser().roles.some((role) => ['support', 'adjuster', 'senior-adjuster', 'auditor'].includes(role));
  const asked = { path: { id }, query: { limit: 200 } };
  const notes = useToItsEnd(useList('/incidents/{id}/notes', asked, { enabled }));
  const messages = useToItsEnd(useList('/incidents/{id}/messages', asked, { enabled }));
  const noteLine = (note: Schemas['CaseNoteDto']): StreamLine => ({
    ...{ id: note.id, at: note.writtenAt, kind: 'notes', by: note.writtenByName },
    ...{ text: '', isInside: true, note: note.text, message: null },
  });
  const messageLine = (message: Message): StreamLine => ({
    ...{ id: message.id, at: message.writtenAt, kind: 'messages', by: message.writtenByName },
    ...{ text: '', isInside: false, note: null, message },
  });
  return [...(notes.items ?? []).map(noteLine), ...(messages.items ?? []).map(messageLine)];
}

/** The timeline with what was noted and written, newest first, read to its end: the tabs count all of it. */
function useStream(id: string) {
  const { say, texts } = useApp();
  const { data: noted } = useRead('/incidents/{id}/desk-calls', { path: { id } });
  const list = useToItsEnd(useList('/incidents/{id}/timeline', { path: { id }, query: { limit: 200 } }));
  const written = useWritten(id);
  const calls = noted?.items ?? [];
  // what was written stands there itself, not a line that says so
  const isWritten = ({ data }: Line): boolean =>
    written.some((line) => line.id === data['noteId'] || line.id === data['messageId']);
  const lineOf = (line: Line): StreamLine => ({
    id: line.id,
    at: line.at,
    kind: streamKindOf(line.kind),
    text: say(line),
    by: line.personName,
    isInside: line.audience === 'insurer',
    note: calls.find((call) => call.id === line.data['callId'])?.note ?? null,
    message: null,
  });
  // a call from before calls were recorded has no line of its own
  const oldCallOf = (call: Call): StreamLine => ({
    id: call.id,
    at: call.recordedAt,
    kind: 'calls',
    text: texts.desk.call.notRecorded,
    by: null,
    isInside: true,
    note: call.note,
    message: null,
  });
  const lines = list.items && [
    ...list.items.filter((line) => !isWritten(line)).map(lineOf),
    ...written,
    ...calls.filter(({ calledAt }) => calledAt === null).map(oldCallOf),
  ];
  return {
    lines: lines?.toReversed().toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at)),
    isWhole: !list.hasNextPage,
    error: list.error,
    isPending: list.isPending,
    refetch: list.refetch,
  };
}

/** Lines under the day on which they happened. */
function Days({ of: lines, caseId }: { readonly of: readonly StreamLine[]; readonly caseId: string }) {
  const { texts, format } = useApp();
  const today = dayInJapan(new Date(useNow()));
  const dayOf = ({ at }: StreamLine): string => dayInJapan(new Date(at));
  return [...new Set(lines.map(dayOf))].map((day) => (
    <div key={day}>
      <h3>{day === today ? texts.casePage.today(format.day(day)) : format.day(day)}</h3>
      <ol>
        {lines
          .filter((line) => dayOf(line) === day)
          .map((line) => (
            <OneLine key={line.id} of={line} caseId={caseId} />
          ))}
      </ol>
    </div>
  ));
}

function OneLine({
  of: { at, kind, text, by, isInside, note, message },
  caseId,
}: {
  readonly of: StreamLine;
  readonly caseId: string;
}) {
  const { texts, format } = useApp();
  const t = texts.casePage;
  return (
    <li className={isInside ? style.inside : undefined}>
      <time dateTime={at} title={format.moment(at)}>
        {format.time(at)}
      </time>
      <span className={style.kind}>
        {t.streamKinds[kind]}
        {isInside && `　${t.inside}`}
      </span>
      <div>
        {message ? (
          <Said of={message} caseId={caseId} />
        ) : kind === 'notes' && note ? (
          <p className={style.said}>
            {note}　<span className={style.by}>{by}</span>
          </p>
        ) : (
          <>
            <Weighted>{text}</Weighted>
            {by && <span className={style.by}>　{by}</span>}
            {note && (
              <p className={style.note}>
                <span className={style.by}>{t.inside}</span>　{note}
              </p>
            )}
          </>
        )}
      </div>
    </li>
  );
}

/** A message with whose it is, who wrote it and who has read it. */
function Said({ of: message, caseId }: { readonly of: Message; readonly caseId: string }) {
  const { texts } = useApp();
  const { side, text, writtenByName } = message;
  return (
    <>
      <p>
        <strong>{texts.messages[side]}</strong>
        {writtenByName && <span className={style.by}>　{writtenByName}</span>}
      </p>
      <p className={style.said}>{text}</p>
      <MessageAsk of={message}>
        <EndAsk of={message} caseId={caseId} />
      </MessageAsk>
      <MessageRead of={message} />
    </>
  );
}

/** Amounts and words between quotation marks are what one looks for in a sentence. */
const weighty = /((?<![\d,])\d{1,3}(?:,\d{3}){0,5}円|¥\d{1,3}(?:,\d{3}){0,5}|「[^「」]{1,80}」|“[^“”]{1,80}”)/;

function Weighted({ children: text }: { readonly children: string }) {
  return text.split(weighty).map((part, at) => (at % 2 === 1 ? <strong key={at}>{part}</strong> : part));
}
