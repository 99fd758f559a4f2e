import { Button, Stack, Text } from '@mantine/core';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { act, keeper, LineLost, readSession, type Schemas } from '../api/api.js';
import { useSpeech, type Language } from '../text/language.js';
import type { ReportEntryText } from '../text/ja/report.js';
import { DeskNumbers } from '../ui/desk-numbers.js';
import { Confirmation } from './confirmation.js';
import { bodyOf, stepsOf, type Draft, type Reporter, type Step } from './draft.js';
import { Heading } from './heading.js';
import { Question } from './questions.js';
import style from './report.module.css';
import { sendOnce } from './sending.js';
import { Sending, type SendState } from './sending-page.js';
import { useDraft } from './use-draft.js';

const tryAgainMs = 5_000;

/** The report from the first question to the confirmation. */
export function Report({ chooseLanguage }: { readonly chooseLanguage: (language: Language) => void }) {
  const { texts, language } = useSpeech<ReportEntryText>();
  const t = texts.report;
  const { draft, kept, change, begin, look } = useDraft();
  const [reporter, setReporter] = useState<Reporter>(null);
  const takeSession = useCallback((session: Schemas['SessionAnswer']) => {
    keeper.csrfToken = session.csrfToken;
    setReporter(session.user);
  }, []);
  const owner = draft?.ownerId ?? null;
  useEffect(() => {
    const again = async (): Promise<void> => {
      const session = await readSession();
      takeSession(session);
      // nothing goes on as somebody else
      if (owner !== null && owner !== session.user.id) throw new LineLost();
    };
    // a page that was opened without a line knows no session yet
    keeper.regain = again;
    again().catch(() => undefined);
  }, [takeSession, owner]);
  useEffect(() => {
    document.title = `${t.title} - ${texts.common.product}`;
  }, [t, texts]);

  return (
    <div className={style.page}>
      <header className={style.top}>
        <a className={style.brand} href="/">
          {texts.common.product}
        </a>
        <button
          type="button"
          className={`${style.language} no-print`}
          lang={language === 'ja' ? 'en' : 'ja'}
          onClick={() => chooseLanguage(language === 'ja' ? 'en' : 'ja')}
        >
          {language === 'ja' ? texts.common.english : texts.common.japanese}
        </button>
      </header>
      <DeskNumbers />
      <main>
        {draft === null ? (
          <Text>{texts.common.loading}</Text>
        ) : (
          <Stage
            draft={draft}
            change={change}
            begin={begin}
            look={look}
            reporter={reporter}
            takeSession={takeSession}
            kept={kept}
          />
        )}
      </main>
    </div>
  );
}

interface StageProps {
  readonly draft: Draft;
  readonly change: (to: (draft: Draft) => Draft) => void;
  readonly begin: () => void;
  readonly look: () => Promise<void>;
  readonly reporter: Reporter;
  readonly takeSession: (session: Schemas['SessionAnswer']) => void;
  readonly kept: boolean;
}

function Stage({ draft, change, begin, look, reporter, takeSession, kept }: StageProps) {
  const { texts } = useSpeech<ReportEntryText>();
  const t = texts.report;
  const [state, setState] = useState<SendState>({ kind: 'sending' });
  const running = useRef(false);
  const { raisedBy } = draft.answers;
  const body = JSON.stringify(
    bodyOf(draft.answers, reporter, {
      raiser: raisedBy ? `${t.answers.raisedBy}: ${t.raisedBy[raisedBy]}` : '',
      abroad: `${t.answers.place}: ${t.placeAbroad}`,
    }),
  );
  const isAnothers = draft.ownerId !== null && reporter !== null && draft.ownerId !== reporter.id;
  // it becomes theirs with what they answer or send
  const claim = useEffectEvent((id: string) => change((now) => (now.ownerId === null ? { ...now, ownerId: id } : now)));
  const hasBegun = draft.step !== 'door' || draft.sending;
  useEffect(() => {
    if (reporter && hasBegun) claim(reporter.id);
  }, [reporter, hasBegun]);

  const send = async (): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setState({ kind: 'sending' });
    try {
      // remembered before it goes out: a page that is closed meanwhile may have sent it
      change((now) => ({ ...now, attempts: [...now.attempts.filter((one) => one !== body), body] }));
      const { outcome, attempts } = await sendOnce(draft, body, (text, key) =>
        act('post', '/incidents', { body: JSON.parse(text) as Schemas['ReportIncidentDto'], key }),
      );
      change((now) => ({
        ...now,
        attempts,
        sending: outcome.kind === 'unknown' || outcome.kind === 'no-session',
        ...(outcome.kind === 'received'
          ? { received: outcome.received, receivedEarlier: outcome.earlier, sending: false }
          : {}),
      }));
      setState(outcome.kind === 'received' ? { kind: 'sending' } : outcome);
      // under this key something else arrived from here: another tab knows what
      if (outcome.kind === 'refused' && outcome.problem.body.code === 'requests.key-reused') await look();
    } finally {
      running.current = false;
    }
  };

  // sent as soon as it is asked for, and again while nobody knows what became of it
  const sendNow = useEffectEvent(send);
  const isSending = draft.sending && draft.received === null && !isAnothers;
  useEffect(() => {
    if (isSending) void sendNow();
  }, [isSending]);
  useEffect(() => {
    if (!isSending || state.kind !== 'unknown') return;
    const again = (): void => void sendNow();
    const timer = setInterval(again, tryAgainMs);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [isSending, state.kind]);

  if (isAnothers)
    return (
      <Stack>
        <Heading>{t.anothersTitle}</Heading>
        <Text>{t.anothersLead}</Text>
        <Button onClick={begin}>{t.anothersBegin}</Button>
      </Stack>
    );
  if (draft.received) return <Confirmation draft={draft} received={draft.received} onAnother={begin} />;
  if (draft.sending || state.kind === 'refused')
    return (
      <Sending
        state={state}
        onTry={() => void send()}
        onSession={(session) => {
          takeSession(session);
          setState({ kind: 'unknown' });
        }}
        onBack={() => {
          setState({ kind: 'sending' });
          change((now) => ({ ...now, sending: false, step: 'check' }));
        }}
      />
    );
  return <Questions draft={draft} change={change} reporter={reporter} kept={kept} />;
}

function Questions({ draft, change, reporter, kept }: Pick<StageProps, 'draft' | 'change' | 'reporter' | 'kept'>) {
  const { texts } = useSpeech<ReportEntryText>();
  const t = texts.report;
  const all = stepsOf(draft.answers, reporter);
  const at = Math.max(0, all.indexOf(draft.step));
  const step = all[at] ?? 'door';
  const goTo = useCallback(
    (to: Step) => {
      history.pushState({ step: to }, '');
      change((now) => ({ ...now, step: to }));
    },
    [change],
  );
  // the browser's own way back goes one question back
  const beginHere = useEffectEvent(() => history.replaceState({ step }, ''));
  useEffect(() => {
    beginHere();
    const back = (event: PopStateEvent): void => {
      const { step: to } = (event.state ?? {}) as { step?: Step };
      if (to) change((now) => ({ ...now, step: to }));
    };
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, [change]);
  return (
    <Stack gap="sm">
      <Text className={style.hint}>
        {t.step(at + 1, all.length)}
        {at === 0 ? `　${t.lead}` : ''}
      </Text>
      <Question
        key={step}
        step={step}
        draft={draft}
        change={change}
        reporter={reporter}
        goTo={goTo}
        all={all}
        onBack={at === 0 ? null : () => goTo(all[at - 1] ?? 'door')}
      />
      <Text className={style.hint}>
        {reporter ? t.signedInAs(reporter.displayName, reporter.institutionName) : t.signInLater}{' '}
        {kept ? t.savedHere : t.notSavedHere}
      </Text>
    </Stack>
  );
}
