import type { Tx } from '#database';
import type { Promises } from '#intake';
import type { DashboardDto } from './dashboard.dto.js';
import { overviewOf } from './dashboard.reads.js';
import type { DepartmentDto } from './department.dto.js';
import { departmentOf } from './department.reads.js';
import type { KeptFiguresEntity } from './kept-figures.entity.js';

/** The parts that are counted and kept, each all of one moment. */
export interface Figures {
  readonly overview: Omit<DashboardDto, 'tiles'>;
  readonly department: DepartmentDto;
}
export type FiguresPart = keyof Figures;

/** The form of what is kept; another one after each change of the contracts above. */
export const figuresForm = 1;

const counts: { readonly [P in FiguresPart]: (tx: Tx, promises: Promises) => Promise<Figures[P]> } = {
  overview: overviewOf,
  department: departmentOf,
};

/** Counts a part at the moment of the transaction, each figure as its list counts it. */
export const countFigures = <P extends FiguresPart>(tx: Tx, part: P, promises: Promises): Promise<Figures[P]> =>
  counts[part](tx, promises);

/** A part as it was counted last; counted now where nothing is kept yet in its form. */
export async function keptFigures<P extends FiguresPart>(tx: Tx, part: P, promises: Promises): Promise<Figures[P]> {
  const kept = await tx.one<Pick<KeptFiguresEntity, 'content'>>(
    'SELECT content FROM kept_figures WHERE part = $1 AND form = $2',
    [part, figuresForm],
  );
  return (kept?.content as Figures[P] | undefined) ?? countFigures(tx, part, promises);
}
