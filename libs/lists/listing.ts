import type { Tx } from '#database';
import { checkContract, type Page, type PageQuery } from '#http';
import type { InsurerList, ListColumnKey, Words } from '#kernel';
import type { Config } from '#platform';
import type { WrittenCell, WrittenRows } from '#tables';
import { listRoutes } from './list-routes.js';

/** A language of a file. */
export type Language = keyof Words;

/** What a list is asked for: its conditions and order, as its route takes them, and its columns. */
export interface AskedList {
  readonly conditions: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly language: Language;
}

/** A list read for a file: how many rows it has, and they, a part at a time, each once and all of one moment. */
export interface ReadList {
  readonly expected: number;
  readonly rows: WrittenRows;
}

/** What a file is made of, whichever list it is. */
export interface Listing {
  /** In a transaction that sees one moment. */
  read(tx: Tx, asked: AskedList, config: Config): Promise<ReadList>;
}

type Say = (words: Words) => string;
type Cells<L extends InsurerList, Row> = Readonly<Record<ListColumnKey<L>, (row: Row, say: Say) => WrittenCell>>;

/** How a list is read. */
interface Source<L extends InsurerList, Query extends PageQuery, Row> {
  /** Of a moment: how many rows there are, and a page of them. */
  readonly open: (tx: Tx, query: Query, config: Config) => Promise<OpenList<Row>>;
  readonly cells: Cells<L, Row>;
}

interface OpenList<Row> {
  readonly expected: number;
  readonly page: (place: { readonly limit: number; readonly cursor?: string }) => Promise<Page<Row>>;
}

/** The rows that are read at a time. */
const atATime = 500;

/** Makes what a file needs of a list out of how it is read. */
export function listingOf<L extends InsurerList, Query extends PageQuery, Row>(
  list: L,
  { open, cells }: Source<L, Query, Row>,
): Listing {
  const cellOf: Readonly<Record<string, (row: Row, say: Say) => WrittenCell>> = cells;
  return {
    async read(tx, { conditions, columns, language }, config) {
      const asked = checkContract(listRoutes[list].query, { ...conditions }, true) as Query;
      const { expected, page } = await open(tx, asked, config);
      const say: Say = (words) => words[language];
      return { expected, rows: written(page, (row) => columns.map((key) => cellOf[key]?.(row, say) ?? null)) };
    },
  };
}

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
