import { Button, Stack } from '@mantine/core';
import { useSpeech } from '../text/language.js';
import type { ReportEntryText } from '../text/ja/report.js';
import { after, type Answers } from './draft.js';
import type { QuestionProps } from './question-parts.js';
import { Care, Description, Discovered, Door, Place, RaisedBy } from './questions-event.js';
import { Contact, Institution } from './questions-reporter.js';
import { Check } from './check-page.js';

const pages = {
  door: Door,
  raisedBy: RaisedBy,
  description: Description,
  discovered: Discovered,
  care: Care,
  place: Place,
  contact: Contact,
  institution: Institution,
  check: Check,
} as const;

/** One question a page. */
export function Question(props: QuestionProps) {
  const { texts } = useSpeech<ReportEntryText>();
  const { step, draft, change, goTo, all, onBack } = props;
  const answer = (more: Partial<Answers>): void => change((now) => ({ ...now, answers: { ...now.answers, ...more } }));
  const answered = (more: Partial<Answers> = {}): void => {
    answer(more);
    // what was just answered may bring another question
    const next =
      step === 'door' && more.door === 'warned' ? 'raisedBy' : step === 'door' ? 'description' : after(step, all);
    goTo(next);
  };
  const Page = pages[step];
  return (
    <Stack gap="md">
      <Page {...props} answers={draft.answers} answer={answer} answered={answered} />
      {onBack && (
        <Button variant="default" onClick={onBack}>
          {texts.common.back}
        </Button>
      )}
    </Stack>
  );
}
