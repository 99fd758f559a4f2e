import { defineMover, type Tx } from '#database';
import { defineMachine, type Machine } from '#kernel';
import type { LetterKind } from './letter-words.js';
import { mailStateNames, mailStates, type MailState } from './mail.js';
import type { MailAddressee, MailKind } from './mailing.js';

const decides = ['support', 'payments'] as const;

/** States and moves of a mail: one that may have arrived is sent again only if a person decides so. */
export const mailMachine: Machine<MailState> = defineMachine({
  name: 'mail',
  states: mailStates,
  initial: ['waiting', 'kept'],
  moves: [
    { from: 'waiting', to: 'sending', by: ['system'], reason: 'none', guards: [] },
    { from: 'sending', to: 'sent', by: ['system'], reason: 'none', guards: [] },
    { from: 'sending', to: 'waiting', by: ['system'], reason: 'none', guards: [] },
    { from: 'sending', to: 'failed', by: ['system'], reason: 'none', guards: [] },
    { from: 'sending', to: 'unknown', by: ['system'], reason: 'none', guards: [] },
    // a late answer of the server still counts
    { from: 'unknown', to: 'sent', by: ['system', ...decides], reason: 'optional', guards: [] },
    { from: 'unknown', to: 'waiting', by: decides, reason: 'required', guards: [] },
    { from: 'failed', to: 'sent', by: decides, reason: 'required', guards: [] },
    { from: 'failed', to: 'waiting', by: decides, reason: 'required', guards: [] },
  ],
});

/** A mail for its mover: its addressee's kind, never a name or address. */
export interface MovedMail {
  readonly id: string;
  readonly state: MailState;
  readonly incident_id: string;
  readonly institution_id: string;
  readonly what: MailKind;
  readonly addressee: MailAddressee;
  readonly letter_kind: LetterKind | null;
  readonly tries: number;
  readonly reason: string | null;
  readonly handed_at: Date | null;
}

/**
 * Moves mails by their table. A mail is recorded as sent only when a mail server took it, or a person found that it
 * arrived. Throws `mails.nothing-to-decide`.
 */
const mailMover = defineMover<MailState, MovedMail>({
  machine: mailMachine,
  title: { ja: 'メール', en: 'Mail' },
  names: mailStateNames,
  refusals: { notAllowed: 'mails.nothing-to-decide', notYours: 'mails.nothing-to-decide' },
  record: ({ row, from, to, reason }, { actor }) => {
    const decided = actor.kind === 'person';
    const { id: mailId, what, addressee, letter_kind: letterKind } = row;
    return {
      timeline:
        to === 'sent'
          ? {
              kind: decided ? 'mail-arrived' : 'mail-sent',
              audience: 'all',
              data: { mailId, what, addressee, letterKind },
            }
          : [],
      audit: decided
        ? {
            action: to === 'waiting' ? 'mail.sent-again' : 'mail.arrived',
            subject: mailId,
            before: { state: from, tries: row.tries, reason: row.reason },
            reason,
          }
        : [],
    };
  },
});

/** What changes with a mail's state; what is left out stays. */
export interface MailChange {
  readonly tries?: number;
  readonly next_at?: Date;
  readonly sent_at?: Date | null;
  readonly claim?: string | null;
  readonly claimed_at?: Date | null;
  readonly handed_at?: Date | null;
  readonly reason?: string | null;
}

/** Moves mails that the caller has locked. Throws `mails.nothing-to-decide`. */
export async function moveMails<Row extends MovedMail>(
  tx: Tx,
  rows: readonly Row[],
  to: MailState,
  { also, reason = null }: { readonly also: (row: Row) => MailChange; readonly reason?: string | null },
): Promise<void> {
  await mailMover.move(tx, ({ incident_id: id, institution_id }) => ({ id, institution_id }), rows, {
    to,
    reason,
    also: (row) => also(row as Row),
    said: undefined,
  });
}

/** Locks the mails that a condition names; `m` is the mail, and mails locked by others are skipped. */
export async function lockMails(
  tx: Tx,
  condition: string,
  values: readonly unknown[],
): Promise<(MovedMail & { readonly clock: Date })[]> {
  return tx.rows(
    `SELECT m.id, m.state, m.incident_id, m.institution_id, m.what, m.addressee, m.tries, m.reason, m.handed_at,
            (SELECT l.kind FROM notice l WHERE l.id = m.notice_id) AS letter_kind, clock_timestamp() AS clock
       FROM mail m
      WHERE ${condition}
        FOR UPDATE OF m`,
    values,
  );
}
