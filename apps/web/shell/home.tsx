import { Navigate } from '@tanstack/react-router';
import { useSpeech } from '../text/language.js';
import type { AppText } from '../text/ja/app.js';
import { Page } from '../ui/page.js';
import { pagesOf } from './pages.js';
import { useUser } from './session.js';

/** Where one begins: the first page of one's menu. */
export function Home() {
  const { texts } = useSpeech<AppText>();
  const [first] = pagesOf(useUser());
  if (first && first.to !== '/report') return <Navigate to={first.to} replace />;
  return (
    <Page title={texts.shell.home}>
      <p>{texts.shell.noPages}</p>
      <a href="/api/docs">{texts.shell.apiDocs}</a>
    </Page>
  );
}

export function NotFound() {
  const { texts } = useSpeech<AppText>();
  return (
    <Page title={texts.shell.notFound}>
      <p>{texts.shell.notFoundLead}</p>
    </Page>
  );
}

/** A page of another role: it would show a form that nobody here may send. */
export function NotYours() {
  const { texts } = useSpeech<AppText>();
  return (
    <Page title={texts.shell.notYours}>
      <p>{texts.shell.notYoursLead}</p>
    </Page>
  );
}
