import { type Tx } from '#database';
import { limitOf, readCursor, toPage, type Page, type PageQuery } from '#http';
import {
  blockSize,
  unusedRuns,
  type DrawnBlock,
  type Gap,
  type KeptUnused,
  type UnusedRun,
  type CaseNumberBlockEntity,
} from '#intake';
import { caseNumber, dayInJapan } from '#kernel';
import { unusedReasons, withDatabaseError } from './case-number-words.js';
import type { UnusedNumbersDto } from './case-numbers.dto.js';

/** Unused case numbers, highest first, by cursor, each run with its reason as far as it is known. */
export async function listUnusedNumbers(tx: Tx, query: PageQuery): Promise<Page<UnusedNumbersDto>> {
  const limit = limitOf(query);
  const [before] = readCursor(query.cursor, 'number') ?? [];
  const gaps = await gapsBelow(tx, before === undefined ? await drawnUntil(tx) : Number(before), limit + 1);
  const [blocks, kept, firstRecord] = await tx.together([blocksIn(tx, gaps), keptIn(tx, gaps), firstRecorded(tx)]);
  const runs = gaps.flatMap((gap) => unusedRuns(gap, touching(gap, blocks), touching(gap, kept), firstRecord));
  return toPage(runs, limit, ({ first }) => [String(first)], view);
}

/** The first number that has not been drawn yet. */
async function drawnUntil(tx: Tx): Promise<number> {
  const row = await tx.one<{ until: number }>(
    `SELECT CASE WHEN is_called THEN last_value + ${blockSize} ELSE 1 END AS until FROM case_number_seq`,
  );
  return row?.until ?? 1;
}

/** The highest gaps between the numbers of cases, below a number; 0 is given to no case. */
function gapsBelow(tx: Tx, before: number, most: number): Promise<Gap[]> {
  return tx.rows<Gap>(
    `SELECT g.first, g.last
       FROM (SELECT u.n + 1 AS first, lag(u.n, 1, $1::bigint) OVER (ORDER BY u.n DESC) - 1 AS last, u.n
               FROM (SELECT case_sequence(i.case_number) AS n
                       FROM incident i
                      WHERE case_sequence(i.case_number) < $1
                      UNION ALL
                     SELECT 0) u) g
      WHERE g.first <= g.last
      ORDER BY g.n DESC
      LIMIT $2`,
    [before, most],
  );
}

const ofGaps = (gaps: readonly Gap[]): [number[], number[]] => [
  gaps.map(({ first }) => first),
  gaps.map(({ last }) => last),
];

function blocksIn(tx: Tx, gaps: readonly Gap[]): Promise<(DrawnBlock & Gap)[]> {
  return tx.rows<DrawnBlock & Gap>(
    `SELECT DISTINCT b.first, b.first + ${blockSize - 1} AS last, b.drawn_at AS "drawnAt",
            NOT EXISTS (SELECT FROM case_number_block l WHERE l.process = b.process AND l.first > b.first) AS "isNewest"
       FROM unnest($1::bigint[], $2::bigint[]) AS g(first, last)
       JOIN case_number_block b ON b.first BETWEEN g.first - ${blockSize - 1} AND g.last`,
    ofGaps(gaps),
  );
}

function keptIn(tx: Tx, gaps: readonly Gap[]): Promise<KeptUnused[]> {
  return tx.rows<KeptUnused>(
    `SELECT DISTINCT u.first, u.last, u.reason, u.at, u.failure,
            CASE
              WHEN i.id IS NOT NULL THEN jsonb_build_object('id', i.id, 'caseNumber', i.case_number) END AS "answeredBy"
       FROM unnest($1::bigint[], $2::bigint[]) AS g(first, last)
       JOIN case_number_unused u ON u.first BETWEEN g.first - ${blockSize - 1} AND g.last AND u.last >= g.first
       LEFT JOIN incident i ON i.id = u.answered_by`,
    ofGaps(gaps),
  );
}

async function firstRecorded(tx: Tx): Promise<number | null> {
  const row = await tx.one<{ lowest: CaseNumberBlockEntity['first'] | null }>(
    'SELECT min(first) AS lowest FROM case_number_block',
  );
  return row?.lowest ?? null;
}

const touching = <T extends Gap>(gap: Gap, all: readonly T[]): T[] =>
  all.filter(({ first, last }) => first <= gap.last && last >= gap.first);

function view({ first, last, reason, at, answeredBy, failure }: UnusedRun): UnusedNumbersDto {
  const given = first === last && at !== null && (reason === 'reported-already' || reason === 'not-written');
  const isCode = failure !== null && failure !== 'no-answer';
  const { ja, en } = isCode ? withDatabaseError(unusedReasons[reason], failure) : unusedReasons[reason];
  return {
    first,
    last,
    count: last - first + 1,
    caseNumber: given ? caseNumber(Number(dayInJapan(at).slice(0, 4)), first) : null,
    reason,
    textJa: ja,
    textEn: en,
    at: at?.toISOString() ?? null,
    answeredBy,
  };
}
