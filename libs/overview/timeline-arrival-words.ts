import type { Words } from '#kernel';
import { incidentStateNames, type IncidentState } from '#incidents';
import type { TimelineData } from './timeline-told-words.js';

const things: Readonly<Record<string, Words>> = {
  expenses: { ja: '費用のご請求', en: 'Expenses were' },
  facts: { ja: '事故の内容', en: 'Facts were' },
};

/** A late arrival: expenses or facts reached a case that had ended, and are kept. */
export function lateArrivalKept({ of, state }: TimelineData): Words {
  const what = things[String(of)];
  const name = incidentStateNames[state as IncidentState];
  return {
    ja: `「${name.ja}」の事案に届いた${what?.ja}を、お預かりしました。専任スタッフが内容を確認します。`,
    en: `${what?.en} received for a case that stands as “${name.en}”. They are kept, and the desk looks at them.`,
  };
}

/** A request was sent to the number of a case that was merged into this one. */
export function sentToMerged({ caseNumber }: TimelineData): Words {
  const number = String(caseNumber);
  return {
    ja: `事案番号 ${number} に届いたものを、統合先のこの事案で受け付けました。`,
    en: `What was sent to ${number} was taken here: that case was merged into this one.`,
  };
}
