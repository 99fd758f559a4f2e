import { Choice, Flag, Id, IdList, Instant, ListOf, OldestFirstQuery, Text } from '#http';

export class ScreeningQuery extends OldestFirstQuery {
  @Choice(['held', 'decided', 'all'], {
    optional: true,
    about: 'held: matches that nobody has decided; decided: those that somebody has; all hits otherwise',
  })
  state?: string;
}

export class ScreeningCandidateDto {
  @Id() entryId: string;
  @Text({ max: 200 }) name: string;
  @Text({ max: 200 }) source: string;
  @Text({ max: 400, about: 'the name as it is compared: without variants of characters, width and corporate form' })
  folded: string;
  @Choice(['spelling', 'variants', 'reading', 'part'], {
    nullable: true,
    about: 'why: spelled the same, the same but for variants of characters, read the same, a part; null: not kept then',
  })
  ground: string | null;
}

/** A match, for the insurer alone. */
export class ScreeningDto {
  @Id() id: string;
  @Choice(['institution', 'person', 'account']) subjectKind: string;
  @Id() subjectId: string;
  @Text({ max: 200, about: 'of an account: the vendor, the victim or the institution whose it is' })
  subjectName: string;
  @Text({ max: 400, about: 'the name as it is compared' }) folded: string;
  @Id() institutionId: string;
  @Text({ max: 200 }) institutionName: string;
  @Choice(['proposal', 'account', 'release']) occasion: string;
  @IdList({ max: 1_000 }) matched: string[];
  @ListOf(ScreeningCandidateDto, { max: 1_000 }) candidates: ScreeningCandidateDto[];
  @Text({ max: 2_000, about: 'the watched names, with their sources' }) matchedNames: string;
  @Instant() at: string;
  @Choice(['cleared', 'confirmed'], { nullable: true }) outcome: string | null;
  @Instant({ nullable: true }) decidedAt: string | null;
  @Text({ max: 200, nullable: true }) decidedByName: string | null;
  @Text({ max: 200, nullable: true, about: 'who of compliance was asked' }) compliance: string | null;
  @Text({ max: 2_000, nullable: true, about: 'why it was cleared or confirmed' }) reason: string | null;
  @Flag({ about: 'payments wait' }) isHeld: boolean;
}

export class DecideScreeningDto {
  @Choice(['cleared', 'confirmed']) outcome: 'cleared' | 'confirmed';
  @Text({ max: 200, pattern: '\\S', about: 'who of compliance was asked' }) compliance: string;
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}
