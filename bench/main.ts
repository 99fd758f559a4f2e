// `npm run -s bench -- [--quick] [--json] [--write] [--check]`; --check fails when a figure is beyond its wide bound
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { packageRoot } from '#platform';
import { fallenShort } from './bounds.js';
import { asJson } from './figures.js';
import { measure, quick, whole } from './measure.js';
import { initialise, leave, makePlace } from './product.js';
import { asPage, asTable, busyCores, machineOf } from './results.js';

const page = join(packageRoot, 'bench', 'RESULTS.md');

/** What limits is a judgement of a person: it is kept from the page as it is. */
function judgement(): string {
  const kept = existsSync(page) ? readFileSync(page, 'utf8').split('\n## What limits\n')[1]?.trim() : undefined;
  return kept ?? 'Not looked at yet.';
}

function options(): { quick: boolean; json: boolean; write: boolean; check: boolean } {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      json: { type: 'boolean' },
      write: { type: 'boolean' },
      check: { type: 'boolean' },
    },
  });
  return {
    quick: values.quick ?? false,
    json: values.json ?? false,
    write: values.write ?? !values.quick,
    check: values.check ?? false,
  };
}

async function main(): Promise<void> {
  const asked = options();
  const size = asked.quick ? quick : whole;
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  const busy = busyCores();
  if (busy > 1)
    say(`${busy.toFixed(1)} cores were busy with other work in the last minute: the figures will say less.`);
  const place = await makePlace();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void leave(place).finally(() => process.exit(130)));
  try {
    say('initialising');
    await initialise(place);
    const { figures, serverVersion } = await measure(place, size, say);
    const machine = machineOf(serverVersion, busy);
    if (asked.write)
      writeFileSync(page, await format(asPage(figures, machine, size, judgement()), { parser: 'markdown' }));
    if (asked.json) say(`the limit was sent by ${figures.limit.driver}; ${figures.seconds.toFixed(0)} s`);
    const short = asked.check ? fallenShort(figures) : [];
    for (const one of short) say(one);
    if (short.length > 0) process.exitCode = 1;
    process.stdout.write(asked.json ? `${JSON.stringify(asJson(figures))}\n` : asTable(figures, machine));
  } finally {
    await leave(place);
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'The bench failed.'}\n`);
  process.exitCode =
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS') ? 2 : 1;
}
