import { Button, Loader, Stack, Text } from '@mantine/core';
import type { Schemas } from '../api/api.js';
import { useSpeech } from '../text/language.js';
import type { ReportEntryText } from '../text/ja/report.js';
import { ProblemNote } from '../ui/problem.js';
import { SignInForm } from '../ui/sign-in-form.js';
import { Heading } from './heading.js';
import type { Outcome } from './sending.js';

/** Where a report is on its way. */
export type SendState = { readonly kind: 'sending' } | Exclude<Outcome, { kind: 'received' }>;

/** What is shown from the tap on "send" to the confirmation. */
export function Sending({
  state,
  onTry,
  onSession,
  onBack,
}: {
  readonly state: SendState;
  readonly onTry: () => void;
  readonly onSession: (session: Schemas['SessionAnswer']) => void;
  readonly onBack: () => void;
}) {
  const { texts } = useSpeech<ReportEntryText>();
  const { common, report: t } = texts;
  if (state.kind === 'no-session')
    return (
      <Stack>
        <Heading>{common.signIn}</Heading>
        <Text>{common.signInLead}</Text>
        <SignInForm
          onDone={(session) => {
            onSession(session);
            onTry();
          }}
        />
        <Button variant="default" onClick={onBack}>
          {t.backToAnswers}
        </Button>
      </Stack>
    );
  if (state.kind === 'refused')
    return (
      <Stack>
        <Heading>{t.refusedTitle}</Heading>
        <ProblemNote error={state.problem} />
        {state.problem.body.code === 'access.forbidden' && <Text>{t.forbidden}</Text>}
        <Button onClick={onBack}>{t.backToAnswers}</Button>
      </Stack>
    );
  return (
    <Stack aria-live="polite">
      <Heading>{state.kind === 'unknown' ? t.waitingTitle : t.sendingTitle}</Heading>
      {state.kind === 'unknown' ? (
        <>
          <Text>{t.waitingLead}</Text>
          <Button onClick={onTry}>{t.tryNow}</Button>
          <Button variant="default" onClick={onBack}>
            {t.backToAnswers}
          </Button>
        </>
      ) : (
        <Text>
          <Loader size="sm" aria-hidden /> {common.sending}
        </Text>
      )}
    </Stack>
  );
}
