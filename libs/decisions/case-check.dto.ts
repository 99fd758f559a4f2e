import { Choice, Flag, Id, Instant, ListOf, Text } from '#http';
import { checkKinds, type CheckKind } from './case-check-kinds.js';
import { DecisionTextDto } from './decision.dto.js';

/** A check before the first proposal of a case. */
export class RecordCheckDto {
  @Choice(checkKinds) kind: CheckKind;
  @Choice(['clear', 'issue'], { about: 'issue: a senior-adjuster signs every decision of the case' })
  finding: 'clear' | 'issue';
  @Text({ max: 2_000, pattern: '\\S' }) note: string;
  @Text({ max: 500, pattern: '\\S', about: 'where it was found out' }) source: string;
}

export class CheckDto {
  @Id() id: string;
  @Choice(checkKinds) kind: string;
  @Text({ max: 100 }) nameJa: string;
  @Text({ max: 100 }) nameEn: string;
  @Choice(['clear', 'issue']) finding: string;
  @Text({ max: 2_000 }) note: string;
  @Text({ max: 500 }) source: string;
  @Text({ max: 200 }) checkedByName: string;
  @Instant() at: string;
  @Flag({ about: 'the newest of its kind' }) counts: boolean;
}

export class ChecksDto {
  @ListOf(CheckDto, { about: 'newest first' }) checks: CheckDto[];
  @ListOf(DecisionTextDto, { about: 'what is missing before anything is proposed' }) missing: DecisionTextDto[];
}
