import { categories, type Category } from '#coverage';
import { documentKindNames, DocumentDto, type DocumentKind } from '#documents';
import { Choice, Day, Flag, Id, IdList, Instant, ListOf, Text } from '#http';

export class NeededPaperDto {
  @Choice(documentKindNames) kind: string;
  @Text({ max: 60 }) nameJa: string;
  @Text({ max: 60 }) nameEn: string;
  @Day({
    nullable: true,
    about: 'the day on which the first of its kind that can be read arrived; null: it is missing',
  })
  receivedOn: string | null;
  @Flag({ about: 'a senior-adjuster does without it' }) waived: boolean;
  @Flag({ about: 'it came with a password, and nobody of the insurer has opened it yet' }) locked: boolean;
}

/** A paper that a senior-adjuster does without. */
export class WaiverDto {
  @Choice(documentKindNames) kind: string;
  @Text({ max: 2_000, about: 'for inside' }) reason: string;
  @Text({ max: 200 }) byName: string;
  @Instant() at: string;
}

/** The papers of an expense. */
export class EvidenceDto {
  @ListOf(NeededPaperDto) needed: NeededPaperDto[];
  @IdList({ max: 1_000, about: 'papers that prove it' }) documentIds: string[];
  @Day({ nullable: true, about: '請求完了日, as far as papers decide it; null while one is missing' })
  completeOn: string | null;
}

export class MissingPaperDto {
  @Text({ max: 60 }) code: string;
  @Text({ max: 200 }) textJa: string;
  @Text({ max: 200 }) textEn: string;
}

/** A paper with the expenses that it proves. */
export class CaseDocumentDto extends DocumentDto {
  @IdList({ max: 1_000 }) expenseIds: string[];
}

export class ExpensePapersDto {
  @Id() expenseId: string;
  @ListOf(MissingPaperDto, { about: 'what a payment of it still needs' }) missing: MissingPaperDto[];
}

/** The papers of a case, in the order of arrival, and what its open expenses still need. */
export class CaseDocumentsDto {
  @ListOf(CaseDocumentDto) documents: CaseDocumentDto[];
  @ListOf(ExpensePapersDto) expenses: ExpensePapersDto[];
}

export class LinkDocumentDto {
  @IdList({ max: 200, min: 1, about: 'expenses that the paper proves' }) expenseIds: string[];
}

export class WaiveEvidenceDto {
  @Choice(documentKindNames) kind: DocumentKind;
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}

/** Whether a category needs a paper, from a day on. */
export class EvidenceRequirementDto {
  @Choice(categories) category: Category;
  @Choice(documentKindNames) kind: DocumentKind;
  @Flag() needed: boolean;
  @Choice(['no-attack-confirmed'], { optional: true, nullable: true, about: 'only while no attack is confirmed' })
  onlyWhile?: 'no-attack-confirmed' | null;
  @Day() fromOn: string;
  @Text({ max: 500, pattern: '\\S', about: 'where it is said' }) source: string;
}

export class EnteredRequirementDto extends EvidenceRequirementDto {
  @Id() id: string;
  @Instant() enteredAt: string;
}

export class EvidenceRequirementsDto {
  @ListOf(EnteredRequirementDto, { about: 'by category, kind and day; the newest of a category and kind holds' })
  items: EnteredRequirementDto[];
}
