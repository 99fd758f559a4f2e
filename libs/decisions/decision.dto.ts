import { AssessmentReasonDto, AssessmentStepDto, bucketNames } from '#assessment';
import { Choice, Count, Flag, Id, Instant, ListOf, Nested, OldestFirstQuery, Text, YenAmount } from '#http';
import { lanes } from '#kernel';
import { decisionStates } from './decision-machine.js';
import { reasonCodes } from './decision-reasons.js';
import { decisionKinds, type DecisionKind } from './decision-needs.js';

export class DecisionReasonDto {
  @Choice(reasonCodes) code: (typeof reasonCodes)[number];
  @YenAmount({ optional: true, about: 'of a reduction: what this reason takes off; together they are the difference' })
  amount?: number;
  @Text({ max: 2_000, pattern: '\\S', about: 'for inside: in no letter, and not told to the institution' })
  text: string;
}

export class GateAnswerDto {
  @Text({ max: 60, about: 'code of the question' }) code: string;
  @Choice(['covered', 'not-covered']) answer: 'covered' | 'not-covered';
  @Text({ max: 2_000, pattern: '\\S', about: 'for inside: in no letter, and not told to the institution' })
  reason: string;
}

/** A reason as it was given. */
export class GivenReasonDto {
  @Choice(reasonCodes) code: string;
  @YenAmount({ nullable: true }) amount: number | null;
  @Text({ max: 2_000 }) text: string;
}

/** A proposal on an expense, as it is sent. */
export class ProposeDecisionDto {
  @Choice(decisionKinds) kind: DecisionKind;
  @YenAmount({ optional: true, about: 'approve: the assessed amount when absent; needed to reduce' }) amount?: number;
  @ListOf(DecisionReasonDto, { optional: true, max: 20 }) reasons?: DecisionReasonDto[];
  @ListOf(GateAnswerDto, {
    optional: true,
    max: 60,
    about: 'answers to what the rules leave open; those to the incident hold for its later expenses',
  })
  answers?: GateAnswerDto[];
  @Text({ max: 2_000, pattern: '\\S', about: 'for the institution: on its page and in the letter' }) textJa: string;
  @Text({ max: 2_000, optional: true }) textEn?: string;
}

export class ArticleDto {
  @Text({ max: 20, optional: true, about: 'the rule it stands for; absent: of the decision as a whole' }) rule?: string;
  @Text({ max: 500, pattern: '\\S', about: 'article of the policy wording' }) article: string;
}

export class CountersignDto {
  @ListOf(ArticleDto, { optional: true, max: 20 }) articles?: ArticleDto[];
  @Text({
    max: 2_000,
    optional: true,
    pattern: '\\S',
    about: 'of a payment against the rules: why no article carries the denial',
  })
  note?: string;
}

export class ReturnDecisionDto {
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}

export class DecisionTextDto {
  @Text({ max: 60 }) code: string;
  @Text({ max: 1_000 }) textJa: string;
  @Text({ max: 1_000 }) textEn: string;
}

/** What a proposal needs, and what of it is missing. */
export class DecisionNeedsDto {
  @YenAmount({ about: 'the running total that authority is tested against' }) totalYen: number;
  @ListOf(DecisionTextDto) because: DecisionTextDto[];
  @ListOf(DecisionTextDto, { about: 'empty: nothing is missing' }) missing: DecisionTextDto[];
  @Choice(['none', 'article', 'article-or-none'], { about: 'what a countersigner names of the policy wording' })
  ground: string;
}

/** An answer to a question that the rules leave to a person, with the question. */
export class AnsweredQuestionDto extends GateAnswerDto {
  @Text({ max: 2_000 }) textJa: string;
  @Text({ max: 2_000 }) textEn: string;
}

/** What the reader's signature would do. */
export class OwnSignatureDto {
  @ListOf(DecisionTextDto, { about: 'what would still be missing after it; empty: the decision holds at once' })
  left: DecisionTextDto[];
}

export class NamedArticleDto {
  @Text({ max: 20, nullable: true }) rule: string | null;
  @Text({ max: 500 }) article: string;
}

export class DecisionActDto {
  @Choice(['countersigned', 'sent-back', 'taken-back', 'undone', 'reversed']) kind: string;
  @Text({ max: 200 }) personName: string;
  @Text({ max: 40 }) actingAs: string;
  @ListOf(NamedArticleDto) articles: NamedArticleDto[];
  @Text({ max: 2_000, nullable: true }) note: string | null;
  @Instant() at: string;
}

/**
 * A limit, or the deductible, before and after a decision at the assessed amount: what the ledger would post; nothing
 * is posted.
 */
export class LimitAfterDto {
  @Choice(bucketNames) bucket: string;
  @Text({ max: 100 }) nameJa: string;
  @Text({ max: 100 }) nameEn: string;
  @YenAmount() limit: number;
  @YenAmount() remaining: number;
  @YenAmount({ about: 'after this expense at its assessed amount, or at the amount that was decided' })
  remainingAfter: number;
}

/** What a statement of business interruption came to when it was proposed. */
export class KeptStatementDto {
  @YenAmount({ about: 'T: all months, less reductions by decision that stand' }) total: number;
  @YenAmount() reduced: number;
  @YenAmount({ about: 'C: held and paid by earlier statements' }) before: number;
  @YenAmount({ about: 'what it pays' }) pays: number;
  @YenAmount({ about: 'what was paid too much, and is demanded back' }) comesBack: number;
  @YenAmount({
    about: 'what was paid beyond T and stays: the insurer had agreed to it; neither demanded back nor set off',
  })
  notDemanded: number;
}

/** The assessment that a decision rests on, as it was kept with it. */
export class DecisionAssessmentDto {
  @Text({ max: 20 }) outcome: string;
  @YenAmount() claimed: number;
  @YenAmount() indemnifiable: number;
  @YenAmount() wouldPay: number;
  @ListOf(AssessmentReasonDto) reasons: AssessmentReasonDto[];
  @ListOf(AssessmentStepDto) steps: AssessmentStepDto[];
  @YenAmount({ about: 'of a supplement: approved already for the line it supplements, taken off' })
  approvedBefore: number;
  @ListOf(LimitAfterDto, { about: 'what was left of the limits before and after it' }) limits: LimitAfterDto[];
  @Nested(KeptStatementDto, { nullable: true, about: 'of months of business interruption' })
  statement: KeptStatementDto | null;
  @Text({ max: 64 }) requestHash: string;
  @Text({ max: 20 }) termsVersion: string;
}

/** A proposal with its signatures and what came of it; for the insurer. */
export class DecisionDto {
  @Id() id: string;
  @Id() expenseId: string;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Text({ max: 200, nullable: true }) institutionName: string | null;
  @Count() line: number;
  @Choice(lanes) lane: string;
  @Text({ max: 60 }) category: string;
  @Choice(decisionStates) state: (typeof decisionStates)[number];
  @Choice(decisionKinds) kind: string;
  @YenAmount() amount: number;
  @YenAmount() claimed: number;
  @YenAmount() assessed: number;
  @ListOf(GivenReasonDto) reasons: GivenReasonDto[];
  @ListOf(AnsweredQuestionDto, { about: 'what the rules left open, as the proposer answered it' })
  answers: AnsweredQuestionDto[];
  @Text({ max: 2_000 }) textJa: string;
  @Text({ max: 2_000, nullable: true }) textEn: string | null;
  @Nested(DecisionAssessmentDto, { about: 'as it was when it was proposed' }) assessment: DecisionAssessmentDto;
  @Nested(DecisionNeedsDto) needs: DecisionNeedsDto;
  @Id() proposedById: string;
  @Text({ max: 200 }) proposedByName: string;
  @Choice(['adjuster', 'senior-adjuster']) proposedAs: string;
  @YenAmount({ about: 'the proposer’s authority in the lane on that day' }) proposerAuthority: number;
  @Instant() proposedAt: string;
  @Nested(OwnSignatureDto, { nullable: true, about: 'null: the reader cannot sign it' })
  ownSignature: OwnSignatureDto | null;
  @ListOf(DecisionActDto) acts: DecisionActDto[];
  @Instant({ nullable: true }) ruledAt: string | null;
  @Instant({ nullable: true, about: 'until then whoever signed can undo it' }) finalAt: string | null;
}

export class DecisionQuery extends OldestFirstQuery {
  @Choice(lanes, { optional: true }) lane?: string;
  @Choice(['others', 'mine'], { optional: true, about: 'others: open proposals one may sign; mine: one’s own' })
  by?: 'others' | 'mine';
}

/** A month of business interruption in a statement. */
export class StatementLineDto {
  @Id() expenseId: string;
  @Count() line: number;
  @Flag({ about: 'decided with this statement' }) isNew: boolean;
  @YenAmount({ about: 'by the rules, before limits' }) engine: number;
  @YenAmount({ about: 'its part of what the statement pays' }) part: number;
}
