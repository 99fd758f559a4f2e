import type { Schemas } from '../../api/api.js';

/** The institution's page of a case: what is asked and done first, then the sections with their line of what is new. */
export const caseSectionsJa = {
  label: 'くわしい内容',
  asked: (title: string, count: string) => `${title}　${count}件`,
  act: {
    message: '答える',
    question: '答える',
    papers: '送る',
    account: '登録する',
    'account-again': '登録し直す',
    'account-closed': '登録し直す',
  } satisfies Record<Schemas['RequestDto']['code'], string>,
  answer: '答える',
  activePhases: (names: string) => `いまの段階：${names}`,
  expenses: (count: string) => `${count}件`,
  expensesPaid: (count: string, yen: string) => `${count}件　お支払い済み ${yen}`,
  documents: (count: string) => `${count}点`,
  documentsMissing: (count: string, missing: string) => `${count}点　まだ届いていないもの ${missing}点`,
  limitLeft: (yen: string) => `事故対応特別費用の残り ${yen}`,
  supportOutlook: (outlook: string) => `見通し：${outlook}`,
  support: (service: string, state: string) => `${service}：${state}`,
  supportMore: (one: string, more: string) => `${one}　ほか${more}件`,
  approved: (count: string, yen: string) => `承認 ${count}件　残り ${yen}`,
  approvalsAsked: (count: string) => `回答をお待ちいただいているもの ${count}件`,
  approvals: (count: string) => `${count}件`,
  claimants: (count: string) => `${count}名`,
  reported: (moment: string) => `${moment} 受付`,
  letters: (count: string, day: string) => `${count}通　${day}`,
  last: (moment: string, text: string) => `${moment}　${text}`,
};
export type CaseSectionsText = typeof caseSectionsJa;
