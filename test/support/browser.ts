import { basename, join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchChromium } from './chromium.mjs';
import { demonstrationPassword, type TestSystem } from './system.js';

export const phone = { width: 360, height: 740 };
export const laptop = { width: 1440, height: 900 };

/** Real browser sessions on a running product. What a page reports as an error is kept, and read at the end. */
export class Browsers {
  readonly faults: string[] = [];
  readonly #contexts: BrowserContext[] = [];

  private constructor(
    readonly system: TestSystem,
    readonly browser: Browser,
    readonly address: string,
  ) {}

  /** `address`: where the browsers reach the product, when not directly. */
  static async on(system: TestSystem, address?: string): Promise<Browsers> {
    // the session's cookie is one of a secure context, which a browser sees in this name
    const browsers = new Browsers(
      system,
      await launchChromium(),
      address ?? system.address.replace('127.0.0.1', 'localhost'),
    );
    (globalThis as { showPages?: () => Promise<void> }).showPages = () => browsers.#show();
    return browsers;
  }

  /** What stands on every page that is open, for the one who reads why a test failed. */
  async #show(): Promise<void> {
    for (const page of this.#contexts.flatMap((context) => context.pages())) {
      const shown = await Promise.all(
        ['[role=dialog], [role=alert]', 'main'].map((part) =>
          page
            .locator(part)
            .allInnerTexts()
            .catch(() => []),
        ),
      );
      const text = shown.flat().join(' / ').replaceAll(/\s+/g, ' ').slice(0, 3_000);
      process.stderr.write(`${new URL(page.url()).pathname}: ${text}\n`);
    }
  }

  async close(): Promise<void> {
    // what every page showed at the end, for the one who looks for a fault
    const folder = process.env['SONAE_LAST_SCREENS'];
    if (folder)
      for (const [at, page] of this.#contexts.flatMap((context) => context.pages()).entries())
        await page.screenshot({
          path: join(folder, `${basename(expect.getState().testPath ?? '')}-${at}.png`),
          fullPage: true,
        });
    await this.browser.close();
  }

  /** A browser of its own: cookies, storage, language. */
  async context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({
      viewport: laptop,
      locale: 'ja-JP',
      timezoneId: 'Asia/Tokyo',
      ...options,
    });
    context.setDefaultTimeout(20_000);
    await lag(context);
    this.#contexts.push(context);
    context.on('page', (page) => {
      const reload = page.reload.bind(page);
      page.reload = async (how) => {
        await page.evaluate(draftsWritten);
        return reload(how);
      };
      page.on('pageerror', (error) => this.faults.push(`${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        // what the content security policy refuses; an answer of 4xx is no fault of the page
        if (message.type() === 'error' && !/Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(message.text()))
          this.faults.push(`${page.url()}: ${message.text()}`);
      });
    });
    return context;
  }

  /** A page of somebody who is signed in. */
  async as(email: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await this.context(options)).newPage();
    linger(page.locator('html'));
    await page.goto(`${this.address}/app`);
    await signIn(page, email);
    await signedIn(page);
    return page;
  }
}

/** Fills in the sign-in form that is on the page. */
export async function signIn(page: Page, email: string, password = demonstrationPassword): Promise<void> {
  await page.getByLabel('メールアドレス').fill(email);
  await page.getByLabel('パスワード', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'サインイン', exact: true }).click();
}

/**
 * Speaks a language on a page that lets one choose, and waits until it is spoken: English is fetched when it is chosen.
 */
export async function speak(page: Page, language: '日本語' | 'English'): Promise<void> {
  const choice = page.getByRole('button', { name: /^(日本語|English)$/ });
  if (!(await choice.isVisible())) return;
  if ((await choice.textContent()) === language) await choice.click();
  await page.getByRole('button', { name: language === 'English' ? '日本語' : 'English', exact: true }).waitFor();
}

/** Waits until somebody is signed in: the way out stands in the page, on a phone in its menu. */
export function signedIn(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'サインアウト', includeHidden: true }).waitFor({ state: 'attached' });
}

const sectionOf = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true });

/** The head of a section that opens, by its title. */
export const headOf = (page: Page, title: string): Locator => sectionOf(page, title).locator('> details > summary');

/** Opens a section of a page by its title; one that is open stays so. */
export async function openSection(page: Page, title: string): Promise<void> {
  const head = headOf(page, title);
  await head.waitFor();
  if ((await sectionOf(page, title).locator('> details[open]').count()) === 0) await head.click();
}

/**
 * Waits until the browser's own database has what was typed: it is written after the key, and a page that is left in
 * the same moment takes what is not written yet with it. A read that begins after the writes ends after them.
 */
const draftsWritten = `(async () => {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === 'keyval-store')) return;
  await new Promise((done, failed) => {
    const opening = indexedDB.open('keyval-store');
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const read = opening.result.transaction('keyval');
      read.objectStore('keyval').count();
      read.oncomplete = () => {
        opening.result.close();
        done();
      };
    };
  });
})()`;

const lagMs = Number(process.env['SONAE_TEST_LAG'] ?? 0);

/**
 * With `SONAE_TEST_LAG`: what is read arrives that much later (ms). A step that goes on from what an earlier page had
 * read already, or that only a fast machine can do in time, fails every time, and not once in fifty.
 */
async function lag(context: BrowserContext): Promise<void> {
  if (lagMs === 0) return;
  await context.route(
    (url) => url.pathname.startsWith('/api/v1/') && url.pathname !== '/api/v1/events',
    async (route) => {
      if (route.request().method() === 'GET') await new Promise((resolve) => setTimeout(resolve, lagMs));
      // the page may have been left meanwhile
      await route.fallback().catch(() => undefined);
    },
  );
}

const lingerMs = Number(process.env['SONAE_TEST_LINGER'] ?? 0);

/**
 * With `SONAE_TEST_LINGER`: before each step the page has that long (ms) to become whole. A step that finds its element
 * only while the rest of the page is still being read fails every time, and not once in fifty.
 */
function linger(one: Locator): void {
  const steps = Object.getPrototypeOf(one) as Record<string, unknown> & { lingers?: true };
  if (lingerMs === 0 || steps.lingers) return;
  steps.lingers = true;
  for (const name of [
    'waitFor',
    'click',
    'fill',
    'press',
    'focus',
    'check',
    'textContent',
    'innerText',
    'inputValue',
  ]) {
    const step = steps[name] as (...args: unknown[]) => Promise<unknown>;
    steps[name] = async function (this: Locator, ...args: unknown[]) {
      await new Promise((resolve) => setTimeout(resolve, lingerMs));
      return step.apply(this, args);
    };
  }
}
