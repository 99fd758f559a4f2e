import { coverageOutlooks, supportOutlooks } from '#assessment';
import { Choice, Count, Flag, Id, Instant, ListOf, Nested, PageQuery, Text, TextList } from '#http';
import { incidentStates } from '#incidents';

/** Possible consequences of a wrong outlook, in the order in which they are listed. */
export const followedKinds = ['case-withdrawn', 'lines-withdrawn', 'no-line'] as const;
export type Followed = (typeof followedKinds)[number];

export class OutlookCorrectionQuery extends PageQuery {
  @Choice(['to-call', 'to-act', 'all'], {
    optional: true,
    about:
      'to-call: somebody on whose page it stood was not reached yet; to-act: withdrawn, lost lines or ' +
      'got none since, and nobody has worked it off',
  })
  list?: string;
  @Id({ optional: true }) incidentId?: string;
}

/** A call about a notice. */
export class OutlookNoticeCallDto {
  @Instant() at: string;
  @Text({ max: 200 }) byName: string;
  @Flag() reached: boolean;
  @Text({ max: 2_000 }) note: string;
}

/** An institution or agency on whose page the wrong outlook was shown. */
export class OutlookNoticeStandingDto {
  @Id() id: string;
  @Choice(['institution', 'agency']) reader: string;
  @Text({ max: 200, nullable: true }) readerName: string | null;
  @Instant({ nullable: true, about: 'when it was read on their page' }) readAt: string | null;
  @ListOf(OutlookNoticeCallDto, { about: 'oldest first' }) calls: OutlookNoticeCallDto[];
}

/** The act on the possible consequences. */
export class OutlookCorrectionActDto {
  @Instant() at: string;
  @Text({ max: 200 }) byName: string;
  @Text({ max: 2_000 }) done: string;
}

/** The wrong outlook that was shown, when, and the correct one. */
export class OutlookToldDto {
  @Id() id: string;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Choice(['amber', 'red'], { about: 'the worst that was told of cover, because of the country alone' }) told: string;
  @Instant() toldFrom: string;
  @Instant({ about: 'when it was no longer shown' }) toldUntil: string;
  @Instant() correctedAt: string;
  @Choice(['pending', ...coverageOutlooks], { about: 'what holds now' }) coverageOutlook: string;
  @Choice(['pending', ...supportOutlooks], { about: 'what holds now' }) supportOutlook: string;
}

/** A correction for the insurer. */
export class OutlookCorrectionDto extends OutlookToldDto {
  @Choice(incidentStates) state: string;
  @Text({ max: 200, nullable: true }) institutionName: string | null;
  @ListOf(OutlookNoticeStandingDto) notices: OutlookNoticeStandingDto[];
  @TextList({ max: 3, each: 20, values: followedKinds, about: 'what may have followed from it' }) followed: Followed[];
  @Count({ about: 'lines withdrawn since it was told' }) linesWithdrawn: number;
  @Nested(OutlookCorrectionActDto, { nullable: true }) act: OutlookCorrectionActDto | null;
}

/** A correction for the institution or agency it was sent to. */
export class OutlookNoticeDto extends OutlookToldDto {
  @Instant({ nullable: true }) readAt: string | null;
}

export class OutlookNoticeQuery extends PageQuery {
  @Id({ optional: true }) incidentId?: string;
  @Choice(['unread', 'all'], { optional: true }) list?: string;
}

export class CallAboutOutlookDto {
  @Flag({ about: 'whether somebody was reached who could be told' }) reached: boolean;
  @Text({ max: 2_000, pattern: '\\S', about: 'with whom, what was said; or why nobody was reached' }) note: string;
}

export class ActOnCorrectionDto {
  @Text({ max: 2_000, pattern: '\\S', about: 'what was done' }) done: string;
}
