/** A text for people, in Japanese and English, under a stable code; `rule` names the clause behind it. */
export type { CodedText } from './coded-text.js';
/** A name or sentence for people, in Japanese and in English. */
export type { Words } from './coded-text.js';
/** Whole yen, 0 or more, as a safe integer; only `yen` makes one. */
export type { Yen } from './units.js';
/** A count (0 or more), and a number of days: the compiler accepts neither for an amount nor for the other. */
export type { Count, Days } from './units.js';
/** A calendar day of Japan, 'YYYY-MM-DD'. */
export type { Day } from './units.js';
/** A value without its units, with its members and items: the form in which a request is made. */
export type { Unitless } from './units.js';
/** Makes `Yen` of a number or of the digits a bigint column gives; throws RangeError for anything else. */
export { yen } from './units.js';
/** The sum of amounts in yen; throws RangeError beyond a safe integer. */
export { sumOf } from './units.js';
/**
 * The number of items in a list or a set, or a number that is a count; throws RangeError unless it is whole and 0 or
 * more.
 */
export { count } from './units.js';
/**
 * The days from one calendar day to another, negative for an earlier one; throws RangeError for a text that is no day.
 */
export { daysBetween } from './units.js';
/** A new UUID version 7 in lower case: ordered by time, and strictly increasing within one process. */
export { newId } from './ids.js';
/** True for the text of a UUID in lower case, of any version. */
export { isId } from './ids.js';
/** The calendar day 'YYYY-MM-DD' in Asia/Tokyo of an instant; throws RangeError for a text that is no instant. */
export { dayInJapan } from './days.js';
/** True for a 'YYYY-MM-DD' of the Gregorian calendar; false for '2026-02-30'. */
export { isRealDate } from './days.js';
/** A day `YYYY-MM-DD` in the form of a sentence: 2026年12月2日, 2 December 2026. */
export { dayInWords } from './days.js';
/** Whole yen in the form of a sentence: 1,200,000円, 1,200,000 yen. */
export { yenInWords } from './units.js';
/** The same day of the month so many months later (or earlier), or that month's last day. */
export { monthsAway } from './days.js';
/**
 * The case number 'MC-2026-000123-7' of a year in Japan and a sequence 1–999999999 (six digits at least), check digit
 * ISO 7064 MOD 11,10; throws RangeError outside.
 */
export { caseNumber } from './case-number.js';
/** True for a case number whose check digit is right; every single wrong digit is found. */
export { isCaseNumber } from './case-number.js';
/** The roles that a person can hold: a closed list. */
export { roles } from './roles.js';
/** One of `roles`. */
export type { Role } from './roles.js';
/** The name of each role. */
export { roleNames } from './roles.js';
/** The lanes (queues of expenses): a closed list. */
export { lanes } from './lanes.js';
/** One of `lanes`. */
export type { Lane } from './lanes.js';
/** The most expenses of a person in review that are looked at together. */
export { mostLookedAt } from './lanes.js';
/** The name of each lane. */
export { laneNames } from './lanes.js';
/** Why an expense is not paid, in words. */
export { unpaidReasonCodes, unpaidReasons, type UnpaidReason } from './unpaid-reasons.js';
/** The insurer's lists and their columns, with the headings of pages and files. */
export { insurerListNames, insurerLists } from './list-columns.js';
export type { InsurerList, ListColumn, ListColumnKey } from './list-columns.js';
/** Who may make a move: a role, a place in the case (in charge, lead, assignee), or the system. */
export type { Mover } from './machine.js';
/** One allowed move of a machine: from, to, by whom, whether a reason is required, and the codes of its guards. */
export type { Move } from './machine.js';
/** A machine: the table of states and moves from which API, buttons, documents and tests are made. */
export type { Machine } from './machine.js';
/** Checks a table when the process starts: throws for an unknown state, a move named twice and an unreachable state. */
export { defineMachine } from './machine.js';
/** The move between two states, or undefined where the table has none. */
export { moveOf } from './machine.js';
/** The moves out of a state for an actor with these roles and places, in the order of the table. */
export { movesFrom } from './machine.js';
/**
 * A check of a guard: the conditions that a move still needs, with sentences that say what to do; empty lets it pass.
 */
export type { GuardCheck } from './machine.js';
/** The checks behind the guard codes of a machine; throws when a code has two checks or, at `assertComplete`, none. */
export { Guards } from './machine.js';
/**
 * The form of a name for search and comparison: without differences of width, kana, long marks, spaces, case, variants
 * of characters and corporate form.
 */
export { foldName } from './fold-name.js';
/** The same with the corporate form, for a name that is typed only in part (医療法人社). */
export { foldLetters } from './fold-name.js';
/**
 * The words of a search, each folded; corporate forms are left out where there are other words. Empty for an empty
 * search.
 */
export { foldWords } from './fold-name.js';
/** The spelling of a name without width, case and spaces: 髙橋 is not 高橋. A function of the database does the same. */
export { spellingOf } from './fold-name.js';
/** The name of a prefecture by its number, 1 to 47; throws RangeError for another. */
export { prefectureName } from './prefectures.js';
/** The different pairs of neighbouring characters of a folded name; a single character is its own pair. */
export { bigramsOf } from './fold-name.js';
/** The pairs of a folded text and its single characters, for an index that finds one character too. */
export { gramsOf } from './fold-name.js';
/** Those of the pairs and single characters of a text without which it has not all of these words. */
export { gramsNeeded } from './fold-name.js';
/** The words of a search for names of people and files: each folded with its corporate form. */
export { lettersIn } from './fold-name.js';
/** A name in the transfer format of the banks, its faults, and the text to enter instead. */
export { transferName, type NameFault, type TransferName } from './transfer-name.js';
/** Items by a key, in their order. */
export { groupBy } from './grouped.js';
/** Whether the shortest form of a number has at most six decimals. */
export { hasSixDecimals } from './units.js';
/** A text without differences of width and without spaces at the ends. */
export { plainText } from './written.js';
/**
 * A calendar day of Japan as people write it, as 'YYYY-MM-DD'; `today` completes 昨日 and 11/27. Throws `Unreadable` for
 * a day that is ambiguous, does not exist, or does not match its era or weekday.
 */
export { readDay } from './written-day.js';
/** A time of the day as people write it (午後11時, 3:15, 0315), as 'HH:MM'; throws `Unreadable`. */
export { readTime } from './written-time.js';
/** Whole yen as people write them (1,200,000円, ３３０万円, 1.2億), at most 999,999,999,999,999; throws `Unreadable`. */
export { readYen } from './written-amount.js';
/** A whole number as people write it (1,000, １６時, 12か月); throws `Unreadable`. */
export { readWhole } from './written-amount.js';
/**
 * The digits of a telephone number for comparison and search: those of +81 3-0000-1001 and 03-0000-1001 内線12 are
 * 0300001001.
 */
export { foldTelephone } from './telephone.js';
/**
 * A telephone number that can be called back, as typed, in one width and with one kind of hyphen; throws `Unreadable`
 * for another text.
 */
export { readTelephone } from './telephone.js';
/** Whether a text is a telephone number or the beginning of one, four digits or more, and nothing else. */
export { beginsTelephone } from './telephone.js';
/** A number with decimals, or a percentage as its share; throws `Unreadable`. */
export { readDecimal } from './written.js';
/** Yes or no as people write it; throws `Unreadable`. */
export { readFlag } from './written.js';
/** The error for a text that cannot be read, with the reason. */
export { Unreadable } from './written.js';
/** The reason why a text cannot be read: a closed list, each with its sentence. */
export type { UnreadableReason } from './written.js';
/** A text of several lines in its stored form: without direction marks and control characters. */
export { shownText } from './shown-text.js';
/** A name or another text of one line in its stored form; whether a name has only characters for private use. */
export { onlyPrivateUse, shownLine } from './shown-text.js';
/** A refusal, and the refusals of a room by their codes: HTTP status and a sentence in each language. */
export { refusal, type Refusal, type Refusals } from './refusal.js';
/**
 * The reach of a right, the rights of a domain by their codes, and the roles that read everything not restricted to
 * named roles.
 */
export { insurerReaders, type Reach, type Right, type Rights } from './right.js';
