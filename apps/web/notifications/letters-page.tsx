import { useApp } from '../text/use-text.js';
import { Page } from '../ui/page.js';
import { HeldLetters } from './held-letters.js';
import { LettersToPost } from './letters-to-post.js';
import { Mails } from './mails.js';
import { MailsToDecide } from './mails-to-decide.js';

/** Letters that go by post, and the outbox of mails. */
export function LettersPage() {
  const { texts } = useApp();
  return (
    <Page width="wide" title={texts.overview.lettersTitle}>
      <LettersToPost />
      <HeldLetters />
      <MailsToDecide />
      <Mails />
    </Page>
  );
}
