import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { Status, toneOfCoverage, toneOfSupport } from '../ui/status.js';
import style from './desk-case.module.css';

type Case = Schemas['CaseDto'];

/** Both outlooks, apart, each with its reasons; the question on which that of support hangs is answered in place. */
export function CaseOutlooks({ of: incident }: { readonly of: Case }) {
  const { texts } = useApp();
  const { words, coverageOutlook, supportOutlook } = texts.cases;
  const t = texts.casePage;
  const { supportOutlookQuestion: question } = incident;
  return (
    <Section title={t.outlooks} letter="o">
      <Outlook title={coverageOutlook} name={t.cover} reasons={incident.coverageOutlookReasons}>
        <Status tone={toneOfCoverage(incident.coverageOutlook)}>
          {words.coverageOutlook[incident.coverageOutlook]}
        </Status>
      </Outlook>
      <Outlook
        title={supportOutlook}
        name={t.support}
        reasons={incident.supportOutlookReasons}
        below={question && <Question of={incident} asked={question} />}
      >
        <Status tone={toneOfSupport(incident.supportOutlook)}>{words.supportOutlook[incident.supportOutlook]}</Status>
      </Outlook>
    </Section>
  );
}

function Outlook({
  title,
  name,
  reasons,
  below,
  children,
}: {
  readonly title: string;
  readonly name: string;
  readonly reasons: readonly Schemas['CodedTextDto'][];
  readonly below?: ReactNode;
  readonly children: ReactNode;
}) {
  const { say } = useApp();
  return (
    <section className={style.outlook} aria-label={title}>
      <h3>{name}</h3>
      <div>
        {children}
        {reasons.map((reason) => (
          <p key={reason.textJa}>{say(reason)}</p>
        ))}
        {below}
      </div>
    </section>
  );
}

/** Who speaks with the institution records its answer; others read what it was asked. */
function Question({ of: { id, version }, asked }: { readonly of: Case; readonly asked: Schemas['CodedTextDto'] }) {
  const { texts, say } = useApp();
  const [t, page] = [texts.cases, texts.casePage];
  const isDesk = useUser().roles.includes('support');
  const correct = useAct('patch', '/incidents/{id}');
  if (!isDesk) return <p>{t.openQuestion(say(asked))}</p>;
  const answer = (domesticEffect: boolean): void =>
    void correct.send({ path: { id }, version, body: { domesticEffect, source: t.correctionReason } });
  return (
    <div className={style.question}>
      <p>{say(asked)}</p>
      <div className={style.answers}>
        <Button variant="default" data-first onClick={() => answer(true)} loading={correct.pending}>
          {page.answerYes}
        </Button>
        <Button variant="default" onClick={() => answer(false)} loading={correct.pending}>
          {page.answerNo}
        </Button>
      </div>
      <p className={style.quiet}>{page.answerFor}</p>
      <ProblemNote error={correct.error} />
    </div>
  );
}
