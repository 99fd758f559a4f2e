import type { UnusedReason } from '#intake';
import type { Words } from '#kernel';

/** The reasons why case numbers are unused. */
export const unusedReasons: Readonly<Record<UnusedReason, Words>> = {
  'reported-already': {
    ja: '同じ送信キー（Idempotency-Key）の報告を先に受け付けていたため、新しい事案は作られませんでした。',
    en: 'A report with the same key (Idempotency-Key) had been received before: no new case was made.',
  },
  'not-written': {
    ja: '報告を保存できなかったため、事案は作られませんでした。',
    en: 'The report could not be stored, so that no case was made.',
  },
  'process-ended': {
    ja: 'サーバーのプログラムが終了したため、まとめて払い出した番号の残りを使いませんでした。',
    en: 'The server process ended and left the rest of its block of numbers.',
  },
  'in-hand': {
    ja: 'まとめて払い出した番号の残りです。払い出したプログラムが動いていれば、これから使います。記録を残さずに終了していれば、使いません。',
    en:
      'The rest of a block of numbers. If the process that drew them still runs, it will use them; if ' +
      'it ended without a record, nobody will.',
  },
  'not-known': {
    ja: '理由は分かりません。払い出した記録はありますが、使わなかった理由の記録がありません（保存の途中でプログラムが止まった場合など）。',
    en:
      'It is not known. They were drawn, and nothing was kept of why they were not used (a process may ' +
      'have stopped while it wrote).',
  },
  'not-drawn': {
    ja: '払い出した記録がありません。バックアップからの復元で、番号が先へ進められたときに飛ばされます。',
    en: 'Nobody is recorded to have drawn them. Restoring a backup sets the sequence ahead and passes numbers over.',
  },
  'before-records': {
    ja: '理由は分かりません。使わなかった番号の記録を始める前のものです。',
    en: 'It is not known: they are from before such records were kept.',
  },
};

/** A reason with the error of the database that kept a report from being stored. */
export const withDatabaseError = ({ ja, en }: Words, code: string): Words => ({
  ja: `${ja}（データベースのエラー ${code}）`,
  en: `${en} (database error ${code})`,
});
