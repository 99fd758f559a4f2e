import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { membersOf, type Contract } from '#http';
import { packageRoot } from '#platform';

/** The contracts that routes take as their bodies, as the published document names them. */
export function bodiesOfRequests(contracts: ReadonlyMap<string, Contract>): ReadonlySet<Contract> {
  const document = readFileSync(join(packageRoot, 'apps/api/openapi.json'), 'utf8');
  const { paths } = JSON.parse(document) as { paths: Record<string, Record<string, { requestBody?: unknown }>> };
  const bodies = Object.values(paths).flatMap((path) => Object.values(path).map(({ requestBody }) => requestBody));
  const names = JSON.stringify(bodies).matchAll(/#\/components\/schemas\/(\w+)/g);
  return new Set([...names].flatMap(([, name]) => contracts.get(String(name)) ?? []));
}

/** The contracts and those inside them. */
export function contractsInside(contracts: ReadonlySet<Contract>): ReadonlySet<Contract> {
  const found = new Set<Contract>();
  const add = (contract: Contract | undefined): void => {
    if (!contract || found.has(contract)) return;
    found.add(contract);
    for (const { nested } of membersOf(contract).values()) add(nested);
  };
  for (const contract of contracts) add(contract);
  return found;
}
