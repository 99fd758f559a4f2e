import type { Words } from '#kernel';

/**
 * `sending`: claimed by a process; `unknown`: it may have arrived, a person decides; `kept`: there is no mail server.
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

/** A conversation with the mail server takes no longer (ms); a claim that is 5 s older has nobody any more. */
export const mailLimitMs = 30_000;
export const claimLapsesMs = mailLimitMs + 5_000;
/** Tries before a mail is given up; the pause doubles from a minute on (about 17 hours together). */
const tries = 11;

/** What the mail library says of a conversation that did not end well. */
export interface MailFault {
  /** The server's answer, where it gave one. */
  readonly responseCode?: number | undefined;
  readonly code?: string | undefined;
}

/**
 * What has become of a mail: taken, to be tried again, a person's business, or unknown. `handed`: its end may have
 * left. Only a refusal of sender, receiver or message is final; one of the connection or the sign-in may be the
 * settings'.
 */
export function fateOf(fault: MailFault | null, handed: boolean, tried: number): MailState {
  if (fault === null) return 'sent';
  const { responseCode = 0, code = '' } = fault;
  const refused = responseCode >= 400;
  if (handed && !refused) return 'unknown';
  const isFinal = responseCode >= 500 && ['EENVELOPE', 'EMESSAGE'].includes(code);
  return isFinal || tried >= tries ? 'failed' : 'waiting';
}

/** How long a mail waits after so many tries (ms). */
export const pauseAfter = (tried: number): number => 60_000 * 2 ** Math.max(0, tried - 1);
