import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform';

const text = (file: string): string => readFileSync(join(packageRoot, file), 'utf8');

interface Manifest {
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** What `scripts/audit.mjs` makes of npm's report: run as a module of its own, it is no TypeScript. */
function unexcused(vulnerabilities: object, exceptions: readonly object[], today: string): { advisory: string }[] {
  const url = `file://${join(packageRoot, 'scripts/audit.mjs')}`;
  const asked = JSON.stringify([vulnerabilities, exceptions, today]);
  const code =
    `import(${JSON.stringify(url)}).then(({ unexcused }) => ` + `console.log(JSON.stringify(unexcused(...${asked}))))`;
  return JSON.parse(spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' }).stdout) as { advisory: string }[];
}

describe('what the product is made of', () => {
  const manifest = JSON.parse(text('package.json')) as Manifest;

  it('every package of the lock has a hash of its content, so that no other can be put in its place', () => {
    const { packages } = JSON.parse(text('package-lock.json')) as {
      packages: Record<string, { integrity?: string; link?: boolean }>;
    };
    const without = Object.entries(packages).filter(
      ([path, { integrity, link }]) => path !== '' && !link && !integrity?.startsWith('sha512-'),
    );
    expect(Object.keys(packages).length).toBeGreaterThan(100);
    expect(without.map(([path]) => path)).toEqual([]);
  });

  it('every dependency is an exact version', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('the image is made on one exact version of Node 24, which package.json names as one it was run on', () => {
    const images = [...text('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(new Set(images).size).toBe(1);
    expect(images[0]).toMatch(/^node:24\.\d+\.\d+-bookworm-slim$/);
    expect(manifest.engines.node).toMatch(/\^24\.\d+\.\d+/);
  });

  it('a known vulnerability counts until its exception, and again after the last day of that', () => {
    const advisory = 'GHSA-aaaa-bbbb-cccc';
    const via = [
      { name: 'left', title: 'It breaks', severity: 'low', url: `https://example.org/advisories/${advisory}` },
    ];
    const report = { left: { via }, right: { via: ['left'] } };
    const exception = { advisory, reason: 'not reached', until: '2026-12-31' };
    expect(unexcused(report, [], '2026-12-01')).toEqual([expect.objectContaining({ advisory, name: 'left' })]);
    expect(unexcused(report, [exception], '2026-12-31')).toEqual([]);
    expect(unexcused(report, [exception], '2027-01-01')).toHaveLength(1);
    expect(unexcused({}, [], '2026-12-01')).toEqual([]);
  });
});
