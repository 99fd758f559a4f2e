import type { Said } from './facts.js';

/** What each fact is called on the screen. */
export const factNames: Readonly<Record<keyof Said, { readonly ja: string; readonly en: string }>> = {
  description: { ja: '状況', en: 'What happened' },
  policyNumber: { ja: '証券番号', en: 'Policy number' },
  cause: { ja: '原因', en: 'Cause' },
  country: { ja: '国・地域', en: 'Country' },
  domesticEffect: { ja: '国内への影響', en: 'Effect in Japan' },
  occurredAt: { ja: '発生日時', en: 'Occurred' },
  discoveredAt: { ja: '気づいた日時', en: 'Discovered' },
  attackConfirmed: { ja: '攻撃の確認', en: 'Attack confirmed' },
  suspicion: { ja: '攻撃のおそれ', en: 'Suspicion' },
  premises: { ja: '場所', en: 'Premises' },
  perpetrator: { ja: '行為者', en: 'Perpetrator' },
  intent: { ja: '行為者の意図', en: 'Intent' },
  thirdPartyClaim: { ja: '第三者からの請求', en: 'Claim by a third party' },
  systemStop: { ja: 'システムの停止', en: 'Stop of systems' },
  careImpact: { ja: '診療への影響', en: 'Impact on care' },
  affectedPersons: { ja: '対象となる人数', en: 'Persons affected' },
  leakKind: { ja: '紛失・流出の内容', en: 'Loss or leak' },
  dataKinds: { ja: 'データの種類', en: 'Kinds of data' },
  involvedVendors: { ja: '関係する事業者', en: 'Vendors involved' },
  ransomDemanded: { ja: '身代金の要求', en: 'Ransom demanded' },
  knownBeforeInception: { ja: '契約前の認識', en: 'Known before inception' },
  exclusionsToCheck: { ja: '確認が必要な免責事由', en: 'Exclusions to check' },
};
