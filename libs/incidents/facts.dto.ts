import { Choice, Count, Flag, Instant, Nested, Text, TextList } from '#http';
import {
  causes,
  exclusionsToCheckKinds,
  intents,
  leakKinds,
  perpetrators,
  premisesKinds,
  suspicionRaisers,
  systemStopKinds,
  type Facts,
} from './facts.js';

export class SuspicionDto {
  @Choice(suspicionRaisers) raisedBy: NonNullable<Facts['suspicion']>['raisedBy'];
  @Instant() raisedAt: string;
  @Text({ max: 200, optional: true, nullable: true }) raisedByName?: string | null;
}

export class SystemStopDto {
  @Choice(systemStopKinds) kind: NonNullable<Facts['systemStop']>['kind'];
  @Instant({ optional: true, nullable: true }) from?: string | null;
  @Instant({ optional: true, nullable: true, about: 'absent or null: the stop still lasts' }) to?: string | null;
}

export class CareImpactDto {
  @Flag({ optional: true, nullable: true }) emergencyStopped?: boolean | null;
  @Flag({ optional: true, nullable: true }) outpatientsStopped?: boolean | null;
  @Flag({ optional: true, nullable: true }) paperCharts?: boolean | null;
}

const unknown = { optional: true, nullable: true } as const;

/** What is known of a case; absent or null means not known. */
export class FactsDto {
  @Choice(causes, unknown) cause?: Facts['cause'];
  @Text({ ...unknown, max: 2, min: 2, pattern: '^[A-Z]{2}$', about: 'ISO 3166-1 alpha-2: where it happened' })
  country?: string | null;
  @Flag({ ...unknown, about: 'happened abroad, but a facility in Japan is affected' }) domesticEffect?: boolean | null;
  @Instant(unknown) occurredAt?: string | null;
  @Instant(unknown) discoveredAt?: string | null;
  @Flag(unknown) attackConfirmed?: boolean | null;
  @Nested(SuspicionDto, unknown) suspicion?: SuspicionDto | null;
  @Choice(premisesKinds, unknown) premises?: Facts['premises'];
  @Choice(perpetrators, unknown) perpetrator?: Facts['perpetrator'];
  @Choice(intents, unknown) intent?: Facts['intent'];
  @Flag(unknown) thirdPartyClaim?: boolean | null;
  @Nested(SystemStopDto, unknown) systemStop?: SystemStopDto | null;
  @Nested(CareImpactDto, unknown) careImpact?: CareImpactDto | null;
  @Count(unknown) affectedPersons?: number | null;
  @Choice(leakKinds, { ...unknown, about: 'a device or medium lost, sent to the wrong person, or open to others' })
  leakKind?: Facts['leakKind'];
  @TextList({ optional: true, max: 30, each: 100 }) dataKinds?: string[];
  @TextList({ optional: true, max: 30, each: 200 }) involvedVendors?: string[];
  @Flag(unknown) ransomDemanded?: boolean | null;
  @Flag(unknown) knownBeforeInception?: boolean | null;
}

/** A correction: only what is named changes. What was said before stays readable. */
export class CorrectFactsDto extends FactsDto {
  @Text({ max: 10_000, optional: true }) description?: string;
  @Text({ max: 60, optional: true, nullable: true }) policyNumber?: string | null;
  @TextList({ optional: true, max: 7, each: 40, values: exclusionsToCheckKinds, about: 'set by the insurer' })
  exclusionsToCheck?: Facts['exclusionsToCheck'];
  @Instant({ optional: true, about: 'when this was learned; now, when absent' }) learnedAt?: string;
  @Instant({
    optional: true,
    about:
      'from when on it was so; absent: it corrects whatever was said. Of an earlier time than what is ' +
      'known, it is kept and replaces nothing',
  })
  trueAt?: string;
  @Text({ max: 200, optional: true, about: 'from whom' }) source?: string;
  @Text({ max: 2_000, optional: true, nullable: true }) reason?: string | null;
}
