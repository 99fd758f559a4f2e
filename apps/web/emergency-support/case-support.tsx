import { Alert, Button } from '@mantine/core';
import type { Schemas } from '../api/api.js';
import { useAct, useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { ProblemNote } from '../ui/problem.js';
import { Status, toneOfSupport } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { SupportRequests } from './support-requests.js';

type Case = Schemas['CaseDto'];

/** What was asked for of the emergency support of a case; its outlook stands beside that of cover. */
export function AskedSupport({ caseId, letter }: { readonly caseId: string; readonly letter: string }) {
  const { texts } = useApp();
  return (
    <Section title={texts.cases.supportTitle} letter={letter}>
      <Requests caseId={caseId} isFlat />
    </Section>
  );
}

/** The emergency support of one case for its institution: whether it can be used, why, the question about Japan. */
export function CaseSupport({ of: incident }: { readonly of: Case }) {
  const { texts, say } = useApp();
  const t = texts.cases;
  const { supportOutlook, supportOutlookReasons, supportOutlookQuestion } = incident;
  return (
    <Section title={t.supportTitle}>
      <p>
        {t.supportOutlook}：
        <Status tone={toneOfSupport(supportOutlook)}>{t.words.supportOutlook[supportOutlook]}</Status>
      </p>
      {supportOutlookReasons.length > 0 && (
        <ul>
          {supportOutlookReasons.map((reason) => (
            <li key={reason.textJa}>{say(reason)}</li>
          ))}
        </ul>
      )}
      {supportOutlookQuestion && <TerritoryQuestion of={incident} asked={supportOutlookQuestion} />}
      <Requests caseId={incident.id} />
    </Section>
  );
}

/** The one question on which the support outlook hangs, answered in place. */
function TerritoryQuestion({
  of: { id, version },
  asked,
}: {
  readonly of: Case;
  readonly asked: Schemas['CodedTextDto'];
}) {
  const { texts, say } = useApp();
  const t = texts.cases;
  const correct = useAct('patch', '/incidents/{id}');
  const answer = (domesticEffect: boolean): void =>
    void correct.send({ path: { id }, version, body: { domesticEffect } });
  return (
    <Alert role="note" color="yellow" variant="outline" title={t.questionFromUs} mt="md" className="no-print">
      <p>{say(asked)}</p>
      <p className={style.hint}>{t.questionAbout}</p>
      <div className={style.row}>
        <Button onClick={() => answer(true)} loading={correct.pending}>
          {t.territoryYes}
        </Button>
        <Button variant="default" onClick={() => answer(false)} loading={correct.pending}>
          {t.territoryNo}
        </Button>
      </div>
      <ProblemNote error={correct.error} />
    </Alert>
  );
}

function Requests({ caseId, isFlat = false }: { readonly caseId: string; readonly isFlat?: boolean }) {
  const { texts } = useApp();
  const mayRead = useUser().roles.some((role) => !['payments', 'administrator', 'agent'].includes(role));
  const list = useList('/support-requests', { query: { incidentId: caseId } }, { enabled: mayRead });
  if (!mayRead) return null;
  return (
    <Shown of={{ ...list, data: list.items }}>
      {(requests) =>
        requests.length === 0 ? <p>{texts.cases.supportNone}</p> : <SupportRequests of={requests} isFlat={isFlat} />
      }
    </Shown>
  );
}
