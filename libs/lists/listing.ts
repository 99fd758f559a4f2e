import type { Permission } from '#access';
import type { Tx } from '#database';
import { checkContract, type Page, type PageQuery } from '#http';
import type { InsurerList, ListColumnKey, Words } from '#kernel';
import type { Config } from '#platform';
import type { WrittenCell, WrittenRows } from '#tables';

/** A language of a file. */
export type Language = keyof Words;

/** What a list is asked for: its conditions and order, as its route takes them, and its columns. */
export interface AskedList {
  readonly conditions: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly language: Language;
}

/** A list read for a file: how many rows it has where that is counted, and they, a part at a time, of one moment. */
export interface ReadList {
  readonly expected: number | null;
  readonly rows: WrittenRows;
}

/** What a view and a file need of a list, whichever it is. */
export interface Listing {
  /** The right that its route needs. */
  readonly right: Permission;
  /** The query that its route takes. */
  readonly query: new () => PageQuery;
  /** In a transaction that sees one moment. */
  read(tx: Tx, asked: AskedList, config: Config): Promise<ReadList>;
}

type Say = (words: Words) => string;
type Cells<L extends InsurerList, Row> = Readonly<Record<ListColumnKey<L>, (row: Row, say: Say) => WrittenCell>>;
type Open<Query, Row> = (tx: Tx, query: Query, config: Config) => Promise<OpenList<Row>>;

/** How a list is read. */
interface Source<Query extends PageQuery, Row> {
  readonly right: Permission;
  readonly query: new () => Query;
  /** Of a moment: how many rows there are, and a page of them. */
  readonly open: Open<Query, Row>;
}

interface OpenList<Row> {
  readonly expected: number | null;
  readonly page: (place: { readonly limit: number; readonly cursor?: string }) => Promise<Page<Row>>;
}

/** The rows that are read at a time. */
const atATime = 500;

/** Makes what a view and a file need of a list out of the function that answers its route, and its cells. */
export function listingOf<L extends InsurerList, Query extends PageQuery, Row>(
  _: L,
  { right, query, open }: Source<Query, Row>,
  cells: Cells<L, Row>,
): Listing {
  const cellOf: Readonly<Record<string, (row: Row, say: Say) => WrittenCell>> = cells;
  return {
    right,
    query,
    async read(tx, { conditions, columns, language }, config) {
      const { expected, page } = await open(tx, checkContract(query, { ...conditions }, true) as Query, config);
      const say: Say = (words) => words[language];
      return { expected, rows: written(page, (row) => columns.map((key) => cellOf[key]?.(row, say) ?? null)) };
    },
  };
}

/** A list that its route answers by pages; `count` counts it, where a list may be so long that one wants to know. */
export const paged =
  <Query extends PageQuery, Row>(
    list: (tx: Tx, query: Query, config: Config) => Promise<Page<Row>>,
    count?: (tx: Tx, query: Query, config: Config) => Promise<number>,
  ): Open<Query, Row> =>
  async (tx, query, config) => ({
    expected: count ? await count(tx, query, config) : null,
    page: (place) => list(tx, { ...query, ...place }, config),
  });

/** A list that its route answers whole. */
export const whole =
  <Query, Row>(list: (tx: Tx, query: Query) => Promise<{ readonly items: Row[] }>): Open<Query, Row> =>
  async (tx, query) => {
    const { items } = await list(tx, query);
    return { expected: items.length, page: () => Promise.resolve({ items, nextCursor: null }) };
  };

async function* written<Row>(
  page: OpenList<Row>['page'],
  cellsOf: (row: Row) => readonly WrittenCell[],
): AsyncGenerator<readonly (readonly WrittenCell[])[]> {
  for (let cursor: string | null | undefined; cursor !== null;) {
    const { items, nextCursor } = await page({ limit: atATime, ...(cursor ? { cursor } : {}) });
    yield items.map(cellsOf);
    cursor = nextCursor;
  }
}
