import { Alert, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { count, type Count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { CaseDocuments } from '../documents/case-documents.js';
import { CaseExpenses } from '../expenses/case-expenses.js';
import { PreApprovals } from '../expenses/pre-approvals.js';
import { CaseLetters } from '../notifications/case-letters.js';
import { useAct, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { LinkButton } from '../ui/link-button.js';
import { Facts, Section } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { Status, toneOfCase } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { CaseLimits, CaseTimeline, IncidentFacts, MergedNote, Outlook, Phases } from './case-parts.js';
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

/** What we wait for from the institution, and what it waits for from us. */
function Waiting({ of: incident }: { readonly of: Case }) {
  const { texts, format, say } = useApp();
  const t = texts.cases;
  const papers = useRead('/incidents/{id}/documents', { path: { id: incident.id } });
  const isManager = useUser().roles.includes('hospital-manager');
  const accounts = useRead('/payee-accounts', { query: { limit: 200 } }, { enabled: isManager });
  const consents = useRead('/pre-approvals', { query: { incidentId: incident.id, state: 'requested' } });
  const lineOf = (id: string): number => incident.expenses.find((expense) => expense.id === id)?.line ?? 0;
  const isOpen = (id: string): boolean =>
    ['submitted', 'routed', 'in-review', 'information-requested', 'proposed', 'appealed'].includes(
      incident.expenses.find((expense) => expense.id === id)?.state ?? '',
    );
  const among = (...states: string[]): Count => count(incident.expenses.filter(({ state }) => states.includes(state)));
  const needsAccount =
    among('approved') > 0 && accounts.data !== undefined && !accounts.data.items.some(({ current }) => current);
  const fromYou = [
    ...incident.expenses
      .filter(({ state }) => state === 'information-requested')
      .map(({ id, line }) => ({ id, expenseId: id, text: t.answerQuestion(line) })),
    ...(papers.data?.expenses ?? [])
      .filter(({ expenseId, missing }) => missing.length > 0 && isOpen(expenseId))
      .map(({ expenseId, missing }) => ({
        id: `${expenseId} papers`,
        expenseId,
        text: t.papersMissing(lineOf(expenseId), missing.map((paper) => say(paper)).join('、')),
      })),
  ];
  const fromUs = [
    ...incident.next.map((step) => ({ text: say(step), by: step.by })),
    ...(consents.data?.items ?? []).map(({ number, answerDueAt }) => ({
      text: t.preApprovalDue(number),
      by: answerDueAt,
    })),
    ...(among('submitted', 'routed', 'in-review', 'proposed', 'appealed') > 0
      ? [{ text: t.reviewing(among('submitted', 'routed', 'in-review', 'proposed', 'appealed')), by: null }]
      : []),
    ...(among('approved', 'scheduled') > 0 ? [{ text: t.toPay(among('approved', 'scheduled')), by: null }] : []),
  ];
  return (
    <Section title={t.waiting}>
      <div className={style.grid}>
        <div className={style.panel}>
          <h3 className={style.sub}>{t.fromYou}</h3>
          {fromYou.length === 0 && !incident.coverageOutlookQuestion && !needsAccount ? (
            <p>{t.nothingFromYou}</p>
          ) : (
            <ul>
              {incident.coverageOutlookQuestion && <li>{say(incident.coverageOutlookQuestion)}</li>}
              {needsAccount && (
                <li>
                  <Link to="/accounts">{t.accountNeeded}</Link>
                </li>
              )}
              {fromYou.map(({ id, expenseId, text }) => (
                <li key={id}>
                  <Link to="/expenses/$id" params={{ id: expenseId }}>
                    {text}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </div>
        <div className={style.panel}>
          <h3 className={style.sub}>{t.fromUs}</h3>
          {fromUs.length === 0 ? (
            <p>{t.nothingFromUs}</p>
          ) : (
            <ul>
              {fromUs.map(({ text, by }) => (
                <li key={text}>
                  {text}
                  {by && (
                    <>
                      {' '}
                      <strong>{format.moment(by)}</strong>
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </Section>
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
