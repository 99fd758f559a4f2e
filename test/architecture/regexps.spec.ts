import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonae-regexps-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the check says of a folder with this one source. */
function said(source: string): { ok: boolean; text: string } {
  const own = mkdtempSync(join(folder, 'one-'));
  mkdirSync(join(own, 'deeper'));
  writeFileSync(join(own, 'deeper/source.ts'), source);
  const run = spawnSync(process.execPath, ['scripts/regexps.mjs', own], { encoding: 'utf8' });
  return { ok: run.status === 0, text: `${run.stdout}${run.stderr}` };
}

describe('the check of regular expressions', () => {
  it.each([
    ['repeats inside a repeat', String.raw`export const a = /^(?:\d+)+$/;`],
    ['two repeats side by side', String.raw`export const a = /^\d*[0-9]*$/;`],
    [
      'a repeat that is tried from every place',
      String.raw`export const a = (text: string) => text.replace(/\(.*?\)/g, '');`,
    ],
    ['spaces at the end', String.raw`export const a = (text: string) => text.replace(/\s+$/u, '');`],
    ['an element with an attribute', 'export const a = /<part\\b[^>]*\\bname="x"/;'],
    ['a pattern of a contract', String.raw`export class A { @Text({ max: 10, pattern: '^(a|a)*$' }) a!: string; }`],
    [
      'one made of constants',
      String.raw`const words = ['a+', 'a']; export const a = new RegExp(${'`^(${words.join("|")})+$`'}, 'u');`,
    ],
  ])('finds %s, with the text that makes it slow', (_, source) => {
    const { ok, text } = said(source);
    expect([ok, text]).toEqual([
      false,
      expect.stringMatching(/deeper\/source\.ts:1 .*\n {2}.*(?:polynomial|exponential).*, by '/),
    ]);
  });

  it('finds one that only the running program knows', () => {
    const { ok, text } = said('export const a = (word: string) => new RegExp(word);');
    expect([ok, text]).toEqual([false, expect.stringContaining('made while the program runs')]);
  });

  it('lets pass what takes time in proportion to the text', () => {
    const { ok, text } = said(
      String.raw`const year = '\\d{4}'; export const a = [/^\d+$/, /[^\s@]+/gu, new RegExp(${'`^${year}-`'}, 'u')];`,
    );
    expect([ok, text.trim()]).toEqual([true, '3 regular expressions take time in proportion to the text.']);
  });
});
