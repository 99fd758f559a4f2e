import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageRoot } from '#platform';

/** Inputs that lie beside the project, where they do: what the tests make themselves is more, and never missing. */
const folder = process.env['SONAE_SHARED_INPUTS'] ?? resolve(packageRoot, '..', 'shared', 'faults', 'inputs');

/** The text of one of these files; empty where it is not there. */
export function givenText(file: string): string {
  return existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '';
}

/** The rows of one of these files: an input, and what is right for it. */
export const givenPairs = (file: string): [string, string][] =>
  givenText(file)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t') as [string, string]);

/** One more test, on one of these files, where it is there. */
export const whereGiven =
  (file: string) =>
  (name: string, test: () => unknown, ms?: number): void => {
    if (givenText(file) !== '') it(`${file}: ${name}`, async () => void (await test()), ms);
  };
