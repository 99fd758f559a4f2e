/**
 * Characters that turn the direction of a text or are not shown, so that a letter could say something other than what
 * was checked. Characters that shape a sign stay: joiners of emoji, variation selectors of 葛 and 辻. NUL stays and is
 * refused elsewhere, because it is a sign of a fault.
 */
const hidden = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]|(?![\0\t\n])\p{Cc}/gu;

/**
 * A text of several lines in its stored form: as typed, without characters that turn or hide it; lines end in LF, tabs
 * stay.
 */
export function shownText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(hidden, '');
}

/** A name or another text of one line in its stored form, with a space in place of line ends and tabs. */
export function shownLine(text: string): string {
  return shownText(text.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/gu, ' '));
}

/**
 * Whether a name has only characters for private use (外字), with marks and spaces between them: each machine shows other
 * signs for them, so that nobody else can read the name.
 */
export function onlyPrivateUse(name: string): boolean {
  return /\p{Co}/u.test(name) && /^[\s\p{P}\p{M}\p{Cf}\p{Co}]+$/u.test(name);
}
