import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { act, keeper, Refused, type Schemas } from '../api/api.js';
import { useSpeech } from '../text/language.js';
import { ProblemNote } from './problem.js';
import { DeviceCodeField, SignInWait } from './sign-in-help.js';

/** What a mailed link brought along; it leaves the address bar and the history with its first use. */
function codeOfLink(): string {
  const code = new URLSearchParams(location.hash.slice(1)).get('device') ?? '';
  if (code !== '') history.replaceState(history.state, '', location.pathname + location.search);
  return code;
}

/**
 * E-mail address and password, and a code where a new device needs one; what was typed stays when it is refused, but
 * for the password after a success.
 */
export function SignInForm({
  onDone,
  email: known = '',
}: {
  readonly onDone: (session: Schemas['SessionAnswer']) => void;
  readonly email?: string;
}) {
  const { texts } = useSpeech();
  const { common } = texts;
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState(codeOfLink);
  const [asksCode, setAsksCode] = useState(code !== '');
  const [waitUntil, setWaitUntil] = useState<number | null>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const submit = async (): Promise<void> => {
    const empty = [...(email.trim() === '' ? ['email'] : []), ...(password === '' ? ['password'] : [])];
    setMissing(empty);
    if (empty.length > 0 || pending) return;
    setPending(true);
    setError(null);
    setWaitUntil(null);
    try {
      const deviceCode = code.trim() === '' ? null : code.trim();
      const session = await act('post', '/auth/sessions', { body: { email: email.trim(), password, deviceCode } });
      keeper.csrfToken = session.csrfToken;
      setPassword('');
      onDone(session);
    } catch (reason) {
      const refusal = reason instanceof Refused ? reason : null;
      if (refusal?.body.code.startsWith('sessions.device-code')) setAsksCode(true);
      // a code is good once: it let this device in, the password was the wrong one
      else if (refusal?.body.status === 401) setCode('');
      if (refusal?.body.code === 'sessions.too-many-attempts')
        setWaitUntil(Date.now() + (refusal.retryAfterSeconds ?? 1) * 1000);
      setError(reason);
    } finally {
      setPending(false);
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={common.email}
          name="email"
          type="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={missing.includes('email') && email.trim() === '' ? common.emailEmpty : undefined}
        />
        <PasswordInput
          label={common.password}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={missing.includes('password') && password === '' ? common.passwordEmpty : undefined}
          visibilityToggleButtonProps={{ 'aria-label': common.showPassword, tabIndex: 0 }}
        />
        {asksCode && <DeviceCodeField email={email.trim()} code={code} onCode={setCode} />}
        {waitUntil === null ? <ProblemNote error={error} /> : <SignInWait until={waitUntil} />}
        <Button type="submit" loading={pending}>
          {pending ? common.sending : common.signIn}
        </Button>
      </Stack>
    </form>
  );
}
