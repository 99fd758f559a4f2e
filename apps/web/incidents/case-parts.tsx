import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { InterruptionPart } from '../decisions/interruption-part.js';
import { CaseDocuments } from '../documents/case-documents.js';
import { CaseExpenses } from '../expenses/case-expenses.js';
import { ClaimantRegister } from '../expenses/claimant-register.js';
import { hasClaimants } from '../expenses/claimants.js';
import { PreApprovals } from '../expenses/pre-approvals.js';
import { CaseLetters } from '../notifications/case-letters.js';
import { InsurerCosts } from '../payments/insurer-costs.js';
import { Recourses } from '../payments/recourses.js';
import { Reserves } from '../payments/reserves.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { CommonCauses } from './common-causes.js';
import style from './desk-case.module.css';
import { IncidentFacts } from './incident-facts.js';
import { OpenCoverages } from './open-coverages.js';
import { withPart } from './use-part.js';

type Case = Schemas['CaseDto'];

const always = ['stream', 'expenses', 'papers', 'facts', 'approvals'] as const;
/** Read while they are looked at: their figures are of many rows, or computed when they are asked for. */
const whileShown = ['claimants', 'interruption', 'reserves'] as const;
export type Part = (typeof always)[number] | (typeof whileShown)[number];

const isReadWhileShown = (part: Part): boolean => (whileShown as readonly Part[]).includes(part);

/** The parts that a case has: those of damages and of business interruption where it has any. */
export function partsOf(incident: Case): readonly [Part, ...Part[]] {
  return [
    ...always,
    ...(hasClaimants(incident) ? ['claimants' as const] : []),
    ...(incident.expenses.some(({ lane }) => lane === 'business-interruption') ? ['interruption' as const] : []),
    'reserves',
  ];
}

/** Whether a part needs the whole width of the page. */
export const isWide = (part: Part): boolean => isReadWhileShown(part);

/**
 * What the case holds, one part at a time; which one stands in the address. What was typed in another one stays, in the
 * page or in its draft.
 */
export function CaseParts({
  of: incident,
  chosen,
  stream,
}: {
  readonly of: Case;
  readonly chosen: Part;
  readonly stream: ReactNode;
}) {
  const { texts } = useApp();
  const t = texts.casePage;
  const { id, expenses } = incident;
  const parts = partsOf(incident);
  const names: Readonly<Record<Part, string>> = {
    ...t.parts,
    expenses: t.withCount(t.parts.expenses, String(count(expenses))),
  };
  return (
    <>
      <nav className={`${style.tabs} ${style.parts} no-print`} aria-label={t.partsLabel}>
        {parts.map((part) => (
          <Link
            key={part}
            to="/cases/$id"
            params={{ id }}
            search={withPart('part', part)}
            replace
            resetScroll={false}
            aria-current={part === chosen ? 'true' : undefined}
          >
            {names[part]}
          </Link>
        ))}
      </nav>
      {parts.map(
        (part) =>
          (part === chosen || !isReadWhileShown(part)) && (
            <div key={part} hidden={part !== chosen} className={style.part}>
              {part === 'stream' ? stream : <Content of={incident} part={part} />}
            </div>
          ),
      )}
    </>
  );
}

/** What the insurer sets aside, seeks from others and bears itself. */
function ReservesPart({ caseId }: { readonly caseId: string }) {
  const readsPayments = useUser().roles.some((role) =>
    ['adjuster', 'senior-adjuster', 'payments', 'auditor'].includes(role),
  );
  return (
    <>
      <Reserves caseId={caseId} />
      {readsPayments && <Recourses caseId={caseId} />}
      {readsPayments && <InsurerCosts caseId={caseId} />}
    </>
  );
}

function Content({ of: incident, part }: { readonly of: Case; readonly part: Exclude<Part, 'stream'> }) {
  const { id } = incident;
  const contents: Readonly<Record<typeof part, () => ReactNode>> = {
    expenses: () => (
      <>
        <CaseExpenses of={incident} dense />
        <OpenCoverages of={incident} reader="insurer" />
      </>
    ),
    papers: () => (
      <>
        <CaseDocuments of={incident} />
        <CaseLetters caseId={id} />
      </>
    ),
    facts: () => (
      <>
        <IncidentFacts of={incident} />
        <CommonCauses caseId={id} />
      </>
    ),
    approvals: () => <PreApprovals caseId={id} mayAsk={false} />,
    claimants: () => <ClaimantRegister caseId={id} />,
    interruption: () => <InterruptionPart of={incident} />,
    reserves: () => <ReservesPart caseId={id} />,
  };
  return contents[part]();
}
