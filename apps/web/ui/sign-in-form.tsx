import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { act, keeper, type Schemas } from '../api/api.js';
import { useSpeech } from '../text/language.js';
import { ProblemNote } from './problem.js';

/** E-mail address and password; what was typed stays when it is refused, but for the password after a success. */
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
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const submit = async (): Promise<void> => {
    const empty = [...(email.trim() === '' ? ['email'] : []), ...(password === '' ? ['password'] : [])];
    setMissing(empty);
    if (empty.length > 0 || pending) return;
    setPending(true);
    setError(null);
    try {
      const session = await act('post', '/auth/sessions', { body: { email: email.trim(), password } });
      keeper.csrfToken = session.csrfToken;
      setPassword('');
      onDone(session);
    } catch (reason) {
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
        <ProblemNote error={error} />
        <Button type="submit" loading={pending}>
          {pending ? common.sending : common.signIn}
        </Button>
      </Stack>
    </form>
  );
}
