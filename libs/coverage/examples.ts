import type { CoverageRequest, RequestIncident, RequestLine, RequestPolicy } from './request.js';
import type { IncidentGateCode, LineGateCode } from './response.js';

/** How an example differs from the ordinary request. */
export interface ExampleChange {
  readonly policy?: Partial<RequestPolicy>;
  readonly incident?: Partial<RequestIncident>;
  /** Changes of the line that is assessed; its category is `call-center` unless given. */
  readonly line?: Partial<RequestLine> | { readonly category: string; readonly [member: string]: unknown };
  /** Lines that are claimed beside it. */
  readonly others?: readonly { readonly category: string; readonly [member: string]: unknown }[];
}
interface GateExample extends ExampleChange {
  readonly ja: string;
  readonly en: string;
  /** Codes of every gate that fires, this one among them. */
  readonly codes: readonly (IncidentGateCode | LineGateCode)[];
}

/**
 * The request of an example. Unless changed: a general clinic, plan 3, in force 2026-04-01 to 2027-04-01, without
 * options; an attack in Japan of 2026-09-08, discovered on 2026-09-10, confirmed, by an outsider, that stopped the
 * system for 1,000 hours; a cost of 500,000 yen of 2026-09-20 to which the insurer consented, with legal liability. The
 * line of the example comes first.
 */
export function exampleRequest({ policy, incident, line, others = [] }: ExampleChange): CoverageRequest {
  const lines = [{ category: 'call-center', ...line }, ...others];
  return {
    termsVersion: '2026-11',
    policy: {
      institutionKind: 'general-clinic',
      corporationKind: 'medical-corporation',
      plan: 3,
      inceptionDate: '2026-04-01',
      expiryDate: '2027-04-01',
      ...policy,
    },
    incident: {
      cause: 'cyber-attack',
      country: 'JP',
      occurredOn: '2026-09-08',
      discoveredOn: '2026-09-10',
      attackConfirmed: true,
      premises: 'insured-facility',
      perpetrator: 'outsider',
      systemStop: { kind: 'caused', hours: 1_000 },
      ...incident,
    },
    lines: lines.map((one, at) => ({
      id: String(at + 1),
      amount: 500_000,
      incurredOn: '2026-09-20',
      consent: true,
      liability: exampleLiability(),
      ...(one.category in figures ? { interruption: figures[one.category] } : {}),
      ...one,
    })) as unknown as RequestLine[],
  };
}

/** The liability facts of the ordinary example, with changes. */
export const exampleLiability = (change: object = {}): object => ({
  legalLiability: true,
  inCourseOfBusiness: true,
  accidental: true,
  bodilyInjuryOrPropertyDamage: false,
  ...change,
});
const figures: Readonly<Record<string, object>> = {
  'lost-profit': {
    standardRevenue: 10_000_000,
    actualRevenue: 4_000_000,
    profitRate: 0.5,
    avoidedOrdinaryExpenses: 0,
  },
  'revenue-decline-prevention': { avoidedRevenueDecline: 2_000_000, profitRate: 0.5, businessRecoveredOn: null },
  'business-continuation': { avoidedCosts: 0, systemRestoredOn: null },
};
/** A contract with the business-interruption option: up to 50,000,000 yen, after 12 hours. */
export const withOption = (option: object = {}): Partial<RequestPolicy> => ({
  businessInterruption: { limit: 50_000_000, waitingHours: 12, ...option },
});
const raised = (raisedBy: string, raisedOn = '2026-09-10'): Partial<RequestIncident> =>
  ({ suspicion: { raisedBy, raisedOn } }) as Partial<RequestIncident>;

/**
 * One example of each gate, by its code; `codes` follows from the rules, and the spec compares the engine's answer with
 * it.
 */
export const gateExamples: Readonly<Record<IncidentGateCode | LineGateCode, GateExample>> = {
  'ineligible-institution': {
    ja: '薬局',
    en: 'a pharmacy',
    policy: { institutionKind: 'pharmacy' },
    codes: ['ineligible-institution'],
  },
  'known-before-inception': {
    ja: '2026年3月31日に発見（補償の開始は2026年4月1日）',
    en: 'discovered on 31 March 2026, cover from 1 April 2026',
    incident: { occurredOn: null, discoveredOn: '2026-03-31' },
    codes: ['known-before-inception'],
  },
  'outside-period': {
    ja: '2027年4月2日に発生（補償の終了は2027年4月1日）',
    en: 'occurred on 2 April 2027, cover until 1 April 2027',
    incident: { occurredOn: '2027-04-02', discoveredOn: '2027-04-05' },
    line: { incurredOn: '2027-04-10' },
    codes: ['outside-period'],
  },
  'period-boundary-day': {
    ja: '2026年4月1日（補償の始まる日）に発見、開始時刻は不明',
    en: 'discovered on 1 April 2026, the day on which cover begins, hour not known',
    incident: { occurredOn: null, discoveredOn: '2026-04-01' },
    codes: ['period-boundary-day'],
  },
  'period-basis-undecided': {
    ja: '2026年3月31日に発生、2026年5月1日に発見（補償の開始は2026年4月1日）',
    en: 'occurred on 31 March 2026, discovered on 1 May 2026, cover from 1 April 2026',
    incident: { occurredOn: '2026-03-31', discoveredOn: '2026-05-01' },
    codes: ['period-basis-undecided'],
  },
  'period-of-limits-undecided': {
    ja: '2024年4月1日から継続中のご契約で、2026年3月20日に発生、2026年4月5日に発見',
    en: 'in force without a break since 1 April 2024, occurred on 20 March 2026, discovered on 5 April 2026',
    policy: { continuousSince: '2024-04-01' },
    incident: { occurredOn: '2026-03-20', discoveredOn: '2026-04-05' },
    codes: ['period-of-limits-undecided'],
  },
  'undeclared-premises': {
    ja: '申告していない法人本部だけの被害',
    en: 'an undeclared head office alone suffered',
    incident: { premises: 'undeclared-premises' },
    codes: ['undeclared-premises'],
  },
  'premises-undecided': {
    ja: '期間の途中で申告した拠点の被害',
    en: 'a place declared mid-term suffered',
    incident: { premises: 'declared-mid-term' },
    codes: ['premises-undecided'],
  },
  'director-perpetrator': {
    ja: '院長による持ち出し',
    en: 'taken out by the head of the clinic',
    incident: { cause: 'information-leak', perpetrator: 'director', intent: 'crime-or-breach-of-trust' },
    codes: ['director-perpetrator'],
  },
  'exclusion-undecided': {
    ja: '地震によるおそれ',
    en: 'perhaps by an earthquake',
    incident: { exclusionsToCheck: ['earthquake'] },
    codes: ['exclusion-undecided'],
  },
  ransom: { ja: '身代金', en: 'ransom', line: { ransom: true }, codes: ['ransom'] },
  'perpetrator-own-loss': {
    ja: '患者名簿を売った従業員自身の損害',
    en: 'the own loss of the employee who sold a patient list',
    incident: { cause: 'information-leak', perpetrator: 'employee', intent: 'crime-or-breach-of-trust' },
    line: { category: 'damages', claimant: 'perpetrating-employee' },
    codes: ['perpetrator-own-loss'],
  },
  'perpetrator-intent-unknown': {
    ja: '持ち出した従業員自身の損害、意図は不明',
    en: 'the own loss of the employee who took it out, intent not known',
    incident: { cause: 'information-leak', perpetrator: 'employee' },
    line: { category: 'damages', claimant: 'perpetrating-employee' },
    codes: ['perpetrator-intent-unknown'],
  },
  'not-a-cyber-attack': {
    ja: '指摘のないまま調べ、バックアップの不具合と分かった',
    en: 'checked without notice; it was a faulty backup',
    incident: { cause: 'other-accident', attackConfirmed: false },
    line: { category: 'attack-check' },
    codes: ['not-a-cyber-attack'],
  },
  'suspicion-not-raised-by-third-party': {
    ja: '院内の職員が気付いて調べ、攻撃ではなかった',
    en: 'own staff noticed and had it checked; it was no attack',
    incident: { attackConfirmed: false, ...raised('own-staff') },
    line: { category: 'attack-check' },
    codes: ['suspicion-not-raised-by-third-party'],
  },
  'attack-not-yet-determined': {
    ja: '午前3時に院内の監視が警告、まだ何も分からない',
    en: 'own monitoring warned at 3 a.m., nothing known yet',
    incident: { attackConfirmed: null, ...raised('own-staff') },
    line: { category: 'attack-check' },
    codes: ['attack-not-yet-determined'],
  },
  'third-party-undecided': {
    ja: '運用管理を委託していない電子カルテ業者の指摘、攻撃は未確認',
    en: 'pointed out by a chart vendor without a security contract, no attack confirmed',
    incident: { attackConfirmed: null, ...raised('other-third-party') },
    line: { category: 'attack-check' },
    codes: ['third-party-undecided'],
  },
  'suspicion-cost-after-confirmation': {
    ja: '誰からも指摘がないまま、攻撃と確認された',
    en: 'the attack was confirmed without anyone’s notice',
    line: { category: 'attack-check' },
    codes: ['suspicion-cost-after-confirmation'],
  },
  'cost-precedes-notice': {
    ja: '2026年9月19日の費用、警察の指摘は2026年9月20日',
    en: 'a cost of 19 September 2026, notice by the police on 20 September 2026',
    incident: raised('public-body', '2026-09-20'),
    line: { category: 'attack-check', incurredOn: '2026-09-19' },
    codes: ['cost-precedes-notice'],
  },
  'not-outsourced': {
    ja: '職員による遮断',
    en: 'cut off by own staff',
    incident: raised('public-body'),
    line: { category: 'network-isolation' },
    codes: ['not-outsourced'],
  },
  'attack-not-confirmed': {
    ja: '攻撃がまだ確認されていない調査',
    en: 'an investigation before the attack is confirmed',
    incident: { attackConfirmed: null },
    line: { category: 'damage-and-cause-investigation' },
    codes: ['attack-not-confirmed'],
  },
  'investigation-without-attack': {
    ja: '紛失したパソコンの調査',
    en: 'an investigation after a lost computer',
    incident: { cause: 'information-leak' },
    line: { category: 'damage-and-cause-investigation' },
    codes: ['investigation-without-attack'],
  },
  'response-trigger-undecided': {
    ja: 'システム障害後のコールセンター',
    en: 'a call centre after a failure of the system',
    incident: { cause: 'other-accident' },
    codes: ['response-trigger-undecided'],
  },
  'affected-persons-unknown': {
    ja: '人数が分からないうちの見舞金',
    en: 'condolence money while the number is not known',
    line: { category: 'condolence', persons: 500 },
    codes: ['affected-persons-unknown'],
  },
  'more-persons-than-affected': {
    ja: '被害者499人に対し500人分の見舞品',
    en: 'gifts for 500 where 499 are affected',
    incident: { affectedPersons: 499 },
    line: { category: 'condolence', persons: 500 },
    codes: ['more-persons-than-affected'],
  },
  'consent-missing': {
    ja: '同意の記録がない弁護士費用',
    en: 'a lawyer’s invoice without consent on record',
    line: { category: 'litigation', consent: false },
    codes: ['consent-missing'],
  },
  'replacement-or-upgrade': {
    ja: '新しいサーバーへの入替え',
    en: 'replacement by a new server',
    line: { category: 'data-restoration', replacementOrUpgrade: true },
    codes: ['replacement-or-upgrade'],
  },
  'security-product-purchase': {
    ja: '再発防止策として買ったEDR',
    en: 'an EDR product bought for prevention',
    line: { category: 'prevention-planning', securityProduct: true },
    codes: ['security-product-purchase'],
  },
  'unlisted-expense': {
    ja: '職員の宿泊費',
    en: 'hotel rooms for staff',
    line: { category: 'other-response' },
    codes: ['unlisted-expense'],
  },
  'equipment-repair-undecided': {
    ja: '端末の修理',
    en: 'repair of terminals',
    line: { category: 'equipment-repair' },
    codes: ['equipment-repair-undecided'],
  },
  'cost-precedes-discovery': {
    ja: '2026年9月9日の費用（発見は2026年9月10日）',
    en: 'a cost of 9 September 2026, discovered on 10 September 2026',
    line: { incurredOn: '2026-09-09' },
    codes: ['cost-precedes-discovery'],
  },
  'after-response-window': {
    ja: '発見から366日後の費用',
    en: 'a cost 366 days after discovery',
    line: { incurredOn: '2027-09-11' },
    codes: ['after-response-window'],
  },
  'no-legal-liability': {
    ja: '責任がないと確認された損害賠償金',
    en: 'damages without legal liability',
    line: { category: 'damages', liability: exampleLiability({ legalLiability: false }) },
    codes: ['no-legal-liability'],
  },
  'defence-without-liability': {
    ja: '責任がないと確認された訴訟の弁護士費用',
    en: 'a lawyer’s invoice where there is no legal liability',
    line: { category: 'litigation', liability: exampleLiability({ legalLiability: false }) },
    codes: ['defence-without-liability'],
  },
  'legal-liability-undecided': {
    ja: '責任の有無が決まらないうちの損害賠償金',
    en: 'damages while legal liability is open',
    line: { category: 'damages', liability: exampleLiability({ legalLiability: null }) },
    codes: ['legal-liability-undecided'],
  },
  'not-in-course-of-business': {
    ja: '医師個人のSNSによる名誉毀損',
    en: 'defamation by a doctor’s private account',
    incident: { cause: 'digital-content' },
    line: { category: 'damages', liability: exampleLiability({ inCourseOfBusiness: false }) },
    codes: ['not-in-course-of-business'],
  },
  'not-accidental': {
    ja: '意図したとおりの結果によるその他の損害',
    en: 'another damage that was the intended result',
    incident: { cause: 'other-accident' },
    line: { category: 'damages', liability: exampleLiability({ accidental: false }) },
    codes: ['not-accidental'],
  },
  'bodily-injury-territory': {
    ja: '国外での来院者のけが',
    en: 'a visitor hurt abroad',
    policy: { bodilyInjuryPropertyDamage: true },
    incident: { country: 'US' },
    line: { category: 'damages', liability: exampleLiability({ bodilyInjuryOrPropertyDamage: true }) },
    codes: ['bodily-injury-territory'],
  },
  'bodily-injury-undecided': {
    ja: '国内での来院者のけが、追加条項なし',
    en: 'a visitor hurt in Japan, without the clause',
    line: { category: 'damages', liability: exampleLiability({ bodilyInjuryOrPropertyDamage: true }) },
    codes: ['bodily-injury-undecided'],
  },
  'option-not-purchased': {
    ja: '追加条項のない喪失利益',
    en: 'lost profit without the option',
    line: { category: 'lost-profit' },
    codes: ['option-not-purchased'],
  },
  'no-system-stop': {
    ja: '停止のなかった喪失利益',
    en: 'lost profit without a stop',
    policy: withOption(),
    incident: { systemStop: { kind: 'none', hours: 0 } },
    line: { category: 'lost-profit' },
    codes: ['no-system-stop'],
  },
  'system-stop-unknown': {
    ja: '停止したかどうか分からないうちの喪失利益',
    en: 'lost profit while a stop is not known',
    policy: withOption(),
    incident: { systemStop: null },
    line: { category: 'lost-profit' },
    codes: ['system-stop-unknown'],
  },
  'voluntary-stop': {
    ja: '念のため自ら止めた40時間',
    en: 'a precautionary stop of 40 hours',
    policy: withOption(),
    incident: { systemStop: { kind: 'voluntary', hours: 40 } },
    line: { category: 'lost-profit' },
    codes: ['voluntary-stop'],
  },
  'interruption-cause-undecided': {
    ja: 'システム障害による停止',
    en: 'a stop by a failure of the system',
    policy: withOption(),
    incident: { cause: 'other-accident' },
    line: { category: 'lost-profit' },
    codes: ['interruption-cause-undecided'],
  },
  'within-waiting-time': {
    ja: '12時間の停止、待機時間は12時間',
    en: 'a stop of 12 hours, waiting time 12 hours',
    policy: withOption(),
    incident: { systemStop: { kind: 'caused', hours: 12 } },
    line: { category: 'lost-profit' },
    codes: ['within-waiting-time'],
  },
  'stop-length-unknown': {
    ja: 'まだ停止している',
    en: 'still stopped',
    policy: withOption(),
    incident: { systemStop: { kind: 'caused', hours: null } },
    line: { category: 'lost-profit' },
    codes: ['stop-length-unknown'],
  },
  'no-standard-revenue': {
    ja: '開業したばかりの診療所の喪失利益',
    en: 'lost profit of a newly opened clinic',
    policy: withOption(),
    line: {
      category: 'lost-profit',
      interruption: { ...figures['lost-profit'], standardRevenue: null },
    },
    codes: ['no-standard-revenue'],
  },
  'after-system-restoration': {
    ja: '2026年9月20日の費用、システムは2026年9月19日に復旧',
    en: 'a cost of 20 September 2026, the system was restored on 19 September 2026',
    policy: withOption(),
    line: {
      category: 'business-continuation',
      interruption: { avoidedCosts: 0, systemRestoredOn: '2026-09-19' },
    },
    codes: ['after-system-restoration'],
  },
  'after-business-recovery': {
    ja: '2026年9月20日の費用、営業は2026年9月19日に回復',
    en: 'a cost of 20 September 2026, business recovered on 19 September 2026',
    policy: withOption(),
    line: {
      category: 'revenue-decline-prevention',
      interruption: { ...figures['revenue-decline-prevention'], businessRecoveredOn: '2026-09-19' },
    },
    codes: ['after-business-recovery'],
  },
  'beyond-indemnity-period': {
    ja: '2026年10月11日の費用、支払対象期間は発見（2026年9月10日）から1か月',
    en: 'a cost of 11 October 2026, one month from discovery on 10 September 2026',
    policy: withOption({ indemnityMonths: 1 }),
    line: { category: 'lost-profit', incurredOn: '2026-10-11' },
    codes: ['beyond-indemnity-period'],
  },
  'prevention-undecided': {
    ja: '収益減少防止費用が支払対象期間を過ぎ、その判断を待つ営業継続費用',
    en: 'a continuation cost with a prevention cost that came after the indemnity period',
    policy: withOption({ indemnityMonths: 1 }),
    line: { category: 'business-continuation' },
    others: [{ category: 'revenue-decline-prevention', incurredOn: '2026-10-11' }],
    codes: ['prevention-undecided'],
  },
};
