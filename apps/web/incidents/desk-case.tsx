import type { Schemas } from '../api/api.js';
import { CaseChecks } from '../decisions/case-checks.js';
import { CaseDocuments } from '../documents/case-documents.js';
import { CaseSupport } from '../emergency-support/case-support.js';
import { ClaimantsOfCase } from '../expenses/claimants.js';
import { CaseExpenses } from '../expenses/case-expenses.js';
import { PreApprovals } from '../expenses/pre-approvals.js';
import { CaseLetters } from '../notifications/case-letters.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Facts } from '../ui/page.js';
import { Countdown } from '../ui/countdown.js';
import { Status, toneOfCase, toneOfSeverity } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { DeskPromises } from './call-back.js';
import { MergedNote } from './merged-note.js';
import { CaseTimeline } from './case-timeline.js';
import { CaseLimits } from './case-limits.js';
import { IncidentFacts } from './incident-facts.js';
import { CoverageOutlook } from './coverage-outlook.js';
import { Phases } from './phases.js';
import { CommonCauses } from './common-causes.js';
import { OpenCase } from './open-case.js';
import { OpenCoverages } from './open-coverages.js';
import { Matching } from './match-policy.js';
import { Triage } from './triage-case.js';
import { Withdraw } from './withdraw-case.js';

type Case = Schemas['CaseDto'];

/**
 * A case as the insurer's people work with it: report and timeline on the left, outlooks, limits and acts on the right.
 */
export function DeskCase({ of: incident }: { readonly of: Case }) {
  const { texts, say } = useApp();
  const t = texts.cases;
  const { roles } = useUser();
  const isDesk = roles.includes('support');
  const promised = incident.next.find(({ code }) => code === 'call-back');
  const ended = ['closed', 'withdrawn', 'declined', 'merged'].includes(incident.state);
  return (
    <>
      <Facts
        of={[
          [t.institution, incident.institutionName ?? t.notMatched],
          [t.policy, `${incident.policyNumber ?? ''}　${t.words.policyMatch[incident.policyMatch]}`.trim()],
          [t.state, <Status tone={toneOfCase(incident.state)}>{say(incident.stateName)}</Status>],
          [
            t.severity,
            incident.severity ? (
              <Status tone={toneOfSeverity(incident.severity)}>{t.words.severity[incident.severity]}</Status>
            ) : (
              t.severityProposed(t.words.severity[incident.proposedSeverity])
            ),
          ],
          [
            t.nextPromise,
            promised?.by && (
              <>
                {say(promised)} <Countdown to={promised.by} />
              </>
            ),
          ],
        ]}
      />
      <MergedNote of={incident} />
      <div className={style.two}>
        <div>
          <IncidentFacts of={incident} />
          <Phases of={incident} />
          <CaseExpenses of={incident} />
          <ClaimantsOfCase of={incident} />
          <OpenCoverages of={incident} reader="insurer" />
          <CaseDocuments of={incident} />
          <CommonCauses caseId={incident.id} />
          <CaseTimeline id={incident.id} />
        </div>
        <div>
          <DeskPromises of={incident} />
          {isDesk && incident.state === 'reported' && <Triage key={incident.id} of={incident} />}
          {isDesk && incident.state === 'triaged' && <OpenCase of={incident} />}
          {isDesk && !ended && incident.state !== 'reported' && incident.policyMatch !== 'matched' && (
            <Matching of={incident} />
          )}
          <CoverageOutlook of={incident} />
          <CaseLimits of={incident} />
          <CaseSupport of={incident} />
          <CaseChecks
            caseId={incident.id}
            mayRecord={!ended && roles.some((role) => ['adjuster', 'senior-adjuster'].includes(role))}
          />
          <PreApprovals caseId={incident.id} mayAsk={false} />
          <CaseLetters caseId={incident.id} />
          {isDesk && <Withdraw of={incident} />}
        </div>
      </div>
    </>
  );
}
