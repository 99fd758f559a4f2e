import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { act } from '../api/api.js';
import { useSpeech } from '../text/language.js';
import { DoneNote } from './done-note.js';
import { ProblemNote } from './problem.js';
import { useNow } from './use-now.js';

/** How long one waits after failures, counted down to the moment at which one may try again. */
export function SignInWait({ until }: { readonly until: number }) {
  const { texts } = useSpeech();
  const seconds = Math.ceil((until - useNow(250)) / 1000);
  return (
    <Alert color={seconds > 0 ? 'red' : 'blue'} variant="outline" role="alert">
      {seconds > 0 ? texts.common.signInWait(seconds) : texts.common.signInNow}
    </Alert>
  );
}

/** The way in for a device that is not let in without a code: the code, or a link by mail. */
export function DeviceCodeField({
  email,
  code,
  onCode,
}: {
  readonly email: string;
  readonly code: string;
  readonly onCode: (code: string) => void;
}) {
  const { texts } = useSpeech();
  const { common } = texts;
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const ask = async (): Promise<void> => {
    setPending(true);
    setError(null);
    try {
      await act('post', '/auth/sign-in-links', { body: { email } });
      setSentTo(email);
    } catch (reason) {
      setError(reason);
    } finally {
      setPending(false);
    }
  };
  return (
    <Stack gap="xs">
      <TextInput
        label={common.deviceCode}
        description={common.deviceCodeHint}
        name="device-code"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => onCode(event.currentTarget.value)}
      />
      <Button variant="default" loading={pending} disabled={email === ''} onClick={() => void ask()}>
        {common.mailLink}
      </Button>
      <ProblemNote error={error} />
      <DoneNote>{sentTo === null ? null : common.linkAsked(sentTo)}</DoneNote>
      <Text size="sm">{common.callDesk}</Text>
    </Stack>
  );
}
