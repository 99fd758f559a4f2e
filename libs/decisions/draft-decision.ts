import { coverageOf } from '#coverage';
import type { Tx } from '#database';
import { expenseById } from '#expenses';
import { incidentById } from '#incidents';
import { openAmounts } from '#limits';
import { checksOf, newestChecks } from './case-check.js';
import type { ProposeDecisionDto } from './decision.dto.js';
import { judgeProposal } from './judge-proposal.js';
import { judgeStatement, openStatement } from './propose-statement.js';
import { requireSigner, subjectOf } from './propose-decision.js';
import { rowOf } from './keep-proposal.js';
import { keptStatement } from './statement.js';
import type { DecisionEntity } from './decision.entity.js';

/** An unsigned proposal, with the expenses that it would decide. */
export interface DraftDecision {
  readonly decision: DecisionEntity;
  readonly expenseIds: readonly string[];
}

/**
 * The proposal that the reader would make now, of one line or of the statement of its months. Nothing is stored, and
 * whether the line is ready to be paid is not checked. Throws what the proposal throws for its body.
 */
export async function draftOf(tx: Tx, expenseId: string, body: ProposeDecisionDto): Promise<DraftDecision> {
  const expense = await expenseById(tx, expenseId);
  const incident = await incidentById(tx, expense.incident_id);
  const signs = { entered: expense.entered_by, incident, lane: expense.lane, expenseId };
  const proposer = await requireSigner(tx, signs);
  const checks = newestChecks(await checksOf(tx, incident.id));
  if (coverageOf(expense.category) === 'business-interruption') {
    const opened = await openStatement(tx, incident, checks, false);
    const judged = await judgeStatement(tx, opened, { checks, proposer, body });
    const statement = keptStatement(opened.drawn);
    return {
      decision: rowOf(opened, judged, { body, now: tx.now, statement }),
      expenseIds: opened.fresh.map(({ id }) => id),
    };
  }
  const subject = await subjectOf(tx, incident, expense, checks);
  const open = (await openAmounts(tx, [subject.period.id])).get(subject.period.id) ?? [];
  const judged = await judgeProposal(tx, subject, { open, checks, proposer, body });
  return { decision: rowOf(subject, judged, { body, now: tx.now }), expenseIds: [expenseId] };
}
