import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform';

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>;
}

const { paths } = JSON.parse(readFileSync(join(packageRoot, 'apps/api/openapi.json'), 'utf8')) as {
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
// a path that is written out goes before one with a parameter at its place
const routes = Object.entries(paths)
  .map(([path, operations]) => ({ path: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`), operations }))
  .toSorted((a, b) => a.path.source.split('[^/]+').length - b.path.source.split('[^/]+').length);

/** Throws where an answer has a status or a media type that the published document does not declare for its route. */
export function requireDeclared(method: string, url: string, { status, headers }: Response): void {
  const path = new URL(url).pathname;
  const operation = routes.find((route) => route.path.test(path))?.operations[method.toLowerCase()];
  if (!operation) return;
  const declared = operation.responses[status] ?? (status >= 400 ? operation.responses['default'] : undefined);
  const type = headers.get('content-type')?.split(';')[0] ?? null;
  const types = declared ? Object.keys(declared.content ?? {}) : null;
  if (types === null || (type === null ? types.length > 0 : !types.includes(type)))
    throw new Error(`${method} ${path} answered ${status} ${type}, declared: ${types?.join(', ') ?? 'nothing'}`);
}
