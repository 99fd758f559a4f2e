import { coverageOutlooks, supportOutlooks } from '#assessment';
import type { Words } from '#kernel';

type Names<K extends string> = Readonly<Record<K, Words>>;

/** The names of the outlooks in lists, as the pages have them. */
export const coverageWords: Names<'pending' | (typeof coverageOutlooks)[number]> = {
  pending: { ja: '確認中', en: 'Being looked at' },
  green: { ja: 'お支払いの対象', en: 'Can be paid' },
  amber: { ja: '担当者が個別に確認', en: 'A person decides' },
  red: { ja: 'お支払いの対象外', en: 'Not covered' },
};
export const supportWords: Names<'pending' | (typeof supportOutlooks)[number]> = {
  pending: { ja: '確認中', en: 'Being looked at' },
  available: { ja: 'ご利用いただけます', en: 'Can be used' },
  refer: { ja: '専任スタッフが個別に確認', en: 'A support person decides' },
  'not-available': { ja: 'ご利用いただけません', en: 'Cannot be used' },
};

export const notMatched: Words = { ja: '（未照合）', en: '(not matched)' };
export const nobody: Words = { ja: '（なし）', en: '(nobody)' };
/** A severity that the facts propose and nobody has given yet. */
export const proposedWords = (name: Words): Words => ({ ja: `提案：${name.ja}`, en: `Proposed: ${name.en}` });
export const lineWords = (line: number): Words => ({ ja: `明細${line}`, en: `Line ${line}` });
export const batchWords = (no: number): Words => ({ ja: `振込データ ${no}`, en: `Batch ${no}` });
export const mistakeWords: Names<'payee' | 'insurer'> = {
  payee: {
    ja: '支払先から受け取った口座の誤りとして記録',
    en: 'Recorded as the mistake of the account that the payee gave',
  },
  insurer: { ja: '当社の誤りとして記録', en: 'Recorded as our own mistake' },
};
export const between: Words = { ja: '、', en: ', ' };

/** The states of an export. */
export const exportStateNames: Names<'waiting' | 'writing' | 'ready' | 'failed' | 'expired'> = {
  waiting: { ja: '順番待ち', en: 'Waits for its turn' },
  writing: { ja: '書き出し中', en: 'Being written' },
  ready: { ja: '完了', en: 'Ready' },
  failed: { ja: '書き出せませんでした', en: 'Could not be written' },
  expired: { ja: '保存期間終了', en: 'No longer kept' },
};

/** What a proposal decides. */
export const proposalWords: Names<'approve' | 'reduce' | 'reject'> = {
  approve: { ja: '承認', en: 'Approve' },
  reduce: { ja: '減額', en: 'Reduce' },
  reject: { ja: '対象外', en: 'Reject' },
};

/** Matches of watched names: whose name, on which occasion, and what was decided. */
export const partyWords: Names<'institution' | 'person' | 'account'> = {
  institution: { ja: '医療機関', en: 'Institution' },
  person: { ja: '請求に関わった人・被害者', en: 'Person of the claim, or victim' },
  account: { ja: '振込先口座の名義', en: 'Holder of an account' },
};
export const occasionWords: Names<'proposal' | 'account' | 'release'> = {
  proposal: { ja: '査定案の前', en: 'before a proposal' },
  account: { ja: '口座の登録・確認', en: 'when the account was entered or confirmed' },
  release: { ja: '振込データの実行前', en: 'before a release' },
};
export const outcomeWords: Names<'cleared' | 'confirmed'> = {
  cleared: { ja: '別人・別法人と確認', en: 'Somebody else' },
  confirmed: { ja: '該当すると確認', en: 'Confirmed' },
};

/** Why nobody knows that a mail has arrived. */
export const mailRefused = (code: string): Words => ({
  ja: `メールサーバーが送信を断りました（応答 ${code}）。`,
  en: `The mail server refused to send it (answer ${code}).`,
});
export const mailNotReached = (code: string): Words => ({
  ja: `メールサーバーとの通信が、送り終える前にうまくいきませんでした（${code}）。`,
  en: `The conversation with the mail server failed before the mail was sent (${code}).`,
});
export const mailUnanswered = (code: string): Words => ({
  ja: `受け取りの返事がないまま、通信が途切れました（${code}）。`,
  en: `The connection was cut before the server said that it took it (${code}).`,
});

/** What reached a case that had ended. */
export const arrivedExpenses = (many: string, yen: Words): Words => ({
  ja: `費用のご請求${many}件（${yen.ja}）`,
  en: `Expenses: ${many} (${yen.en})`,
});
export const arrivedFacts = (names: string): Words => ({ ja: `事故の内容（${names}）`, en: `Facts (${names})` });
export const notedWords = (moment: string, name: string, note: string): Words => ({
  ja: `${moment}　${name}：${note}`,
  en: `${moment} ${name}: ${note}`,
});

/** Unused case numbers. */
export const numbersWords = (first: string, last: string): Words => ({
  ja: `${first} から ${last} まで`,
  en: `${first} to ${last}`,
});
export const noRecord: Words = { ja: '記録なし', en: 'No record' };

/** Payee accounts: whose, of which type, who entered them, and how they stand. */
export const victimOf = (institution: string): Words => ({
  ja: `${institution}の事案の被害者`,
  en: `a victim of a case of ${institution}`,
});
export const accountTypeWords: Names<'ordinary' | 'current' | 'savings' | 'other'> = {
  ordinary: { ja: '普通', en: 'Ordinary' },
  current: { ja: '当座', en: 'Current' },
  savings: { ja: '貯蓄', en: 'Savings' },
  other: { ja: 'その他', en: 'Other' },
};
export const accountSourceWords: Names<'manager' | 'paper'> = {
  manager: { ja: '医療機関が登録', en: 'entered by the institution' },
  paper: { ja: '書類から登録', en: 'entered from paper' },
};
export const enteredStateWords: Names<'waiting' | 'confirmed' | 'refused'> = {
  waiting: { ja: '確認待ち', en: 'To be confirmed' },
  confirmed: { ja: '確認済み', en: 'Confirmed' },
  refused: { ja: '確認できません', en: 'Not confirmed' },
};
export const closedOn = (day: string): Words => ({ ja: `${day}に営業終了`, en: `closed on ${day}` });
export const accountCameBack: Words = { ja: '振込不能', en: 'Came back' };
export const currentAccount: Words = { ja: 'お支払いに使う口座', en: 'Used for payments' };

/** Changes of the bank master. */
export const bankActWords: Names<'added' | 'corrected' | 'closed'> = {
  added: { ja: '追加', en: 'Added' },
  corrected: { ja: '名称の訂正', en: 'Name corrected' },
  closed: { ja: '廃止', en: 'Closed' },
};

/** Lines of the roster. */
export const rosterWords: Names<'duty' | 'on-call'> = {
  duty: { ja: '勤務', en: 'On duty' },
  'on-call': { ja: '当番', en: 'On call' },
};
export const takenBack: Words = { ja: '取り消しました', en: 'taken back' };
export const endsEarly = (moment: string): Words => ({ ja: `${moment}に終了`, en: `ended at ${moment}` });
