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
  type Cause,
  type ExclusionToCheck,
  type Intent,
  type LeakKind,
  type Perpetrator,
  type PremisesKind,
  type SuspicionRaiser,
  type SystemStopKind,
} from './facts.js';
import type { Words } from '#kernel';

export class SuspicionDto {
  @Choice(suspicionRaisers) raisedBy: SuspicionRaiser;
  @Instant() raisedAt: string;
  @Text({ max: 200, optional: true, nullable: true }) raisedByName?: string | null;
}

export class SystemStopDto {
  @Choice(systemStopKinds) kind: SystemStopKind;
  @Instant({ optional: true, nullable: true }) from?: string | null;
  @Instant({ optional: true, nullable: true, about: 'absent or null: the stop still lasts' }) to?: string | null;
}

export class CareImpactDto {
  @Flag({ optional: true, nullable: true }) emergencyStopped?: boolean | null;
  @Flag({ optional: true, nullable: true }) outpatientsStopped?: boolean | null;
  @Flag({ optional: true, nullable: true }) paperCharts?: boolean | null;
}

const unknown = { optional: true, nullable: true } as const;

/** The facts of a case; absent or null means not known. */
export class FactsDto {
  @Choice(causes, unknown) cause?: Cause | null;
  @Text({ ...unknown, max: 2, min: 2, pattern: '^[A-Z]{2}$', about: 'ISO 3166-1 alpha-2: where it happened' })
  country?: string | null;
  @Flag({ ...unknown, about: 'happened abroad, but a facility in Japan is affected' }) domesticEffect?: boolean | null;
  @Instant(unknown) occurredAt?: string | null;
  @Instant(unknown) discoveredAt?: string | null;
  @Flag(unknown) attackConfirmed?: boolean | null;
  @Nested(SuspicionDto, unknown) suspicion?: SuspicionDto | null;
  @Choice(premisesKinds, unknown) premises?: PremisesKind | null;
  @Choice(perpetrators, unknown) perpetrator?: Perpetrator | null;
  @Choice(intents, unknown) intent?: Intent | null;
  @Flag(unknown) thirdPartyClaim?: boolean | null;
  @Nested(SystemStopDto, unknown) systemStop?: SystemStopDto | null;
  @Nested(CareImpactDto, unknown) careImpact?: CareImpactDto | null;
  @Count(unknown) affectedPersons?: number | null;
  @Choice(leakKinds, { ...unknown, about: 'a device or medium lost, sent to the wrong person, or open to others' })
  leakKind?: LeakKind | null;
  @TextList({ optional: true, max: 30, each: 100 }) dataKinds?: string[];
  @TextList({ optional: true, max: 30, each: 200 }) involvedVendors?: string[];
  @Flag(unknown) ransomDemanded?: boolean | null;
  @Flag(unknown) knownBeforeInception?: boolean | null;
  @Text({ ...unknown, max: 60, about: 'the number under which the institution keeps the incident itself' })
  institutionReference?: string | null;
}

/** A correction: only the named facts change. Earlier statements stay readable. */
export class CorrectFactsDto extends FactsDto {
  @Text({ max: 10_000, optional: true }) description?: string;
  @Text({ max: 60, optional: true, nullable: true }) policyNumber?: string | null;
  @TextList({ optional: true, max: 7, each: 40, values: exclusionsToCheckKinds, about: 'set by the insurer' })
  exclusionsToCheck?: ExclusionToCheck[];
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

/** The facts of a case as they are stored; instants are RFC 3339 in UTC. */
export type Facts = FactsDto & Pick<CorrectFactsDto, 'exclusionsToCheck'>;

/** The names of facts, and of the two texts of a case, on pages and in lists. */
export const factNames: Readonly<Record<keyof Facts | 'description' | 'policyNumber', Words>> = {
  description: { ja: '状況', en: 'What happened' },
  policyNumber: { ja: '証券番号', en: 'Policy number' },
  cause: { ja: '原因', en: 'Cause' },
  country: { ja: '国・地域', en: 'Country or region' },
  domesticEffect: { ja: '国内への影響', en: 'Effect in Japan' },
  occurredAt: { ja: '発生日時', en: 'Occurred' },
  discoveredAt: { ja: '気づいた日時', en: 'Noticed' },
  attackConfirmed: { ja: '攻撃の確認', en: 'Attack confirmed' },
  suspicion: { ja: '攻撃のおそれ', en: 'Suspicion' },
  premises: { ja: '場所', en: 'Premises' },
  perpetrator: { ja: '行為者', en: 'Perpetrator' },
  intent: { ja: '行為者の意図', en: 'Intent' },
  thirdPartyClaim: { ja: '第三者からの請求', en: 'Claim by a third party' },
  systemStop: { ja: 'システムの停止', en: 'Stop of systems' },
  careImpact: { ja: '診療への影響', en: 'Effect on care' },
  affectedPersons: { ja: '対象となる人数', en: 'Persons affected' },
  leakKind: { ja: '紛失・流出の内容', en: 'What was lost or sent out' },
  dataKinds: { ja: 'データの種類', en: 'Kinds of data' },
  involvedVendors: { ja: '関係する事業者', en: 'Vendors involved' },
  ransomDemanded: { ja: '身代金の要求', en: 'Ransom demanded' },
  knownBeforeInception: { ja: '契約前の認識', en: 'Known before inception' },
  institutionReference: { ja: '医療機関の管理番号', en: 'Institution’s own reference' },
  exclusionsToCheck: { ja: '確認が必要な免責事由', en: 'Exclusions to check' },
};
