import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../support/processes.js';

it('an operation has a name of its own, of its method and address: none changes with a class of ours', () => {
  const { paths } = JSON.parse(readFileSync(join(packageFolder, 'apps/api/openapi.json'), 'utf8')) as {
    paths: Record<string, Record<string, { operationId?: string }>>;
  };
  const names = Object.values(paths).flatMap((path) =>
    Object.values(path).flatMap(({ operationId = [] }) => operationId),
  );
  expect(names).toContain('postIncidentsByIdExpenses');
  expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
});
