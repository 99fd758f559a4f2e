import { gathered, linesOf } from './columns.js';

const rows = [1, 2, 11, 12, 3];
const tens = (row: number) => ({ key: String(row >= 10), title: row >= 10 ? 'ten and more' : 'below ten' });

describe('lines of a list', () => {
  it('are its rows where nothing groups them', () => {
    expect(linesOf(rows)).toEqual(rows.map((row) => ({ kind: 'row', row })));
  });

  it('have a heading wherever another group begins, with the rows below it', () => {
    const lines = linesOf(rows, tens);
    expect(lines.map((line) => (line.kind === 'group' ? [line.group.title, line.rows] : line.row))).toEqual([
      ['below ten', [1, 2]],
      1,
      2,
      ['ten and more', [11, 12]],
      11,
      12,
      ['below ten', [3]],
      3,
    ]);
  });

  it('stand together where they are gathered, in the order of the first of each group', () => {
    expect(gathered(rows, tens)).toEqual([1, 2, 3, 11, 12]);
    expect(gathered([12, 3, 11, 1], tens)).toEqual([12, 11, 3, 1]);
    const titles = linesOf(gathered(rows, tens), tens).flatMap((line) =>
      line.kind === 'group' ? line.group.title : [],
    );
    expect(titles).toEqual(['below ten', 'ten and more']);
  });
});
