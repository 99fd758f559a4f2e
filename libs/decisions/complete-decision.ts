import { type Tx } from '#database';
import { expenseMover } from '#expenses';
import { dayInJapan } from '#kernel';
import { postAct } from '#limits';
import { Problem, type FieldFault } from '#problems';
import { articlesOn } from '#terms';
import type { Subject } from './decision-basis.js';
import { linesOf, type ActRow } from './decision.store.js';
import { keepAnswers } from './gate-answers.js';
import { actOf } from './ledger-act.js';
import { decisionMover } from './move-decision.js';
import { demandBack } from './statement.js';
import type { DecisionEntity } from './decision.entity.js';
import type { NamedArticle } from './decision-reasons.js';

/**
 * A proposal with every signature it needs becomes a ruling: what is approved is held, in the same transaction. Throws
 * `decisions.article-needed` by rule, `limits.exhausted`.
 */
export async function completeDecision(
  tx: Tx,
  {
    subject,
    decision,
    acts,
  }: { subject: Subject; decision: DecisionEntity; acts: readonly Pick<ActRow, 'articles' | 'note' | 'person_id'>[] },
): Promise<void> {
  const { incident, expense } = subject;
  const articles = await groundOf(tx, decision, acts);
  const state = decision.kind === 'reject' ? 'rejected' : 'approved';
  const by = acts.length === 0 ? 'proposer' : 'countersigner';
  await decisionMover.move(tx, incident, [{ ...decision, state: 'open' }], {
    to: state,
    by,
    said: { actingAs: decision.proposed_as, articles, expense },
  });
  await keepAnswers(tx, decision, decision.answers, decision.basis.request);
  const { statement } = decision.basis;
  const { postings } = await actOf(tx, subject, {
    kind: decision.kind,
    amountYen: decision.amount_yen,
    deductibleYen: decision.deductible_yen,
    ...(statement ? { statement } : {}),
  });
  await postAct(tx, subject.period, subject.plan, { incidentId: incident.id, postings });
  if (statement && state === 'approved')
    await demandBack(tx, incident, decision, { statement, signedBy: acts.at(-1)?.person_id ?? null });
  const lines = (await linesOf(tx, decision)).map((id) => ({ id, state: 'proposed' as const }));
  await expenseMover.move(tx, incident, lines, {
    to: state,
    by,
    said: {
      act: 'ruled',
      decisionId: decision.id,
      expenseId: expense.id,
      line: expense.line,
      amountYen: decision.amount_yen,
      claimedYen: decision.claimed_yen,
      articles,
    },
  });
}

/** The articles of the policy wording a decision stands on: of each rule that denies, or of the decision as a whole. */
async function groundOf(
  tx: Tx,
  decision: DecisionEntity,
  acts: readonly Pick<ActRow, 'articles' | 'note' | 'person_id'>[],
): Promise<NamedArticle[]> {
  const { ground } = decision.needs;
  if (ground === 'none') return [];
  const named = acts.flatMap((act) => act.articles);
  // a decision that rests on no article needs a note instead
  if (ground === 'article-or-none' && (named.length > 0 || acts.some(({ note }) => note !== null))) return named;
  const known = await articlesOn(tx, dayInJapan(tx.now));
  const rules = decision.kind === 'reject' ? denyingRules(decision) : [];
  const found = rules.flatMap((rule): NamedArticle[] => {
    const article = named.find((one) => one.rule === rule)?.article ?? known.get(rule);
    return article === undefined ? [] : [{ rule, article }];
  });
  const whole = named.filter(({ rule }) => rule === null);
  const missing = whole.length > 0 ? [] : rules.filter((rule) => !found.some((one) => one.rule === rule));
  if (missing.length > 0 || (rules.length === 0 && whole.length === 0)) {
    const code = 'decisions.article-needed' as const;
    const at = (rule: string): FieldFault => ({ pointer: '/articles', code, allowed: rule });
    throw new Problem(code, { errors: missing.length > 0 ? missing.map(at) : [{ pointer: '/articles', code }] });
  }
  return [...found, ...whole];
}

/** The rules of the gates that end the line, and of the questions answered "not covered". */
function denyingRules({ basis: { line }, answers }: DecisionEntity): string[] {
  const denied = answers.filter(({ answer }) => answer === 'not-covered').map(({ code }) => code);
  const ending = line.outcome === 'not-payable' ? line.reasons.slice(-1) : [];
  return [...new Set([...line.reasons.filter(({ code }) => denied.includes(code)), ...ending].map(({ rule }) => rule))];
}
