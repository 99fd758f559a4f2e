import { LetterQuery, listLetters, listMails, MailQuery, mailStateNames, type MailDto } from '#notifications';
import { dayInJapan, type Words } from '#kernel';
import { dayOf, momentOf } from './cells.js';
import { between, mailNotReached, mailRefused, mailUnanswered } from './list-words.js';
import { listingOf, paged } from './listing.js';

/** Letters, without what they say. */
export const letters = listingOf(
  'letters',
  { right: 'letters.read', query: LetterQuery, open: paged(listLetters) },
  {
    title: ({ titleJa }) => titleJa,
    to: ({ to }) => to,
    case: ({ caseNumber }) => caseNumber,
    written: ({ writtenAt }) => dayOf(dayInJapan(writtenAt)),
    held: ({ heldFor }, say) => heldFor.map(codeOf).join(say(between)) || null,
  },
);

/** U+E38B, by which a maker of fonts knows a character that no screen shows. */
const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Mails, without what they say. */
export const mails = listingOf(
  'mails',
  { right: 'mails.read', query: MailQuery, open: paged(listMails) },
  {
    subject: ({ subject }) => subject,
    to: ({ to }) => to,
    state: ({ state }, say) => say(mailStateNames[state]),
    why: (mail, say) => {
      const why = whyNotArrived(mail);
      return why && say(why);
    },
    at: ({ createdAt }) => momentOf(createdAt),
  },
);

/** Why nobody knows that it arrived, as far as the conversation with the mail server says. */
function whyNotArrived({ state, reason }: MailDto): Words | null {
  if (reason === null || (state !== 'failed' && state !== 'unknown')) return null;
  if (/^[45]\d\d$/.test(reason)) return mailRefused(reason);
  return state === 'unknown' ? mailUnanswered(reason) : mailNotReached(reason);
}
