// The browser's types, made from the committed OpenAPI document when it is newer than they are. Not committed: it is.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTypes, { astToString, stringToAST } from 'openapi-typescript';
import { root } from './build.mjs';

const from = join(root, 'apps/api/openapi.json');
const to = join(root, 'apps/web/api/schema.d.ts');
const self = join(root, 'scripts/client-types.mjs');
const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** What the formats of the document are called in the kernel: an amount is no count, and neither is a day. */
const units = { yen: 'Yen', count: 'Count', days: 'Days', date: 'Day' };
const typeNode = (text) => stringToAST(`type T = ${text};`)[0].type;

if (modified(to) <= Math.max(modified(from), modified(self))) {
  const tree = await openapiTypes(JSON.parse(readFileSync(from, 'utf8')), {
    silent: true,
    inject: "import type { Count, Day, Days, Yen } from '#kernel';",
    transform: ({ type, format }) => {
      const name = units[format];
      return name && typeNode([type].flat().includes('null') ? `${name} | null` : name);
    },
  });
  writeFileSync(to, astToString(tree));
}
