import { Button } from '@mantine/core';
import type { Schemas } from '../api/api.js';
import { CaseDocuments } from '../documents/case-documents.js';
import { CaseSupport } from '../emergency-support/case-support.js';
import { ClaimantsOfCase } from '../expenses/claimants.js';
import { CaseExpenses } from '../expenses/case-expenses.js';
import { PreApprovals } from '../expenses/pre-approvals.js';
import { CaseLetters } from '../notifications/case-letters.js';
import { OutlookNotices } from '../notifications/outlook-notices.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { LinkButton } from '../ui/link-button.js';
import { Facts } from '../ui/page.js';
import { Status, toneOfCase } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { CaseAdvice } from './case-advice.js';
import { MergedNote } from './merged-note.js';
import { CaseMessages } from './case-messages.js';
import { CaseTimeline } from './case-timeline.js';
import { CaseLimits } from './case-limits.js';
import { IncidentFacts } from './incident-facts.js';
import { CoverageOutlook } from './coverage-outlook.js';
import { Phases } from './phases.js';
import { OpenRequests } from './open-requests.js';
import { handlerOf } from './case-handler.js';
import { OpenCoverages } from './open-coverages.js';
import { Withdraw } from './withdraw-case.js';

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
            [t.handler, handlerOf(incident, t)],
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
      <OutlookNotices caseId={incident.id} />
      <OpenRequests of={incident} />
      {(isManager || roles.includes('hospital-reporter')) && <CaseMessages caseId={incident.id} />}
      <CaseAdvice of={incident} />
      <Phases of={incident} />
      <CoverageOutlook of={incident} />
      <CaseSupport of={incident} />
      <CaseExpenses of={incident} />
      <ClaimantsOfCase of={incident} />
      <OpenCoverages of={incident} reader="institution" />
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
