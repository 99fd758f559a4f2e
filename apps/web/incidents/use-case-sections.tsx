import type { ReactNode } from 'react';
import type { Schemas } from '../api/api.js';
import { CaseDocuments } from '../documents/case-documents.js';
import { CaseSupport } from '../emergency-support/case-support.js';
import { CaseExpenses } from '../expenses/case-expenses.js';
import { Claimants, hasClaimants } from '../expenses/claimants.js';
import { PreApprovals } from '../expenses/pre-approvals.js';
import { CaseLetters } from '../notifications/case-letters.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { LinkButton } from '../ui/link-button.js';
import { CaseLimits } from './case-limits.js';
import { CaseMessages, MessagesNews, useMessages } from './case-messages.js';
import { CaseTimeline } from './case-timeline.js';
import { CoverageOutlook } from './coverage-outlook.js';
import { IncidentFacts } from './incident-facts.js';
import { OpenCoverages } from './open-coverages.js';
import * as news from './section-news.js';

type Case = Schemas['CaseDto'];

interface CaseSection {
  /** Stands in an address that opens it. */
  readonly id: string;
  readonly title: string;
  readonly news: ReactNode;
  readonly content: ReactNode;
}

const ended: readonly string[] = ['closed', 'withdrawn', 'declined', 'merged'];

/** The sections of the institution's page of a case, in their order, without those that its reader has no right to. */
export function useCaseSections(of: Case): readonly CaseSection[] {
  const { expenses, cases, claimants } = useApp().texts;
  const { roles } = useUser();
  const isManager = roles.includes('hospital-manager');
  const isAgent = roles.includes('agent');
  const { id } = of;
  // an agency is in no room of a case
  const writes = isManager || roles.includes('hospital-reporter');
  const messages = useMessages(id, { enabled: writes });
  const section = (name: string, title: string, line: ReactNode, content: ReactNode): CaseSection => ({
    id: name,
    title,
    news: line,
    content,
  });
  return [
    section('expenses', expenses.title, <news.ExpensesNews of={of} />, <Expenses of={of} />),
    section('documents', expenses.documents, <news.DocumentsNews of={of} />, <CaseDocuments of={of} />),
    ...(isManager ? [section('limits', cases.limits, <news.LimitNews of={of} />, <CaseLimits of={of} />)] : []),
    ...(writes
      ? [section('messages', messages.title, <MessagesNews caseId={id} />, <CaseMessages caseId={id} />)]
      : []),
    section('support', cases.supportTitle, <news.SupportNews of={of} />, <CaseSupport of={of} />),
    section(
      'approvals',
      expenses.preApprovals,
      <news.ApprovalsNews of={of} />,
      <PreApprovals caseId={id} mayAsk={!ended.includes(of.state)} />,
    ),
    ...(hasClaimants(of) && !isAgent
      ? [section('claimants', claimants.title, <news.ClaimantsNews of={of} />, <Claimants caseId={id} />)]
      : []),
    section('outlook', cases.coverageOutlook, <news.OutlookNews of={of} />, <CoverageOutlook of={of} />),
    section('facts', cases.facts, <news.FactsNews of={of} />, <IncidentFacts of={of} />),
    ...(isManager || isAgent
      ? [section('letters', cases.letters, <news.LettersNews of={of} />, <CaseLetters caseId={id} />)]
      : []),
    section('timeline', cases.timeline, <news.TimelineNews of={of} />, <CaseTimeline id={id} />),
  ];
}

/** What is claimed, what else may be, and the way to claim it. */
function Expenses({ of: incident }: { readonly of: Case }) {
  const { texts } = useApp();
  return (
    <>
      <p className="no-print">
        <LinkButton variant="default" to="/cases/$id/expenses" params={{ id: incident.id }}>
          {texts.cases.addExpenses}
        </LinkButton>
      </p>
      <CaseExpenses of={incident} />
      <OpenCoverages of={incident} reader="institution" />
    </>
  );
}
