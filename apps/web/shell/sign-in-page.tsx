import { Stack, Text } from '@mantine/core';
import { useSpeech } from '../text/language.js';
import type { AppText } from '../text/ja/app.js';
import { Page } from '../ui/page.js';
import { SignInForm } from '../ui/sign-in-form.js';
import { useSession } from './session.js';

export function SignInPage() {
  const { texts } = useSpeech<AppText>();
  const { take } = useSession();
  return (
    <Page title={texts.common.signIn} width="narrow">
      <Stack maw="24rem">
        <Text>{texts.common.signInLead}</Text>
        <SignInForm onDone={take} />
        <Text size="sm">
          {texts.shell.demoHint} <a href="/">{texts.shell.startPage}</a>
        </Text>
      </Stack>
    </Page>
  );
}
