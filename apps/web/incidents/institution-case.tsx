import { Alert, Button } from '@mantine/core';
import type { Schemas } from '../api/api.js';
import { CaseDocuments } from '../documents/case-documents.js';
import { CaseExpenses } from '../expenses/case-expenses.js';
import { PreApprovals } from '../expenses/pre-approvals.js';
import { CaseLetters } from '../notifications/case-letters.js';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { LinkButton } from '../ui/link-button.js';
import { Facts } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { Status, toneOfCase } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { CaseAdvice } from './case-advice.js';
import { CaseLimits, CaseTimeline, IncidentFacts, MergedNote, Outlook, Phases } from './case-parts.js';
import { Waiting } from './waiting.js';
import { Withdraw } from './withdraw.js';

type Case = Schemas['CaseDto'];

/** The institution's own case: where we are, what is waited for and from whom, money, papers. */
export function InstitutionCase({ of: incident }: { readonly of: Case }) {
  const { texts, format, say } = useApp();
  const t = texts.cases;
  const { roles } = useUser();
  const isManager = roles.includes('hospital-manager');
  return (
    <>
      <div className={`${style.row} ${style.spread}`}>
        <Facts
          of={[
            [t.state, <Status tone={toneOfCase(incident.state)}>{say(incident.stateName)}</Status>],
            [t.institution, incident.institutionName],
            [t.policy, incident.policyNumber],
            [t.reportedAt, format.moment(incident.reportedAt)],
          ]}
        />
        <div className={`${style.row} no-print`}>
          <LinkButton to="/cases/$id/expenses" params={{ id: incident.id }}>
            {t.addExpenses}
          </LinkButton>
          <Button variant="default" onClick={() => window.print()}>
            {t.printPage}
          </Button>
        </div>
      </div>
      <MergedNote of={incident} />
      <Waiting of={incident} />
      <CaseAdvice of={incident} />
      <Phases of={incident} />
      <Outlook of={incident} />
      <OutlookQuestion of={incident} />
      <CaseExpenses of={incident} />
      {isManager && <CaseLimits of={incident} />}
      <PreApprovals
        caseId={incident.id}
        mayAsk={!['closed', 'withdrawn', 'declined', 'merged'].includes(incident.state)}
      />
      <CaseDocuments of={incident} />
      {(isManager || roles.includes('agent')) && <CaseLetters caseId={incident.id} />}
      <IncidentFacts of={incident} />
      <CaseTimeline id={incident.id} />
      <Withdraw of={incident} />
    </>
  );
}

/** The one question on which the outlook hangs, answered in place. */
function OutlookQuestion({ of: incident }: { readonly of: Case }) {
  const { texts, say } = useApp();
  const t = texts.cases;
  const correct = useAct('patch', '/incidents/{id}');
  if (!incident.coverageOutlookQuestion) return null;
  const answer = (domesticEffect: boolean): void =>
    void correct.send({
      path: { id: incident.id },
      version: incident.version,
      body: { domesticEffect },
    });
  return (
    <Alert role="note" color="yellow" variant="outline" title={t.questionFromUs} mt="md" className="no-print">
      <p>{say(incident.coverageOutlookQuestion)}</p>
      <div className={style.row}>
        <Button onClick={() => answer(true)} loading={correct.pending}>
          {t.outlookYes}
        </Button>
        <Button variant="default" onClick={() => answer(false)} loading={correct.pending}>
          {t.outlookNo}
        </Button>
      </div>
      <ProblemNote error={correct.error} />
    </Alert>
  );
}
