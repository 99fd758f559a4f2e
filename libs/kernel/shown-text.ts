/**
 * Signs that turn the direction of a text or are not shown: they make a letter say something else than what was
 * checked. What shapes a sign stays: joiners of emoji, variation selectors of 葛 and 辻. NUL stays to be refused, because
 * it tells of a fault.
 */
const hidden = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]|(?![\0\t\n])\p{Cc}/gu;

/** A text of several lines as it is kept: as typed, without signs that turn or hide it; lines end in LF, tabs stay. */
export function shownText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(hidden, '');
}

/** A name or another text of one line: the same, with a space in place of line ends and tabs. */
export function shownLine(text: string): string {
  return shownText(text.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/gu, ' '));
}

/**
 * Whether a name holds signs for private use (外字) alone: each machine has other ones, so nobody else can read it. Marks
 * and spaces between them say nothing either.
 */
export function onlyPrivateUse(name: string): boolean {
  return /\p{Co}/u.test(name) && /^[\s\p{P}\p{M}\p{Cf}\p{Co}]+$/u.test(name);
}
