// `npm run audit`: every known vulnerability of a dependency fails, unless `audit-exceptions.json` names its advisory with the
// reason and the last day on which that holds: [{ "advisory": "GHSA-…", "reason": "…", "until": "YYYY-MM-DD" }].
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** What is known of the dependencies; null where the registry does not answer. */
function askRegistry() {
  const { stdout } = spawnSync('npm', ['audit', '--json'], { cwd: root, encoding: 'utf8', timeout: 60_000 });
  try {
    return JSON.parse(stdout).vulnerabilities ?? null;
  } catch {
    return null;
  }
}

/** The advisories of npm's report that no exception names any more, by package; `today` as YYYY-MM-DD. */
export function unexcused(vulnerabilities, exceptions, today) {
  const excused = new Set(exceptions.filter(({ until }) => until >= today).map(({ advisory }) => advisory));
  const known = Object.values(vulnerabilities)
    .flatMap(({ via }) => via)
    .filter((one) => typeof one === 'object')
    .map(({ name, title, severity, url }) => ({ name, title, severity, advisory: url.split('/').at(-1) }));
  const seen = new Map(known.map((one) => [`${one.name} ${one.advisory}`, one]));
  return [...seen.values()].filter(({ advisory }) => !excused.has(advisory));
}

function main() {
  const vulnerabilities = askRegistry();
  if (vulnerabilities === null) {
    process.stdout.write('skipped: known vulnerabilities of dependencies (the registry does not answer `npm audit`)\n');
    return;
  }
  const exceptions = JSON.parse(readFileSync(join(root, 'scripts', 'audit-exceptions.json'), 'utf8'));
  const found = unexcused(vulnerabilities, exceptions, new Date().toISOString().slice(0, 10));
  for (const { name, severity, advisory, title } of found)
    process.stderr.write(`${name}: ${severity}, ${advisory}: ${title}\n`);
  if (found.length === 0) return;
  process.stderr.write('Update these packages, or name the advisory with a reason in scripts/audit-exceptions.json.\n');
  process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
