import { Choice, Day, Flag, Free, Id, Instant, ListOf, Nested, PageQuery, Text, YenAmount } from '#http';
import { termsEntryKinds } from './terms-entry.js';

export const termsEntryStates = ['waiting', 'approved', 'refused'] as const;

export class TermsEntryQuery extends PageQuery {
  @Choice(termsEntryKinds, { optional: true }) kind?: string;
  @Text({ optional: true, max: 60 }) subject?: string;
  @Choice(termsEntryStates, { optional: true }) state?: string;
}

export class EnterTermsDto {
  @Choice(termsEntryKinds) kind: (typeof termsEntryKinds)[number];
  @Text({
    max: 60,
    about: 'The version of the terms; of contract parameters, the id of the period; of an article, the rule.',
  })
  subject: string;
  @Free({
    about:
      'Figures as in data/product-terms.json; parameters by their names; `{article}` of the policy ' +
      'wording, such as 第12条第1項.',
  })
  content: object;
  @Text({ max: 500, about: 'Where it is written: the document, its date, its page.' }) source: string;
  @Day({
    about: 'Figures and parameters hold for contracts that begin on this day or later: at the earliest tomorrow.',
  })
  effectiveOn: string;
}

export class RefuseTermsDto {
  @Text({ max: 500 }) reason: string;
}

export class TermsPersonDto {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
}

/** An entry of terms, with the decision of a second person. */
export class TermsEntryDto {
  @Id() id: string;
  @Choice(termsEntryKinds) kind: (typeof termsEntryKinds)[number];
  @Text({ max: 60 }) subject: string;
  @Free() content: object;
  @Text({ max: 500 }) source: string;
  @Day() effectiveOn: string;
  @Choice(termsEntryStates) state: (typeof termsEntryStates)[number];
  @Nested(TermsPersonDto) enteredBy: TermsPersonDto;
  @Instant() enteredAt: string;
  @Nested(TermsPersonDto, { nullable: true }) decidedBy: TermsPersonDto | null;
  @Instant({ nullable: true }) decidedAt: string | null;
  @Text({ max: 500, nullable: true }) reason: string | null;
}

export class PlanTermsDto {
  @Choice(['clinic', 'hospital']) contractType: string;
  @Choice(['1', '2', '3']) plan: string;
  @YenAmount() liabilityYen: number;
  @YenAmount() responseExpenseYen: number;
}

/** One version of the product's terms. */
export class TermsVersionDto {
  @Text({ max: 20 }) version: string;
  @Text({ max: 200 }) nameJa: string;
  @Text({ max: 200 }) nameEn: string;
  @Day({ nullable: true, about: 'Contracts may begin on it from this day; null: from the beginning.' })
  effectiveOn: string | null;
  @ListOf(PlanTermsDto) plans: PlanTermsDto[];
}

export class RuleArticleDto {
  @Text({ max: 20 }) rule: string;
  @Text({ max: 100, nullable: true, about: 'Of the policy wording; null until it is entered and approved.' })
  article: string | null;
}

/** The present terms: versions, and the article of the policy wording for each rule. */
export class TermsDto {
  @ListOf(TermsVersionDto) versions: TermsVersionDto[];
  @ListOf(RuleArticleDto) rules: RuleArticleDto[];
  @Flag({ about: 'Some rule has no article yet.' }) articlesMissing: boolean;
}
