import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform';

/** One account an institution, so that no institution's rows are those that everybody waits for. */
export function hospitalAccounts(): string[] {
  const { people } = JSON.parse(readFileSync(join(packageRoot, 'data/demo/master.json'), 'utf8')) as {
    people: { email: string; institution: string | null; roles: string[] }[];
  };
  const first = new Map<string, string>();
  for (const { email, institution, roles } of people) {
    if (institution && roles.some((role) => role.startsWith('hospital-')) && !first.has(institution))
      first.set(institution, email);
  }
  return [...first.values()];
}

/** One of the desk and four who adjust. */
export const deskAccounts: readonly string[] = [
  'support@sonae.example',
  'adjuster@sonae.example',
  'adjuster2@sonae.example',
  'adjuster3@sonae.example',
  'adjuster4@sonae.example',
];
