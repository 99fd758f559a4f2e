import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

interface Reader {
  start(options: { container: Node }): Promise<void>;
  next(): Promise<void>;
  stop(): Promise<void>;
  lastSpokenPhrase(): Promise<string>;
}

const library = readFileSync(
  join(process.cwd(), 'node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js'),
  'utf8',
);
/** The module as a script: what it exports becomes a property of the window. */
const source = `(() => {${library.replace(
  /export\s*\{[^}]*?([\w$]+) as virtual[^}]*\};?/,
  (_, name: string) => `window.screenReader = ${name};`,
)}\n})()`;

/** More phrases than a page has: a reader that goes in circles ends there. */
const mostPhrases = 2_000;

/** What who hears a page is told of a part of it, phrase by phrase, from its beginning to its end. */
export async function spoken(page: Page, part: string): Promise<string[]> {
  await page.evaluate(source);
  return page.evaluate(
    async ({ selector, most }) => {
      const { screenReader: reader } = window as unknown as { screenReader: Reader };
      const container = document.querySelector(selector);
      if (!container) throw new Error(`nothing is ${selector}`);
      await reader.start({ container });
      const phrases = [await reader.lastSpokenPhrase()];
      const last = `end of ${phrases[0]}`;
      while (phrases.at(-1) !== last && phrases.length < most) {
        await reader.next();
        phrases.push(await reader.lastSpokenPhrase());
      }
      await reader.stop();
      return phrases;
    },
    { selector: part, most: mostPhrases },
  );
}

/** A figure of the case, not one of the page's own structure. */
const figure = /(?<!level |position |set size )(?<!\d)\d[\d,]*/g;

/**
 * Compares what is spoken with what is kept in `transcripts`, its figures apart: they say which case of the run it is.
 * `apart` are parts that say how the work of the run was shared, by their names. With `SONAE_TRANSCRIPTS=write` it is
 * kept anew, to be read before it is committed.
 */
export async function assertSpoken(
  page: Page,
  name: string,
  { part = 'main', apart = [] }: { part?: string; apart?: readonly string[] } = {},
): Promise<void> {
  for (const heading of apart)
    await page
      .locator(`[aria-label="${heading}"], details:has(> summary:text-is("${heading}"))`)
      .evaluateAll((parts) => parts.forEach((one) => one.setAttribute('aria-hidden', 'true')));
  const text = `${(await spoken(page, part)).map((phrase) => phrase.replaceAll(figure, '0')).join('\n')}\n`;
  const file = join(process.cwd(), 'test/browser/transcripts', `${name}.txt`);
  if (process.env['SONAE_TRANSCRIPTS'] === 'write') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
