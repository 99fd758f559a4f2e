import { reachOf, type Permission } from '#access';
import { type Actor, type Tx } from '#database';
import { searchFor, searchKinds, type Search, type SearchKind } from './search.js';
import { foundCases } from './search-cases.reads.js';
import type { SearchDto } from './search.dto.js';
import { best, type Found } from './search-hit.js';
import { foundInstitutions, institutionsNamed, type Named } from './search-institutions.reads.js';
import { foundPapers } from './search-papers.reads.js';
import { foundPayments } from './search-payments.reads.js';
import { foundReporters, foundUsers } from './search-people.reads.js';
import { foundPolicies } from './search-policies.reads.js';
import { searchKindNames } from './search-words.js';

/** Milliseconds for one statement of a search: somebody waits for it with the next character. */
const longestStatement = 2_000;

interface Source {
  readonly kind: SearchKind;
  readonly needs: Permission;
  readonly find: (tx: Tx, search: Search, named: Named, most: number) => Promise<Found[]>;
}

/** Where rows are found, with the right of each list that shows them too. */
const sources: readonly Source[] = [
  { kind: 'cases', needs: 'incidents.read', find: foundCases },
  { kind: 'institutions', needs: 'institutions.read', find: foundInstitutions },
  { kind: 'policies', needs: 'policies.read', find: foundPolicies },
  { kind: 'payments', needs: 'payments.read', find: foundPayments },
  { kind: 'papers', needs: 'documents.read', find: (tx, search, _, most) => foundPapers(tx, search, most) },
  { kind: 'people', needs: 'people.read', find: (tx, search, _, most) => foundUsers(tx, search, most) },
  { kind: 'people', needs: 'incidents.read', find: (tx, search, _, most) => foundReporters(tx, search, most) },
];

const mayRead = ({ roles }: Actor, right: Permission): boolean => roles.some((role) => reachOf(right, role) !== null);

/** What is looked for, of which kinds, and how many hits a kind. */
export interface Asked {
  readonly text: string;
  readonly kinds: readonly SearchKind[];
  readonly limit: number;
}

/**
 * The groups of the kinds that the actor may read. Row security leaves out rows that they may not see. Throws the
 * database's error for a statement that takes too long.
 */
export async function searchAll(tx: Tx, { text, kinds, limit }: Asked): Promise<SearchDto> {
  const search = searchFor(text);
  const asked = sources.filter(({ kind, needs }) => kinds.includes(kind) && mayRead(tx.actor, needs));
  // by keys, as jobs read: a plan must not read all of a large table, whatever it expects to find
  await tx.rows(
    `SELECT set_config('statement_timeout', '${longestStatement}', true), set_config('jit', 'off', true),
       set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
       set_config('enable_mergejoin', 'off', true), set_config('max_parallel_workers_per_gather', '0', true),
       set_config('plan_cache_mode', 'force_generic_plan', true)`,
  );
  const named = await institutionsNamed(tx, search);
  const found = await tx.together(
    asked.map(async ({ kind, find }) => ({ kind, found: await find(tx, search, named, limit + 1) })),
  );
  return {
    groups: searchKinds
      .filter((kind) => asked.some((source) => source.kind === kind))
      .map((kind) => ({
        kind,
        kindJa: searchKindNames[kind].ja,
        kindEn: searchKindNames[kind].en,
        ...best(
          found.filter((group) => group.kind === kind).flatMap((group) => group.found),
          limit,
        ),
      })),
  };
}
