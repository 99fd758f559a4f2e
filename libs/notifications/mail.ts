import type { Words } from '#kernel';

/**
 * `sending`: claimed by a process; `unknown`: it may have arrived, and a person decides; `kept`: there is no mail
 * server.
 */
export const mailStates = ['waiting', 'kept', 'sending', 'sent', 'failed', 'unknown'] as const;
export type MailState = (typeof mailStates)[number];

/** What each state is called. */
export const mailStateNames: Readonly<Record<MailState, Words>> = {
  waiting: { ja: '送信待ち', en: 'To be sent' },
  kept: { ja: '送信しない設定', en: 'Not sent' },
  sending: { ja: '送信中', en: 'Being sent' },
  sent: { ja: '送信済み', en: 'Sent' },
  failed: { ja: '送信できません', en: 'Cannot be sent' },
  unknown: { ja: '届いたか不明', en: 'Arrival not known' },
};

/** The time limit of a conversation with the mail server (ms); a claim that is 5 s older has lapsed. */
export const mailLimitMs = 30_000;
export const claimLapsesMs = mailLimitMs + 5_000;
/** Tries before a mail fails; the pause doubles from one minute on (about 17 hours in all). */
const tries = 11;

/** The mail library's report of a conversation that failed. */
export interface MailFault {
  /** The server's answer, where it gave one. */
  readonly responseCode?: number | undefined;
  readonly code?: string | undefined;
}

/**
 * The state of a mail after a try: sent, to be tried again, failed until a person decides, or unknown. `handed`: its
 * end may have been sent. Only a refusal of sender, receiver or message is final; one of the connection or the sign-in
 * may be due to the settings.
 */
export function fateOf(fault: MailFault | null, handed: boolean, tried: number): MailState {
  if (fault === null) return 'sent';
  const { responseCode = 0, code = '' } = fault;
  const refused = responseCode >= 400;
  if (handed && !refused) return 'unknown';
  const isFinal = responseCode >= 500 && ['EENVELOPE', 'EMESSAGE'].includes(code);
  return isFinal || tried >= tries ? 'failed' : 'waiting';
}

/** The pause after so many tries (ms). */
export const pauseAfter = (tried: number): number => 60_000 * 2 ** Math.max(0, tried - 1);
