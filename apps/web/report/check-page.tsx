import { Button, Text } from '@mantine/core';
import { useSpeech } from '../text/language.js';
import type { ReportEntryText } from '../text/ja/report.js';
import { firstUnanswered, type Step } from './draft.js';
import { Heading } from './heading.js';
import type { Asked } from './question-parts.js';
import style from './report.module.css';

export function Check({ answers, change, reporter, goTo, all }: Asked) {
  const { texts, format, language } = useSpeech<ReportEntryText>();
  const { report: t } = texts;
  const place =
    answers.country === 'JP'
      ? t.placeJapan
      : answers.country !== null
        ? new Intl.DisplayNames([language], { type: 'region' }).of(answers.country)
        : answers.abroad
          ? t.placeAbroad
          : null;
  const said: Readonly<Record<Exclude<Step, 'check'>, string | null | undefined>> = {
    door: answers.door && t.doors[answers.door].name,
    raisedBy: answers.raisedBy && t.raisedBy[answers.raisedBy],
    lost: answers.lost && t.lost[answers.lost].name,
    description: answers.description,
    discovered: answers.discoveredAt && format.moment(answers.discoveredAt),
    care: answers.care === 'none' ? t.careNone : answers.care?.map((effect) => t.care[effect]).join('、'),
    place,
    contact: [answers.name, answers.phone].filter((text) => text.trim() !== '').join('　'),
    institution: [answers.institutionName, answers.policyNumber].filter((text) => text.trim() !== '').join('　'),
  };
  return (
    <>
      <Heading>{t.checkQuestion}</Heading>
      <Text className={style.hint}>{t.checkHint}</Text>
      <dl className={style.answers}>
        {all
          .filter((step) => step !== 'check')
          .map((step) => (
            <div key={step} className={style.answer}>
              <dt>{t.answers[step]}</dt>
              <dd>{said[step] || t.noAnswer}</dd>
              <button
                type="button"
                className={style.language}
                onClick={() => goTo(step)}
                aria-label={`${t.answers[step]}：${t.change}`}
              >
                {t.change}
              </button>
            </div>
          ))}
      </dl>
      <Button
        size="lg"
        onClick={() => {
          const missing = firstUnanswered(answers, reporter);
          if (missing) goTo(missing);
          else change((now) => ({ ...now, sending: true }));
        }}
      >
        {t.sendReport}
      </Button>
    </>
  );
}
