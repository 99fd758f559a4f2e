import { blockSize } from './case-numbers.js';
import type { CaseNumberBlockEntity } from './case-number-block.entity.js';
import type { CaseNumberUnusedEntity } from './case-number-unused.entity.js';

/** The reasons why no case has a number. */
export const unusedReasons = [
  'reported-already',
  'not-written',
  'process-ended',
  'in-hand',
  'not-known',
  'not-drawn',
  'before-records',
] as const;
export type UnusedReason = (typeof unusedReasons)[number];

/** Consecutive numbers that no case has: numbers of the sequence, without year and check digit. */
export type Gap = Pick<CaseNumberUnusedEntity, 'first' | 'last'>;

/** A block of numbers that a process drew; `isNewest`: the process has drawn none since. */
export interface DrawnBlock extends Pick<CaseNumberBlockEntity, 'first'> {
  readonly drawnAt: Date;
  readonly isNewest: boolean;
}

/** The record of numbers that were not used. */
export interface KeptUnused extends Gap, Pick<CaseNumberUnusedEntity, 'reason' | 'at' | 'failure'> {
  /** The case of the report that had been received before under the same key. */
  readonly answeredBy: { readonly id: string; readonly caseNumber: string } | null;
}

/** Consecutive unused numbers with one reason. */
export interface UnusedRun extends Gap {
  readonly reason: UnusedReason;
  /** The time of the record, or of the drawing of the block; null where neither is known. */
  readonly at: Date | null;
  readonly answeredBy: KeptUnused['answeredBy'];
  readonly failure: string | null;
}

/**
 * The reasons why the numbers of a gap were not used, highest number first: from their record, else from the process
 * that drew their block, else not known. `firstRecord`: the first number whose drawing was recorded; null without one.
 */
export function unusedRuns(
  gap: Gap,
  blocks: readonly DrawnBlock[],
  kept: readonly KeptUnused[],
  firstRecord: number | null,
): UnusedRun[] {
  const nothing = { at: null, answeredBy: null, failure: null };
  const within = ({ first, last }: Gap): Gap => ({
    first: Math.max(first, gap.first),
    last: Math.min(last, gap.last),
  });
  const cuts = new Set([gap.first, gap.last + 1]);
  const ranges: Gap[] = [...blocks.map(({ first }) => ({ first, last: first + blockSize - 1 })), ...kept];
  for (const { first, last } of ranges.map(within)) if (first <= last) cuts.add(first).add(last + 1);
  if (firstRecord !== null && firstRecord > gap.first && firstRecord <= gap.last) cuts.add(firstRecord);
  const edges = [...cuts].toSorted((one, other) => one - other);
  return edges
    .slice(0, -1)
    .map((first, at): UnusedRun => {
      const run = { first, last: (edges[at + 1] ?? 0) - 1 };
      const known = kept.find((one) => one.first <= first && first <= one.last);
      if (known)
        return { ...run, reason: known.reason, at: known.at, answeredBy: known.answeredBy, failure: known.failure };
      const block = blocks.find((one) => one.first <= first && first < one.first + blockSize);
      if (block) {
        // numbers are given in order: those of the block above this gap are not given either
        const isInHand = block.isNewest && run.last === block.first + blockSize - 1;
        return { ...run, ...nothing, reason: isInHand ? 'in-hand' : 'not-known', at: block.drawnAt };
      }
      return {
        ...run,
        ...nothing,
        reason: firstRecord !== null && first > firstRecord ? 'not-drawn' : 'before-records',
      };
    })
    .toReversed();
}
