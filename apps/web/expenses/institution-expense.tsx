import { Link } from '@tanstack/react-router';
import { count, type Count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { Upload } from '../documents/case-documents.js';
import { useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Box, Column, EndOfPage, Parts } from '../ui/parts.js';
import { OpeningSection, Sections } from '../ui/section.js';
import { Status, toneOfExpense } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { Questions } from './answer-question.js';
import { Appeal } from './appeal-expense.js';
import { Sentence } from './case-expenses.js';
import { Claimants } from './claimants.js';
import { Papers } from './papers.js';
import { Reasons } from './reasons.js';
import { Steps } from './assessment-steps.js';
import { ExpenseFacts, Waits } from './expense-facts.js';
import { Supplement } from './supplement-expense.js';
import { Withdraw } from './withdraw-expense.js';

type Detail = Schemas['ExpenseDetailDto'];
interface OfExpense {
  readonly of: Detail;
}

const ended: readonly string[] = ['paid', 'rejected', 'withdrawn'];
const withdrawable = ['submitted', 'routed', 'in-review', 'information-requested', 'approved'];

/** The institution's view of one expense: how it stands and why, what is asked, then sections that open. */
export function InstitutionExpense({ of: expense }: OfExpense) {
  const { texts, format } = useApp();
  const t = texts.expenses;
  const isAgent = useUser().roles.includes('agent');
  const missing = missingOf(expense);
  const hasClaimants = !isAgent && expense.category === 'damages';
  return (
    <>
      <p className="no-print">
        <Link to="/cases/$id" params={{ id: expense.incidentId }}>
          {t.backToCase}（{expense.caseNumber}）
        </Link>
      </p>
      <Parts>
        <Column>
          <Standing of={expense} />
          {!isAgent && <Questions of={expense} />}
        </Column>
        <Column aside>
          <Sections label={t.claim}>
            <OpeningSection id="claim" title={t.claim} news={t.claimNews(format.yen(expense.claimed))}>
              <ExpenseFacts of={expense} />
            </OpeningSection>
          </Sections>
        </Column>
        <Column>
          <Sections label={texts.caseSections.label}>
            {expense.evidence.needed.length > 0 || !ended.includes(expense.state) ? (
              <OpeningSection
                id="papers"
                title={t.papers}
                opensAtFirst={missing.length > 0 && !ended.includes(expense.state)}
                news={<PapersNews of={expense} />}
              >
                <Papers of={expense} />
                {!ended.includes(expense.state) && <SendPaper of={expense} />}
              </OpeningSection>
            ) : null}
            {hasClaimants && (
              <OpeningSection id="claimants" title={texts.claimants.title} opensAtFirst news={null}>
                <Claimants caseId={expense.incidentId} line={expense} />
              </OpeningSection>
            )}
            <OpeningSection id="assessment" title={t.reading} news={<AssessmentNews of={expense} />}>
              <Assessment of={expense} />
            </OpeningSection>
          </Sections>
          {!isAgent && withdrawable.includes(expense.state) && (
            <EndOfPage>
              <Withdraw of={expense} />
            </EndOfPage>
          )}
        </Column>
      </Parts>
    </>
  );
}

/** How it stands, what was decided or is to be expected, and what can be done against it. */
function Standing({ of: expense }: OfExpense) {
  const { texts, say } = useApp();
  const t = texts.expenses;
  const isAgent = useUser().roles.includes('agent');
  return (
    <Box title={t.standing}>
      <p>
        <Status tone={expense.transfer?.state === 'returned' ? 'bad' : toneOfExpense(expense.state)}>
          {say(expense.stateName)}
        </Status>
      </p>
      <p>
        <Sentence of={expense} />
      </p>
      {(expense.state === 'approved' || expense.state === 'scheduled') && (
        <p>
          <Waits of={expense} />
        </p>
      )}
      {expense.beforeItsPhase && !ended.includes(expense.state) && <p className={style.hint}>{t.beforePhase}</p>}
      {!isAgent && (
        <div className={`${style.row} no-print`}>
          {expense.state === 'rejected' && <Appeal of={expense} />}
          {expense.ruling?.isFinal && expense.supplementRoom !== null && (
            <Supplement of={expense} most={expense.supplementRoom} />
          )}
        </div>
      )}
    </Box>
  );
}

/** Sends a paper for this expense alone. */
function SendPaper({ of: expense }: OfExpense) {
  const incident = useRead('/incidents/{id}', { path: { id: expense.incidentId } });
  return incident.data ? <Upload of={incident.data} only={expense.id} /> : null;
}

const missingOf = ({ evidence }: Detail) => evidence.needed.filter(({ receivedOn, waived }) => !receivedOn && !waived);

function PapersNews({ of: expense }: OfExpense) {
  const { texts, format } = useApp();
  const t = texts.expenses;
  const said = (many: Count): string => format.count(many);
  const { needed } = expense.evidence;
  return needed.length === 0
    ? null
    : t.papersNews(said(count(needed)), said(count(needed.length - missingOf(expense).length)));
}

function AssessmentNews({ of: { assessment } }: OfExpense) {
  const { texts, format } = useApp();
  const { available } = assessment;
  return available && assessment.outcome !== 'not-payable'
    ? `${texts.expenses.available} ${format.yen(available.yen)}`
    : null;
}

function Assessment({ of: expense }: OfExpense) {
  const { say } = useApp();
  const { assessment } = expense;
  if (assessment.outcome === 'not-assessed') return <p>{say(assessment)}</p>;
  return (
    <>
      <Steps of={assessment.steps} />
      <Reasons of={assessment.reasons} />
      {assessment.undecided.map((open) => (
        <p key={open.code}>{say(open)}</p>
      ))}
      <Expected of={expense} />
    </>
  );
}

/** What an undecided expense may come to, and what that depends on. */
function Expected({ of: expense }: OfExpense) {
  const { texts, format, say } = useApp();
  const t = texts.expenses;
  const { available, outcome } = expense.assessment;
  if (!available || outcome === 'not-payable') return null;
  const missing = missingOf(expense);
  return (
    <p>
      {t.available}：<strong>{format.yen(available.yen)}</strong>
      <br />
      <span className={style.hint}>
        {say(available)}
        {missing.length > 0 &&
          t.papersToCome(missing.map(({ nameJa, nameEn }) => say({ textJa: nameJa, textEn: nameEn })).join('、'))}
      </span>
    </p>
  );
}
