import { Choice, Count, Day, Flag, Free, Id, ListOf, Nested, PageQuery, Quantity, Text, YenAmount } from '#http';
import { corporationKinds, writtenKinds } from './policy-entry.dto.js';

const institutionKinds = writtenKinds.filter((kind) => kind !== 'pharmacy');

export class PolicyQuery extends PageQuery {
  @Id({ optional: true }) institutionId?: string;
  @Text({
    optional: true,
    max: 60,
    about:
      'Policy or certificate number, or how it begins; width, case, spaces and hyphens make no ' +
      'difference. The whole number comes first.',
  })
  number?: string;
  @Text({
    optional: true,
    max: 100,
    about: 'A part of the institution’s name; width, kana, spaces and corporate forms make no difference.',
  })
  q?: string;
  @Text({
    optional: true,
    max: 40,
    about: 'The institution’s telephone, or how it begins: digits count, +81 is a 0.',
  })
  telephone?: string;
  @Day({ optional: true, about: 'Periods that cover at least a part of this day.' }) inForceOn?: string;
}

export class PolicySummary {
  @Id({ about: 'The member’s period of cover: what `policyId` means elsewhere.' }) id: string;
  @Text({ max: 60 }) policyNumber: string;
  @Text({ nullable: true, max: 60, about: '加入者証番号 of a member of a group policy.' }) certificateNumber:
    string | null;
  @Id() institutionId: string;
  @Text({ max: 200 }) institutionName: string;
  @Choice(institutionKinds) institutionKind: string;
  @Choice(corporationKinds) corporationKind: string;
  @Count({ max: 3 }) plan: number;
  @Day() inceptionDate: string;
  @Day({ about: 'The day on which cover ends, early endings included.' }) expiryDate: string;
  @Flag({ about: 'In force on this day in Japan.' }) inForce: boolean;
  @Count() version: number;
}

export class PolicyLimits {
  @YenAmount({ about: 'For damages; also the most for everything of the member in the period (R-LIM-2).' })
  liabilityYen: number;
  @YenAmount({ about: 'For response expenses, inside the liability limit (R-LIM-3).' }) responseExpenseYen: number;
}

export class InterruptionOption {
  @YenAmount() limitYen: number;
  @Quantity({ min: 0, max: 100_000, about: '免責時間: a stop of exactly this length pays nothing.' })
  waitingHours: number;
  @Count({ nullable: true, max: 60, about: 'Months from discovery; null: not limited.' }) indemnityMonths:
    number | null;
}

export class PolicyPremises {
  @Id() facilityId: string;
  @Text({ max: 20 }) facilityCode: string;
  @Text({ max: 200 }) facilityName: string;
  @Text({ max: 60 }) facilityKind: string;
  @Day() fromOn: string;
  @Day({ nullable: true }) toOn: string | null;
  @Flag({ about: 'Declared after the inception: the engine tells such premises apart (R-PRM-1).' })
  declaredMidTerm: boolean;
}

export class NeighbourPeriod {
  @Id() id: string;
  @Count({ max: 3 }) plan: number;
  @Day() inceptionDate: string;
  @Day() expiryDate: string;
}

export class PolicyParameter {
  @Text({ max: 60 }) name: string;
  @Text({ max: 200 }) nameJa: string;
  @Text({ max: 200 }) nameEn: string;
  @Text({ max: 1000 }) valueJa: string;
  @Text({ max: 1000 }) valueEn: string;
  @Choice(['contract', 'insurer', 'default']) settledBy: string;
  @Flag({ about: 'Nobody settles it: a default holds that is not in the published terms.' })
  isDefault: boolean;
  @Text({ nullable: true, max: 200 }) noteJa: string | null;
  @Text({ nullable: true, max: 200 }) noteEn: string | null;
}

export class PolicyDetails extends PolicySummary {
  @Text({ nullable: true, max: 200, about: 'Who made the contract; an institution sees only its own part of it.' })
  policyholder: string | null;
  @Flag({ nullable: true, about: 'A group policy with many members; null for an institution.' }) isGroup:
    boolean | null;
  @Text({ max: 20 }) termsVersion: string;
  @Day({ about: 'The day on which cover ends by the contract.' }) contractExpiryDate: string;
  @Day({ nullable: true }) endedEarlyOn: string | null;
  @Text({ nullable: true, max: 500 }) endedReason: string | null;
  @Day({ about: 'Start of unbroken cover over renewals.' }) continuousSince: string;
  @Count({ nullable: true, max: 23, about: 'Hour at which cover begins and ends; 0: whole days; null: not known.' })
  boundaryHour: number | null;
  @Flag() joinedMidTerm: boolean;
  @Nested(PolicyLimits) limits: PolicyLimits;
  @YenAmount({ about: '自己負担額 per incident.' }) deductibleYen: number;
  @Quantity({ min: 0, max: 1, about: 'Share of consumption tax the institution can recover.' })
  taxCreditableRatio: number;
  @Nested(InterruptionOption, { nullable: true, about: '利益・営業継続費用補償追加条項; null: not on the contract.' })
  businessInterruption: InterruptionOption | null;
  @Flag({ about: 'サイバー攻撃による対人・対物事故補償追加条項.' }) bodilyInjuryPropertyDamage: boolean;
  @ListOf(PolicyPremises) premises: PolicyPremises[];
  @ListOf(NeighbourPeriod, { about: 'Periods that this one renews, the nearest first.' }) before: NeighbourPeriod[];
  @ListOf(NeighbourPeriod, { about: 'Periods that renew this one, the nearest first.' }) after: NeighbourPeriod[];
  @ListOf(PolicyParameter, { about: 'What the published terms leave open, and what holds for this contract.' })
  parameters: PolicyParameter[];
  @Free({ about: 'The same as the contract says it, for programs; a member that is missing takes its default.' })
  contractParameters: object;
}
