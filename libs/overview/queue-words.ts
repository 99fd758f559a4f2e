import type { Lane, Words } from '#kernel';
import type { QueueName } from '#platform';
import type { errandNames } from './queues.dto.js';

/** The names of the queues that are no lane. */
export const otherQueueNames: Readonly<Record<Exclude<QueueName, Lane>, Words>> = {
  cases: { ja: '事案全体の処理', en: 'Work outside lanes' },
  clocks: { ja: '期限の処理', en: 'Times that have come' },
  outside: { ja: '外部とのやり取り', en: 'Mails and the file store' },
};

/** The name of each errand. */
export const errandWords: Readonly<Record<(typeof errandNames)[number], Words>> = {
  'send-mail': { ja: 'メールの送信', en: 'Sending mails' },
  'send-sign-in-link': { ja: 'サインインのリンクの送信', en: 'Sending links to sign in' },
  'erase-document': { ja: '資料の消去', en: 'Erasing documents' },
};
