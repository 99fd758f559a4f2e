import type { Words } from './coded-text.js';

/** The most expenses of a person in review that are looked at together: those due first. */
export const mostLookedAt = 100;

export const lanes = [
  'forensics',
  'general',
  'call-center',
  'communications',
  'data-restoration',
  'prevention',
  'compensation',
  'business-interruption',
] as const;

export type Lane = (typeof lanes)[number];

export const laneNames: Readonly<Record<Lane, Words>> = {
  forensics: { ja: '被害状況・原因調査', en: 'Forensics' },
  general: { ja: 'その他の対応', en: 'General' },
  'call-center': { ja: 'コールセンター', en: 'Call centre' },
  communications: { ja: '広報・お詫び', en: 'Communications' },
  'data-restoration': { ja: 'データ復旧', en: 'Data restoration' },
  prevention: { ja: '再発防止', en: 'Prevention' },
  compensation: { ja: '損害賠償', en: 'Compensation' },
  'business-interruption': { ja: '利益・営業継続', en: 'Business interruption' },
};
