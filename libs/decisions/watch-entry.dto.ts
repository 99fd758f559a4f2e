import { Id, Instant, ListOf, Text } from '#http';

export class WatchNameDto {
  @Text({ max: 200, pattern: '\\S', isName: true }) name: string;
  @Text({ max: 200, optional: true, nullable: true, about: 'reading in katakana: account holders have no other' })
  kana?: string | null;
  @Text({ max: 200, pattern: '\\S', about: 'which list, and its day' }) source: string;
}

export class EnterWatchNamesDto {
  @ListOf(WatchNameDto, { min: 1, max: 1_000 }) names: WatchNameDto[];
}

export class WatchEntryDto extends WatchNameDto {
  @Id() id: string;
  @Instant() enteredAt: string;
  @Instant({ nullable: true }) removedAt: string | null;
}
