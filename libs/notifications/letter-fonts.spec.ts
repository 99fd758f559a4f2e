import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { packageRoot } from '#platform';
import { givenText, whereGiven } from '../../test/support/given-inputs.js';
import type { LetterContent } from './letter-content.js';
import { drawnAs, letterPdf, undrawableOf } from './letter-pdf.js';

const letter = (text: string): LetterContent => ({
  kind: 'payment-notice',
  number: 'L-000001',
  day: '2026-11-27',
  writtenAt: '2026-11-27T00:00:00.000Z',
  to: `${text} 御中`,
  from: text,
  caseNumber: 'MC-2026-000001-0',
  policyNumber: null,
  opening: text,
  lines: [{ name: text, claimed: 1, paid: 1, steps: [{ text, before: 1, after: 1 }], text: text.repeat(40) }],
  facts: [{ name: text, value: text }],
  limits: [],
  articles: [text],
  closing: [text],
});

/**
 * The numbers of the glyphs that are drawn, as the pages of a PDF have them; 0 is the box of a character that a font
 * lacks.
 */
function glyphsOf(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  const pages = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, stream = '']) => {
    try {
      return [inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')];
    } catch {
      return [];
    }
  });
  return pages
    .filter((page) => page.includes('BT\n'))
    .flatMap((page) => [...page.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []));
}
const textOf = (pdf: Buffer): string => {
  const read = spawnSync(process.execPath, [join(packageRoot, 'test/support/pdf-text.mjs')], { input: pdf });
  return read.stdout.toString().replaceAll(/\s/g, '');
};

describe('the characters of a letter', () => {
  it.each(['𠮷川会', '⻭科医院', '髙﨑栁圡𣘺', '鷗外', '鄧頴超', '😀', 'ＡＢＣ①㈱㍿', '葛城'])(
    '%s: each is drawn',
    async (text) => {
      expect(undrawableOf(letter(text))).toEqual([]);
      const pdf = await letterPdf(letter(text));
      expect(glyphsOf(pdf).length).toBeGreaterThan(50);
      expect(glyphsOf(pdf)).not.toContain('0000');
      expect(textOf(pdf).normalize('NFKC')).toContain(text.normalize('NFKC'));
    },
  );

  it('marks that choose a form are nothing to draw: the character is', async () => {
    const pdf = await letterPdf(letter('葛\u{E0100}城\u200B内科'));
    expect(glyphsOf(pdf)).not.toContain('0000');
    expect(textOf(pdf)).toContain('葛城内科');
  });

  it('of no face are named, and drawn as somebody writes them', async () => {
    const content = letter('\uE38B田医院\uE192');
    expect(undrawableOf(content)).toEqual(['\uE38B', '\uE192']);
    expect(glyphsOf(await letterPdf(content))).toContain('0000');
    const written = drawnAs(content, { '\uE38B': '𠮷', '\uE192': '辻' });
    expect(undrawableOf(written)).toEqual([]);
    const pdf = await letterPdf(written);
    expect(glyphsOf(pdf)).not.toContain('0000');
    expect(textOf(pdf)).toContain('𠮷田医院辻');
  });

  it('the same letter is the same bytes', async () => {
    const content = letter('𠮷川会 ⻭科 😀');
    expect((await letterPdf(content)).equals(await letterPdf(content))).toBe(true);
  });

  /** Each character of a text is drawn, or it is for private use and named. */
  const expectWhole = async (text: string): Promise<void> => {
    const content = letter(text);
    const named = undrawableOf(content);
    expect(named.every((character) => /\p{Co}/u.test(character))).toBe(true);
    const pdf = await letterPdf(drawnAs(content, Object.fromEntries(named.map((character) => [character, '〓']))));
    expect(glyphsOf(pdf)).not.toContain('0000');
  };

  it('in one text, variants, radicals, marks that choose a form, signs for private use and pictures: each is drawn, or named', () =>
    expectWhole('𠮷見会 葛\u{E0100}飾⻭科 \uE38B藤\uE192 😀'));

  whereGiven('letter-glyphs.txt')('each is drawn, or named', () => expectWhole(givenText('letter-glyphs.txt').trim()));
});
