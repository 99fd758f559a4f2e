/**
 * A text the user reads, in Japanese and English, under a code that is stable for ever; `rule` names the clause behind
 * it.
 */
export type { CodedText } from './coded-text.js';
/** A name or sentence that people read, in Japanese and in English. */
export type { Words } from './coded-text.js';
/** Whole yen, 0 or more, as a safe integer; only `yen` makes one. */
export type { Yen } from './units.js';
/** How many, 0 or more, and how many days: neither takes the place of an amount, nor of one another. */
export type { Count, Days } from './units.js';
/** A calendar day of Japan, 'YYYY-MM-DD'. */
export type { Day } from './units.js';
/** A value without its units, with its members and items: what a request may be made of. */
export type { Unitless } from './units.js';
/** Makes `Yen` of a number or of the digits a bigint column gives; throws RangeError for anything else. */
export { yen } from './units.js';
/** The sum of amounts. */
export { sumOf } from './units.js';
/** How many of a list or a set, or a number that says how many; throws RangeError for a part of one. */
export { count } from './units.js';
/** The days from one calendar day to another, negative before it; throws RangeError where one is no day. */
export { daysBetween } from './units.js';
/** A new UUID version 7 in lower case: ordered by time, and strictly increasing within one process. */
export { newId } from './ids.js';
/** True for the text of a UUID in lower case, whatever its version. */
export { isId } from './ids.js';
/** The calendar day 'YYYY-MM-DD' in Asia/Tokyo of an instant; throws RangeError when it is none. */
export { dayInJapan } from './days.js';
/** True for 'YYYY-MM-DD' that stands in the Gregorian calendar: '2026-02-30' does not. */
export { isRealDate } from './days.js';
/** A day `YYYY-MM-DD` as it stands in a sentence: 2026年12月2日, 2 December 2026. */
export { dayInWords } from './days.js';
/** Whole yen as they stand in a sentence: 1,200,000円, 1,200,000 yen. */
export { yenInWords } from './units.js';
/** The same day of the month some months away, or that month's last day. */
export { monthsAway } from './days.js';
/**
 * The case number 'MC-2026-000123-7' of a year in Japan and a sequence 1–999999999 (six digits at least), check digit
 * ISO 7064 MOD 11,10; throws RangeError outside.
 */
export { caseNumber } from './case-number.js';
/** True for a case number whose check digit is right; every single wrong digit is found. */
export { isCaseNumber } from './case-number.js';
/** The closed list of roles a person can hold. */
export { roles } from './roles.js';
/** One of `roles`. */
export type { Role } from './roles.js';
/** What each role is called on the screen. */
export { roleNames } from './roles.js';
/** The closed list of lanes (queues of expenses). */
export { lanes } from './lanes.js';
/** One of `lanes`. */
export type { Lane } from './lanes.js';
/** What each lane is called on the screen. */
export { laneNames } from './lanes.js';
/**
 * Who may make a move: a role, a place a person holds in the case (in charge, lead, assignee), or the system by itself.
 */
export type { Mover } from './machine.js';
/** One allowed move of a state machine: from, to, by whom, whether a reason is asked, and the codes of its guards. */
export type { Move } from './machine.js';
/** A state machine as a table; the API, the buttons, the documents and the tests are made from it. */
export type { Machine } from './machine.js';
/**
 * Checks a table when the process starts: throws for unknown states, a move named twice and a state no way leads to.
 */
export { defineMachine } from './machine.js';
/** The move between two states, or undefined where the table has none. */
export { moveOf } from './machine.js';
/** Moves out of a state that somebody with these roles and places may make, in the order of the table. */
export { movesFrom } from './machine.js';
/** What is still missing before a move, as texts that say what to do; empty lets it pass. */
export type { GuardCheck } from './machine.js';
/** The checks behind the guard codes of a machine; throws when a code has two checks or, at `assertComplete`, none. */
export { Guards } from './machine.js';
/**
 * The form of a name that is searched and compared: width, kana, long marks, spaces, case, variants of characters and
 * corporate form taken away.
 */
export { foldName } from './fold-name.js';
/** The same, with the corporate form left in: what somebody typed who has not come to the name yet (医療法人社). */
export { foldLetters } from './fold-name.js';
/**
 * The words of a search, each folded; a corporate form is left out where there are other words. Empty when nothing is
 * asked.
 */
export { foldWords } from './fold-name.js';
/** A name as it is spelled, apart from width, case and spaces: 髙橋 is not 高橋. The database spells in the same way. */
export { spellingOf } from './fold-name.js';
/** The name of a prefecture by its number, 1 to 47; throws RangeError for another. */
export { prefectureName } from './prefectures.js';
/** The different pairs of neighbouring characters of a folded name; a single character stands for itself. */
export { bigramsOf } from './fold-name.js';
/** A name of the transfer format of the banks, what is wrong with one, and what to write in its place. */
export { transferName, type NameFault, type TransferName } from './transfer-name.js';
/** Items by a key, in the order in which they came. */
export { groupBy } from './grouped.js';
/** At most six decimals in the shortest form of a number. */
export { hasSixDecimals } from './units.js';
/** A text without what only looks different: width, and spaces at the ends. */
export { plainText } from './written.js';
/**
 * A calendar day of Japan as people write it, as 'YYYY-MM-DD', with 'today' for 昨日 and 11/27; throws `Unreadable` for
 * what is ambiguous, no day, or not of its era or weekday.
 */
export { readDay } from './written-day.js';
/** A time of the day as people write it (午後11時, 3:15, 0315), as 'HH:MM'; throws `Unreadable`. */
export { readTime } from './written-time.js';
/** Whole yen as people write them (1,200,000円, ３３０万円, 1.2億), at most 999,999,999,999,999; throws `Unreadable`. */
export { readYen } from './written-amount.js';
/** A whole number as people write it (1,000, １６時, 12か月); throws `Unreadable`. */
export { readWhole } from './written-amount.js';
/**
 * The digits by which telephone numbers are compared and searched: those of +81 3-0000-1001 and 03-0000-1001 内線12 are
 * 0300001001.
 */
export { foldTelephone } from './telephone.js';
/**
 * A telephone number as typed, in one width and with one kind of hyphen; throws `Unreadable` where it cannot be called
 * back.
 */
export { readTelephone } from './telephone.js';
/** Whether a text is a telephone number or the beginning of one, four digits or more, and nothing else. */
export { beginsTelephone } from './telephone.js';
/** A number with decimals, or a share in per cent; throws `Unreadable`. */
export { readDecimal } from './written.js';
/** Yes or no as people write it; throws `Unreadable`. */
export { readFlag } from './written.js';
/** What is thrown of a text that cannot be read, with the reason. */
export { Unreadable } from './written.js';
/** Why a text cannot be read: a closed list, each with its sentence. */
export type { UnreadableReason } from './written.js';
/** A text of several lines without direction marks and control signs, as it is kept. */
export { shownText } from './shown-text.js';
/** The same for a name or another text of one line: line ends and tabs are spaces. */
export { onlyPrivateUse, shownLine } from './shown-text.js';
/** One refusal, and the refusals of a room by their codes: HTTP status and a sentence in each language. */
export { refusal, type Refusal, type Refusals } from './refusal.js';
/**
 * How far a right reaches, the rights of a domain by their names, and who may read what is kept from nobody by name.
 */
export { insurerReaders, type Reach, type Right, type Rights } from './right.js';
