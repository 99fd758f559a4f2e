import type { Words } from '#kernel';
import { coverageOutlookNames, supportOutlookNames } from '#assessment';
import type { TimelineData } from './timeline-told-words.js';

const ofOneOutlook: Words = {
  ja: '見通しを表示しました（補償と緊急時サポートを分けていなかったときの表示です）。',
  en: 'An outlook was shown (of the time when cover and emergency support had one between them).',
};

/** The settled outlooks, each in its own words. */
export function outlooksSettled(data: TimelineData): Words {
  return nowHolds(data) ?? ofOneOutlook;
}

/** The wrong coverage outlook that was shown, and the outlooks that hold. */
export function outlookCorrected(data: TimelineData): Words {
  const told = wordOf(coverageOutlookNames, data['told']);
  const now = nowHolds(data);
  return {
    ja: `補償の見通しを「${told?.ja ?? '不明'}」と表示していましたが、誤りでした。事故が起きた国は補償の見通しに影響しません。${now?.ja ?? ''}`,
    en: (
      `The coverage outlook was shown as “${told?.en ?? 'not known'}”, which was wrong: ` +
      `the country does not change it. ${now?.en ?? ''}`
    ).trim(),
  };
}

/** A call about a corrected outlook. */
export function correctionCalled({ reached }: TimelineData): Words {
  return reached === true
    ? { ja: '補償の見通しの訂正を電話で伝えました。', en: 'The corrected outlook was told by telephone.' }
    : {
        ja: '補償の見通しの訂正について電話しましたが、つながりませんでした。',
        en: 'Nobody was reached by telephone about the corrected outlook.',
      };
}

function nowHolds({ coverageOutlook, supportOutlook }: TimelineData): Words | null {
  const coverage = wordOf(coverageOutlookNames, coverageOutlook);
  const support = wordOf(supportOutlookNames, supportOutlook);
  if (!coverage || !support) return null;
  return {
    ja: `補償の見通し：${coverage.ja}。緊急時サポートの見通し：${support.ja}。`,
    en: `Coverage outlook: ${coverage.en}. Support outlook: ${support.en}.`,
  };
}

function wordOf(names: Readonly<Record<string, Words>>, code: unknown): Words | undefined {
  return typeof code === 'string' && Object.hasOwn(names, code) ? names[code] : undefined;
}
