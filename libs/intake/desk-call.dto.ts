import { Choice, Flag, Id, Instant, ListOf, Text } from '#http';

export const callPurposes = ['call-back', 'acknowledgement'] as const;
export type CallPurpose = (typeof callPurposes)[number];
/** `not-recorded`: the case is older than the record of calls, so the outcome is not known. */
export const callOutcomes = ['reached', 'not-reached', 'not-recorded'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** A call back, as the person who made it records it. */
export class RecordCallBackDto {
  @Flag({ about: 'whether somebody of the institution was spoken to; else the promise runs on' }) reached: boolean;
  @Instant({ optional: true, about: 'when the call was made; now, when absent' }) calledAt?: string;
  @Text({ max: 2_000, pattern: '\\S', optional: true, about: 'for the insurer' }) note?: string;
}

/** The caller was told on the telephone that the report was received, with the case number. */
export class RecordAcknowledgementDto {
  @Instant({ optional: true, about: 'when it was said; now, when absent' }) calledAt?: string;
  @Text({ max: 2_000, pattern: '\\S', optional: true, about: 'for the insurer' }) note?: string;
}

/** A call of the desk. Calls are added, never changed. */
export class DeskCallDto {
  @Id() id: string;
  @Choice(callPurposes) purpose: string;
  @Choice(callOutcomes, { about: 'not-recorded: the case is older than the record of calls' }) outcome: string;
  @Instant({ nullable: true }) calledAt: string | null;
  @Text({ max: 2_000, nullable: true }) note: string | null;
  @Text({ max: 200, nullable: true }) recordedByName: string | null;
  @Instant() recordedAt: string;
}

export class DeskCallsDto {
  @ListOf(DeskCallDto) items: DeskCallDto[];
}
