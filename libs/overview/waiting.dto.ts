import { Choice, Count, Flag, ListOf } from '#http';

/** Lists of work; the word is that of the page which shows it. */
export const waitingLists = [
  'desk',
  'work',
  'unassigned',
  'countersign',
  'assessment-tasks',
  'pre-approvals',
  'screening',
  'cases',
  'support',
  'payments',
  'payment-waits',
  'merge-proposals',
  'late-arrivals',
  'outlook-corrections',
] as const;

/** How much of a list waits for its reader. */
export class WaitingListDto {
  @Choice(waitingLists) list: (typeof waitingLists)[number];
  @Count({ about: 'counted up to 999' }) count: number;
  @Flag({ about: 'there are more than were counted' }) isMore: boolean;
}

export class WaitingDto {
  @ListOf(WaitingListDto, { about: 'the lists of the reader’s roles' }) items: WaitingListDto[];
}
