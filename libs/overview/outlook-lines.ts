import type { CoverageOutlook, SupportOutlook } from '#assessment';

interface Said {
  readonly ja: string;
  readonly en: string;
}

const coverageWords: Readonly<Record<CoverageOutlook, Said>> = {
  green: { ja: 'お支払いの対象', en: 'can be paid' },
  amber: { ja: '担当者が個別に確認', en: 'a person decides' },
  red: { ja: 'お支払いの対象外', en: 'not covered' },
};
const supportWords: Readonly<Record<SupportOutlook, Said>> = {
  available: { ja: 'ご利用いただけます', en: 'can be used' },
  refer: { ja: '専任スタッフが個別に確認', en: 'a support person decides' },
  'not-available': { ja: 'ご利用いただけません', en: 'cannot be used' },
};

const ofOneOutlook: Said = {
  ja: '見通しを表示しました（補償と緊急時サポートを分けていなかったときの表示です）。',
  en: 'An outlook was shown (of the time when cover and emergency support had one between them).',
};

/** What the outlooks were settled at, each in its own words. */
export function outlooksSettled({ coverageOutlook, supportOutlook }: Readonly<Record<string, unknown>>): Said {
  const coverage = wordOf(coverageWords, coverageOutlook);
  const support = wordOf(supportWords, supportOutlook);
  if (!coverage || !support) return ofOneOutlook;
  return {
    ja: `補償の見通し：${coverage.ja}。緊急時サポートの見通し：${support.ja}。`,
    en: `Coverage outlook: ${coverage.en}. Support outlook: ${support.en}.`,
  };
}

function wordOf(words: Readonly<Record<string, Said>>, code: unknown): Said | undefined {
  return typeof code === 'string' && Object.hasOwn(words, code) ? words[code] : undefined;
}
