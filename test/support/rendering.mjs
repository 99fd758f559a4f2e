// Renders pages of the application without a browser: a process of its own, because the pages are ES modules. Each
// message asks for one page as one person, or for the text of a PDF; a page is answered as HTML once everything that it
// reads is there, with what the API answered it.
import { AsyncLocalStorage } from 'node:async_hooks';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRouter, RouterProvider } from '@tanstack/react-router';
import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { createServer } from 'vite';
import { textOfPdf } from './read-pdf.mjs';

const web = resolve(dirname(fileURLToPath(import.meta.url)), '../../apps/web');
const vite = await createServer({
  configFile: resolve(web, 'vite.config.js'),
  server: { middlewareMode: true, ws: false, watch: null },
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true, include: [] },
  ssr: { resolve: { conditions: ['sonae-source'] } },
});
const load = (file) => vite.ssrLoadModule(`/${file}`);
const [{ Session }, { Speech, spoken }, { router }, { Noticing }, { appJa }, { appEn }, { theme }] = await Promise.all([
  load('shell/session.tsx'),
  load('text/language.ts'),
  load('shell/router.tsx'),
  load('shell/notice.tsx'),
  load('text/ja/app.ts'),
  load('text/en/app.ts'),
  load('ui/theme.ts'),
]);

// whose reading it is: while one page waits for what it reads, others are rendered
/** @type {AsyncLocalStorage<{ address: string, cookie: string, answers: Record<string, unknown> }>} */
const asker = new AsyncLocalStorage();
const fetched = globalThis.fetch;
/** @param {string} path @param {RequestInit} [init] */
async function asked(path, init) {
  const { address, cookie, answers } = asker.getStore() ?? { address: '', cookie: '', answers: {} };
  const answer = await fetched(new URL(path, address), { ...init, headers: { ...init?.headers, cookie } });
  if (answer.ok && answer.headers.get('content-type')?.includes('json')) answers[path] = await answer.clone().json();
  return answer;
}

globalThis.fetch = /** @type {typeof fetch} */ (asked);

// what the server writes into the page, and this one does not
globalThis.document = /** @type {any} */ ({ querySelector: () => null, documentElement: {} });

async function page({ path, language }) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always' } } });
  const { user } = await (await fetch('/api/v1/me')).json();
  const own = createRouter({
    ...router.options,
    history: createMemoryHistory({ initialEntries: [`/app${path}`] }),
    isServer: true,
  });
  await own.load();
  const nothing = () => undefined;
  const session = { user, lost: null, take: nothing, signOut: nothing, readAgain: nothing };
  const tree = [
    [MantineProvider, { theme, withCssVariables: false }],
    [QueryClientProvider, { client }],
    [Speech, { value: spoken(language, language === 'en' ? appEn : appJa) }],
    [Session, { value: session }],
    [Noticing, {}],
  ].reduceRight(
    (inner, [part, props]) => createElement(part, props, inner),
    createElement(RouterProvider, { router: own }),
  );
  // what a page reads may make it read more
  for (;;) {
    const html = renderToStaticMarkup(tree);
    const waiting = client
      .getQueryCache()
      .getAll()
      .filter(({ state, options }) => state.status === 'pending' && options.enabled !== false);
    if (waiting.length === 0) return html;
    await Promise.allSettled(waiting.map((query) => query.fetch()));
  }
}

async function answer({ id, pdf, ...wanted }) {
  try {
    const answers = {};
    const text =
      pdf === undefined
        ? await asker.run({ ...wanted, answers }, () => page(wanted))
        : await textOfPdf(new Uint8Array(Buffer.from(pdf, 'base64')));
    say({ id, text, answers });
  } catch (error) {
    say({ id, error: String(error?.stack ?? error) });
  }
}
/** Nobody may be there any more who wants to know. */
const say = (message) => process.connected && process.send(message, () => undefined);
process.on('message', (wanted) => void answer(wanted));
process.on('disconnect', () => process.exit());
process.send({ ready: true });
