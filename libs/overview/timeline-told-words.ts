import type { Words } from '#kernel';
import { letterTitles, type LetterKind } from '#notifications';

/** The data of a timeline line. */
export type TimelineData = Readonly<Record<string, unknown>>;

/** The addressees of mails by their kind. */
const readers: Readonly<Record<string, Words>> = {
  'hospital-manager': { ja: '医療機関の責任者', en: 'the manager of the institution' },
  'hospital-reporter': { ja: '医療機関の報告担当者', en: 'the reporter of the institution' },
  reporter: { ja: '報告された方', en: 'whoever reported' },
  agent: { ja: '取扱代理店', en: 'the agent' },
};
const brought: Readonly<Record<string, Words>> = {
  acknowledgement: { ja: '受付の確認', en: 'that the report was received' },
  request: { ja: 'お願いのお知らせ', en: 'that something is asked for' },
  reminder: { ja: '照会へのご回答のお願い', en: 'that an answer is waited for' },
  'outlook-correction': { ja: '補償の見通しの訂正のお知らせ', en: 'that the coverage outlook was corrected' },
  message: { ja: 'メッセージがあることのお知らせ', en: 'that a message waits' },
};

function mailOf({ what, addressee, letterKind }: TimelineData): { readonly to: Words; readonly brings: Words } {
  const title = letterTitles[letterKind as LetterKind];
  return {
    to: readers[String(addressee)] ?? { ja: '宛先', en: 'its reader' },
    brings: brought[String(what)] ?? { ja: `「${title}」`, en: 'a letter' },
  };
}

const letterOf = ({ letterKind, number, addressee }: TimelineData): Words => {
  const to: Readonly<Record<string, Words>> = {
    institution: { ja: '', en: '' },
    claimant: { ja: '被害者の方あての', en: ' to the victim' },
    vendor: { ja: '事業者あての', en: ' to the vendor' },
  };
  const whose = to[String(addressee)];
  return {
    ja: `${whose?.ja ?? ''}「${letterTitles[letterKind as LetterKind]}」（${String(number)}）`,
    en: `the letter ${String(number)}${whose?.en ?? ''}`,
  };
};

/** A sent mail, with its content and addressee. */
export function mailSent(data: TimelineData): Words {
  const { to, brings } = mailOf(data);
  return {
    ja: `${brings.ja}を、${to.ja}にメールでお送りしました。`,
    en: `A mail was sent to ${to.en}: ${brings.en}.`,
  };
}

/** A mail of which somebody confirmed that it arrived, or that its reader was told the same in another way. */
export function mailArrived(data: TimelineData): Words {
  const { to, brings } = mailOf(data);
  return {
    ja: `${brings.ja}のメールが届いているか、同じ内容が伝わっていることを、${to.ja}に確かめました。`,
    en: `It was made sure that the mail to ${to.en} arrived, or that they were told the same: ${brings.en}.`,
  };
}

/** A written letter, with its addressee. */
export function letterWritten(data: TimelineData): Words {
  const { ja, en } = letterOf(data);
  return { ja: `${ja}を作成しました。`, en: `Written: ${en}.` };
}

/** A posted letter, with its addressee. */
export function letterPosted(data: TimelineData): Words {
  const { ja, en } = letterOf(data);
  return { ja: `${ja}を郵送しました。`, en: `Posted: ${en}.` };
}
