/** Proposals, signatures, questions, appeals and screening over HTTP. */
export { DecisionsModule } from './decisions.module.js';
/** What a decision needs, as one table, pure (money rules, section 3). */
export * from './decision-needs.js';
export { DecisionDto, LimitAfterDto, ProposeDecisionDto } from './decision.dto.js';
/** Every limit before and after an act of a case (yen); nothing is posted. */
export { limitsAfterAct } from './ledger-act.js';
/** What is missing before any proposal on a line, a rejection included. */
export { proposalMissing } from './proposal-missing.js';
/** A proposal that nobody has signed, as it would be kept: what a letter would say of it. */
export { draftOf, type DraftDecision } from './draft-decision.js';
/** The texts of a decision in a letter: the steps of its figure, the names of its reasons, its articles. */
export { reasonNames } from './decision-words.js';
export { differencesOf, groundsOf, type Difference } from './letter-grounds.js';
/** A decision and its lines; for how many seconds a signer can undo it. */
export { decisionById, linesOf, undoSeconds } from './decision.store.js';
/** Screening for anti-social forces, for the insurer alone. */
export { screenNames, screeningStates, subjectsOf } from './screening.js';
/** The accounts whose names are screened; `payments` supplies them. */
export { accountNames, accountsOf } from './screening.js';
export type { ScreeningState, Subject as ScreenedSubject } from './screening.js';
/** What of paid money can be demanded back (whole yen): nothing that the insurer had agreed to. */
export { repaymentRoom, type RepaymentRoom } from './repayment-room.js';
/** Claims for repayment of what was overpaid (whole yen): their states, and the one mover of them. */
export { repaymentMachine, repaymentStateNames, repaymentStates, type RepaymentState } from './repayment-machine.js';
export { repaymentMover, repaymentTold, type RepaymentActs, type RepaymentClaim } from './move-repayment.js';
/** Writes a claim for repayment and the request to write it off, which are no moves. */
export { enterRepaymentClaim, keepWriteOffAsked, type NewRepaymentClaim } from './repayment-claim.store.js';
/** Questions to the claimant, appeals, supplements and splits of expenses. */
export {
  answerInformation,
  askInformation,
  closeInformation,
  questionsAbout,
  remindersLeft,
} from './information-request.js';
export type { AskedQuestion, QuestionRow } from './information-request.js';
export { appealExpense, appealsOf, type AppealRow } from './appeal-expense.js';
export { supplementExpense, supplementRoom, type Supplement } from './supplement-expense.js';
export { splitExpense, type Part } from './split-expense.js';
export { SplitDto } from './split-expense.dto.js';
export { SupplementDto } from './supplement-expense.dto.js';
export { AppealDto, AppealedDto } from './appeal.dto.js';
export { AnswerInformationDto, AskInformationDto, QuestionDto } from './information-request.dto.js';
/** The decisions of one expense, for the insurer. */
export { decisionsOfExpense } from './decision.reads.js';
/** Its events, jobs and times. */
export { decisionsEvents } from './decision.events.js';
/** The expenses that a reader has in review: what is assessed, and what each waits for, in a word. */
export { approvablesOf } from './approvable.js';
export { ApprovableDto } from './approvable.dto.js';
/** The lists of proposals and reversals to sign, and of matches of watched names, as their routes answer them. */
export { openDecisions } from './decision.reads.js';
export { DecisionQuery } from './decision.dto.js';
export { openReversals } from './reversal.reads.js';
export { ReversalQuery } from './reversal.dto.js';
export { listHits } from './screening.reads.js';
export { ScreeningQuery } from './screening.dto.js';
/** The first ruling of expenses that stands, in SQL. */
export { firstRulings } from './first-ruling.js';
/** The rows of its tables. */
export * from './appeal.entity.js';
export * from './assessment-task.entity.js';
export * from './case-check.entity.js';
export * from './decision.entity.js';
export * from './decision-act.entity.js';
export * from './false-facts.entity.js';
export * from './gate-answer.entity.js';
export * from './information-request.entity.js';
export * from './name-folding.entity.js';
export * from './repayment-claim.entity.js';
export * from './reversal.entity.js';
export * from './screening.entity.js';
export * from './screening-outcome.entity.js';
export * from './watch-entry.entity.js';
