import { Alert, Button, Paper, Stack, Text } from '@mantine/core';
import { useSpeech } from '../text/language.js';
import type { ReportEntryText } from '../text/ja/report.js';
import { useNow } from '../ui/use-now.js';
import { AdviceList } from './advice-list.js';
import { troubleKnown, type Draft, type Received } from './draft.js';
import { Heading } from './heading.js';
import style from './report.module.css';

/** The case number, what to do now, and what happens next, to be printed too. */
export function Confirmation({
  draft,
  received,
  onAnother,
}: {
  readonly draft: Draft;
  readonly received: Received;
  readonly onAnother: () => void;
}) {
  const { texts, format, say } = useSpeech<ReportEntryText>();
  const { common, report: t } = texts;
  const now = useNow();
  return (
    <Stack gap="lg">
      <Heading>{t.receivedTitle}</Heading>
      <Paper withBorder p="md">
        <Text>{t.caseNumber}</Text>
        <p className={style.number}>{received.caseNumber}</p>
        <Text className={style.hint}>{t.caseNumberHint}</Text>
      </Paper>
      {draft.receivedEarlier && (
        <Alert role="note" color="yellow">
          {t.laterBody}
        </Alert>
      )}
      <section aria-labelledby="now">
        <h2 id="now">{common.advice.title}</h2>
        <AdviceList of={troubleKnown(draft.answers)} />
      </section>
      <section aria-labelledby="next">
        <h2 id="next">{t.nextTitle}</h2>
        <ul className={style.steps}>
          {received.next.map((step) => (
            <li key={step.code}>
              {say(step)}
              {step.by && (
                <strong>
                  {' '}
                  {t.by(format.time(step.by))}（{format.left(step.by, now)}）
                </strong>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="spend">
        <h2 id="spend">{t.spendTitle}</h2>
        <Text>{t.spend}</Text>
      </section>
      <Stack gap="sm" className="no-print">
        <Button component="a" href={`/app/cases/${received.id}`}>
          {t.openCase}
        </Button>
        <Button variant="default" onClick={() => window.print()}>
          {common.print}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            if (window.confirm(t.anotherSure)) onAnother();
          }}
        >
          {t.another}
        </Button>
      </Stack>
    </Stack>
  );
}
