import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { Upload } from '../documents/case-documents.js';
import { useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import style from '../ui/ui.module.css';
import { Questions } from './answer-question.js';
import { Appeal } from './appeal-expense.js';
import { Sentence } from './case-expenses.js';
import { Claimants } from './claimants.js';
import { Papers } from './papers.js';
import { Reasons } from './reasons.js';
import { Steps } from './assessment-steps.js';
import { ExpenseFacts } from './expense-facts.js';
import { Supplement } from './supplement-expense.js';
import { Withdraw } from './withdraw-expense.js';

type Detail = Schemas['ExpenseDetailDto'];

/** The institution's view of one expense: what was decided and why, what is asked, and what it can do. */
export function InstitutionExpense({ of: expense }: { readonly of: Detail }) {
  const { texts, say } = useApp();
  const t = texts.expenses;
  const { assessment } = expense;
  const incident = useRead('/incidents/{id}', { path: { id: expense.incidentId } });
  const isAgent = useUser().roles.includes('agent');
  return (
    <>
      <p className="no-print">
        <Link to="/cases/$id" params={{ id: expense.incidentId }}>
          {t.backToCase}（{expense.caseNumber}）
        </Link>
      </p>
      <div className={style.panel}>
        <Sentence of={expense} />
        {expense.beforeItsPhase && <p className={style.hint}>{t.beforePhase}</p>}
      </div>
      {!isAgent && <Questions of={expense} />}
      {!isAgent && expense.category === 'damages' && <Claimants caseId={expense.incidentId} line={expense} />}
      <div className={style.grid}>
        <Section title={t.title}>
          <ExpenseFacts of={expense} />
        </Section>
        <Section title={t.reading}>
          {assessment.outcome === 'not-assessed' ? (
            <p>{say(assessment)}</p>
          ) : (
            <>
              <Steps of={assessment.steps} />
              <Reasons of={assessment.reasons} />
              {assessment.undecided.map((open) => (
                <p key={open.code}>{say(open)}</p>
              ))}
              <Expected of={expense} />
            </>
          )}
        </Section>
        <Section title={t.papers}>
          <Papers of={expense} />
          {incident.data && !['paid', 'rejected', 'withdrawn'].includes(expense.state) && (
            <Upload of={incident.data} only={expense.id} />
          )}
        </Section>
      </div>
      {!isAgent && (
        <div className={`${style.row} no-print`}>
          {expense.state === 'rejected' && <Appeal of={expense} />}
          {expense.ruling?.isFinal && expense.supplementRoom !== null && (
            <Supplement of={expense} most={expense.supplementRoom} />
          )}
          {['submitted', 'routed', 'in-review', 'information-requested', 'approved'].includes(expense.state) && (
            <Withdraw of={expense} />
          )}
        </div>
      )}
    </>
  );
}

/** What an undecided expense may come to, and what that depends on. */
function Expected({ of: { assessment, evidence } }: { readonly of: Detail }) {
  const { texts, format, say } = useApp();
  const t = texts.expenses;
  if (!assessment.available || assessment.outcome === 'not-payable') return null;
  const missing = evidence.needed.filter(({ receivedOn, waived }) => !receivedOn && !waived);
  return (
    <p>
      {t.available}：<strong>{format.yen(assessment.available.yen)}</strong>
      <br />
      <span className={style.hint}>
        {say(assessment.available)}
        {missing.length > 0 &&
          t.papersToCome(missing.map(({ nameJa, nameEn }) => say({ textJa: nameJa, textEn: nameEn })).join('、'))}
      </span>
    </p>
  );
}
