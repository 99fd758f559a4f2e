// `npm run -s bench -- [--quick] [--json] [--write] [--check]`; --check fails when a figure is beyond its wide bound.
// `npm run -s bench -- --surge [--reports 97024] [--rate 27 | --rate 0] [--json]`: the country's surge alone; with 0 as
// fast as it goes.
// `npm run -s bench -- --lists [--quick]`: lists and searches alone.
// `npm run -s bench -- --pages [--expenses 1000000]`: what people wait for in a browser.
// `npm run -s bench -- --count`: statements and system calls of a report, by kind.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { packageRoot } from '#platform';
import { fallenShort, surgeFallenShort } from './bounds.js';
import { countOf } from './count.js';
import { asJson, surgeAsJson } from './figures.js';
import { measure, measureBook, measureSurgeAlone, quick, whole } from './measure.js';
import { measurePages } from './pages.js';
import { initialise, leave, makePlace, startProduct, type Place } from './product.js';
import { asPage, asTable, busyCores, machineOf, surgeAsTable } from './results.js';
import { country } from './surge.js';

const page = join(packageRoot, 'bench', 'RESULTS.md');

/** What limits is a judgement of a person: it is kept from the page as it is. */
function judgement(): string {
  const kept = existsSync(page) ? readFileSync(page, 'utf8').split('\n## What limits\n')[1]?.trim() : undefined;
  return kept ?? 'Not looked at yet.';
}

function options() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean' },
      check: { type: 'boolean', default: false },
      count: { type: 'boolean', default: false },
      lists: { type: 'boolean', default: false },
      pages: { type: 'boolean', default: false },
      expenses: { type: 'string', default: '1000000' },
      surge: { type: 'boolean', default: false },
      reports: { type: 'string', default: String(country.reports) },
      rate: { type: 'string', default: String(country.rate) },
    },
  });
  return values;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

function judge(short: readonly string[]): void {
  for (const one of short) say(one);
  if (short.length > 0) process.exitCode = 1;
}

/** Runs `work` on a place that is initialised, and leaves nothing of it. */
async function onPlace(work: (place: Place) => Promise<string>): Promise<void> {
  const place = await makePlace();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void leave(place).finally(() => process.exit(130)));
  try {
    say('initialising');
    await initialise(place);
    process.stdout.write(await work(place));
  } finally {
    await leave(place);
  }
}

async function main(): Promise<void> {
  const asked = options();
  const busy = busyCores();
  if (busy > 1)
    say(`${busy.toFixed(1)} cores were busy with other work in the last minute: the figures will say less.`);
  if (asked.count) return onPlace(countOf);
  if (asked.pages)
    return onPlace(async (place) => {
      const product = await startProduct(place, 'npm');
      try {
        return `${JSON.stringify(await measurePages(place, Number(asked.expenses)), null, 2)}\n`;
      } finally {
        await product.stop();
      }
    });
  if (asked.surge) {
    const [reports, rate] = [Number(asked.reports), Number(asked.rate) || null];
    return onPlace(async (place) => {
      const { surge, serverVersion } = await measureSurgeAlone(
        place,
        { reports, rate, tail: rate === null ? 1_000 : 0 },
        say,
      );
      if (asked.check) judge(surgeFallenShort(surge));
      return asked.json
        ? `${JSON.stringify({ surge: surgeAsJson(surge) })}\n`
        : surgeAsTable(surge, machineOf(serverVersion, busy));
    });
  }
  const size = asked.quick ? quick : whole;
  if (asked.lists)
    return onPlace(async (place) => `${JSON.stringify((await measureBook(place, size, say)).lists, null, 2)}\n`);
  return onPlace(async (place) => {
    const { figures, serverVersion } = await measure(place, size, say);
    const machine = machineOf(serverVersion, busy);
    if (asked.write ?? !asked.quick)
      writeFileSync(page, await format(asPage(figures, machine, size, judgement()), { parser: 'markdown' }));
    if (asked.json) say(`the limit was sent by ${figures.limit.driver}; ${figures.seconds.toFixed(0)} s`);
    if (asked.check) judge(fallenShort(figures));
    return asked.json ? `${JSON.stringify(asJson(figures))}\n` : asTable(figures, machine);
  });
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'The bench failed.'}\n`);
  process.exitCode =
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS') ? 2 : 1;
}
