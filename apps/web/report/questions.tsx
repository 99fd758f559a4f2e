import { Button, Stack } from '@mantine/core';
import { useSpeech } from '../text/language.js';
import type { ReportEntryText } from '../text/ja/report.js';
import { Advice } from './advice-list.js';
import { after, troubleKnown, type Answers } from './draft.js';
import type { QuestionProps } from './question-parts.js';
import { Care, Description, Discovered, Door, Lost, Place, RaisedBy } from './questions-event.js';
import { Contact, Institution } from './questions-reporter.js';
import { Check } from './check-page.js';

const pages = {
  door: Door,
  raisedBy: RaisedBy,
  lost: Lost,
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
      step !== 'door'
        ? after(step, all)
        : more.door === 'warned'
          ? 'raisedBy'
          : more.door === 'lost'
            ? 'lost'
            : 'description';
    goTo(next);
  };
  // the first page after the one that asked
  const knownFrom = all[all.indexOf(draft.answers.door === 'lost' ? 'lost' : 'door') + 1];
  const Page = pages[step];
  return (
    <Stack gap="md">
      {step !== 'door' && step !== 'lost' && <Advice of={troubleKnown(draft.answers)} open={step === knownFrom} />}
      <Page {...props} answers={draft.answers} answer={answer} answered={answered} />
      {onBack && (
        <Button variant="default" onClick={onBack}>
          {texts.common.back}
        </Button>
      )}
    </Stack>
  );
}
