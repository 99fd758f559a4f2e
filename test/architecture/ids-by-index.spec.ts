import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform';

/** An id that is compared as a text: no index of it is used, and every row of its table is read. */
const asText = /\b\w+\.(?:\w+_)?id::text\s*(?:=|<>|IN\b)/g;

const files = ['libs', 'apps', 'migrations/functions'].flatMap((folder) =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|sql)$/.test(file) && !file.endsWith('.spec.ts'))
    .map((file) => `${folder}/${file}`),
);

it('no statement compares an id as a text', () => {
  expect('WHERE r.expense_id::text = p.reference'.match(asText)).not.toBeNull();
  // here the index is that of the text
  expect('WHERE d.subject = e.id::text'.match(asText)).toBeNull();
  const found = files.flatMap((file) =>
    [...readFileSync(join(packageRoot, file), 'utf8').matchAll(asText)].map(([text]) => `${file}: ${text}`),
  );
  expect(found).toEqual([]);
});
