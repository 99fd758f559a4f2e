import { askedOf, explainLine, type ExplainedStep } from '#coverage';
import type { Tx } from '#database';
import { RulingEntity } from '#expenses';
import type { Statement } from './decision-basis.js';
import type { KeptBasis } from './decision-reasons.js';
import { reasonNames } from './decision-words.js';
import { differenceWords as words } from './difference-words.js';
import type { DecisionEntity } from './decision.entity.js';

/** The steps of the assessed figure as they were kept with a decision, with their rules; whole yen. */
export function keptSteps({ request, line }: KeptBasis): readonly ExplainedStep[] {
  return explainLine(line, askedOf(request), null).steps;
}

/**
 * One difference that a letter names between what was claimed and what is paid; whole yen, null where it changes no
 * figure.
 */
export interface Difference {
  readonly text: string;
  readonly before: number | null;
  readonly after: number | null;
}

/**
 * Every difference between what was claimed and what is paid, each with its reason, from what was stored with the
 * decision. Claimed less the differences is always paid.
 */
export function differencesOf(decision: DecisionEntity): Difference[] {
  if (decision.kind === 'reject') return rejected(decision);
  const { claimed_yen, amount_yen, basis, reasons, kind } = decision;
  const chain = new Chain(claimed_yen);
  if (basis.statement) ofStatement(chain, basis.statement);
  else if ((basis.lessYen ?? 0) > 0 || basis.line.claimed !== claimed_yen) ofSupplement(chain, decision);
  else ofLine(chain, decision);
  // the text beside a reason is for the insurer alone (ADR 0035); the letter's text is the decision's
  for (const { code, amount } of reasons) {
    const said = reasonNames[code].ja;
    if (kind === 'reduce' && amount !== null) chain.to(chain.yen - amount, said);
    else chain.note(said);
  }
  chain.to(amount_yen, amount_yen > chain.yen ? words.above : words.notPaid);
  return chain.said;
}

/** The differences from one figure (yen) to the next: each begins where the one before it ended. */
class Chain {
  readonly said: Difference[] = [];

  constructor(public yen: number) {}

  note(text: string): void {
    this.said.push({ text, before: null, after: null });
  }

  to(yen: number, text: string): void {
    if (yen === this.yen) return;
    this.said.push({ text, before: this.yen, after: yen });
    this.yen = yen;
  }
}

/**
 * A question left to a person, and that it was answered "not covered"; the reason of the answer is for the insurer
 * alone.
 */
function deniedQuestion({ reasons }: DecisionEntity['basis']['line'], code: string): string[] {
  return reasons.filter((asked) => asked.code === code).map(({ textJa }) => words.foundNotCovered(textJa));
}

/** Nothing is paid: a single reason takes all of it, several are notes before the figure. */
function rejected({ claimed_yen, answers, basis: { line, statement }, reasons }: DecisionEntity): Difference[] {
  const chain = new Chain(claimed_yen);
  const grounds = [
    ...answers.filter(({ answer }) => answer === 'not-covered').flatMap(({ code }) => deniedQuestion(line, code)),
    // a question that was answered "covered" is no longer open
    ...(line.outcome === 'not-payable' && !statement ? line.reasons : []).map(({ textJa }) => textJa),
    ...reasons.map(({ code }) => reasonNames[code].ja),
  ];
  const [only] = grounds;
  if (grounds.length === 1 && only !== undefined && claimed_yen > 0) chain.to(0, only);
  else for (const ground of grounds) chain.note(ground);
  chain.to(0, grounds.length > 0 ? words.notPaidForThese : words.notPaid);
  return chain.said;
}

function ofLine(chain: Chain, { basis: { request, line } }: DecisionEntity): void {
  if (line.outcome === 'not-payable') for (const { textJa } of line.reasons) chain.note(textJa);
  for (const { textJa, after } of explainLine(line, askedOf(request), null).steps) chain.to(after, textJa);
}

/** A supplement is assessed as the whole of its first line, less what was approved of it. */
function ofSupplement(chain: Chain, { basis: { request, line, lessYen = 0 }, assessed_yen }: DecisionEntity): void {
  chain.note(words.claimedWithFirst(line.claimed));
  if (line.outcome === 'not-payable') for (const { textJa } of line.reasons) chain.note(textJa);
  for (const { textJa } of explainLine(line, askedOf(request), null).steps) chain.note(textJa);
  if (lessYen > 0) chain.note(words.decidedBefore(lessYen));
  chain.to(assessed_yen, words.assessedWithFirst);
}

/** The months of business interruption together, less what earlier statements paid. */
function ofStatement(chain: Chain, { totalYen, reducedYen, beforeYen, staysYen = 0, paysYen }: Statement): void {
  const all = totalYen + reducedYen;
  chain.note(words.allMonths(all));
  if (beforeYen > 0) chain.note(words.lessPaid(beforeYen));
  if (staysYen > 0) chain.note(words.agreedStays(staysYen));
  chain.to(Math.max(0, all + staysYen - beforeYen), words.monthsAssessed);
  chain.to(Math.max(0, totalYen + staysYen - beforeYen), words.reducedBefore);
  chain.to(Math.max(0, paysYen), words.aboveLimit);
}

/** The articles of the policy wording a ruling stands on. */
export async function groundsOf(tx: Tx, decisionId: string): Promise<string[]> {
  const row = await tx.findOne(RulingEntity, { decision_id: decisionId });
  return [...new Set((row?.articles ?? []).map(({ article }) => article))];
}
