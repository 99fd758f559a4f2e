import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const web = join(__dirname, '../../apps/web');

/** What is written as a table by hand, and why it is neither a list nor figures within a page. */
const byHand: Readonly<Record<string, string>> = {
  'ui/list/list.tsx': 'the part of which lists are made',
  'ui/figure-table.tsx': 'the part of which figures within a page are made',
  'ui/sum-steps.tsx': 'a sum: its steps have no heading, and a reason below them',
  'decisions/limits-after.tsx': 'each limit before and after an act: a picture beside it',
  'incidents/compared-cases.tsx': 'two cases beside each other, what is compared above both: in half the width each',
  'decisions/month-grid.tsx': 'a body for each month with its corrections, scrolled by its keys',
  'decisions/interruption-part.tsx': 'statements in the look of the months above them, scrolled by its keys',
};
const isTable = (source: string): boolean => /<(table|Table)\b|role="(grid|table)"/.test(source);

describe('tables of pages', () => {
  const written = readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx'))
    .filter((path) => isTable(readFileSync(join(web, path), 'utf8')));

  it('are lists or figures of one part each; what else is a table is named with its reason', () => {
    expect(written.toSorted()).toEqual(Object.keys(byHand).toSorted());
  });
  it('one that is written by hand is found', () => {
    expect(isTable('    <table className={style.table}>')).toBe(true);
    expect(isTable('<FigureTable rows={rows} />')).toBe(false);
  });
});
