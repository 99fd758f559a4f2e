import { Flag, Id } from '#http';

/** What of a case somebody has open. */
export class PresenceDto {
  @Id({ nullable: true, about: 'the expense that is open; null: the case itself' }) expenseId: string | null;
  @Flag({ about: 'false: the page was left' }) isThere: boolean;
  @Flag({ about: 'the page was opened just now: who is there says so at once' }) isNew: boolean;
}
