import '../../apps/api/http-app.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { movers } from '#database';
import { packageRoot } from '#platform';

const inOrder = (some: readonly string[]): string[] => some.toSorted((a, b) => a.localeCompare(b, 'en'));

/** What a page says, a line a state and a move. */
function said(page: string): string[] {
  return page
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const [title = '', , states = '', , ...rows] = section.split('\n');
      const [, names = '', initial = ''] = /^States: (.*)\. It begins as (.*)\.$/.exec(states) ?? [];
      return [
        ...names.split(' · ').map((name) => `${title}: ${name}`),
        `${title} begins as ${initial}`,
        ...rows.filter((row) => row.startsWith('| ') && !/^\| (?:from|---)/.test(row)).map((row) => `${title}: ${row}`),
      ];
    });
}

/** The same, of the movers. */
const ofMovers = (): string[] =>
  movers.flatMap(({ rules: { machine, names, title } }) => {
    const heading = `${title.ja} ${title.en}`;
    const short = (state: string): string => `${state} (${names[state]?.ja})`;
    return [
      ...machine.states.map((state) => `${heading}: ${state} (${names[state]?.ja}, ${names[state]?.en})`),
      `${heading} begins as ${machine.initial.join(', ')}`,
      ...machine.moves.map(
        ({ from, to, by, reason, guards }) =>
          `${heading}: | ${[short(from), short(to), by.join(', '), reason, guards.join(', ') || '–'].join(' | ')} |`,
      ),
    ];
  });

it('docs/states.md says every state and every move of the movers, and none by hand', () => {
  const page = readFileSync(join(packageRoot, 'docs/states.md'), 'utf8');
  expect(inOrder(said(page))).toEqual(inOrder(ofMovers()));
});

it('what is written into it by hand is seen', () => {
  const page = readFileSync(join(packageRoot, 'docs/states.md'), 'utf8');
  const row = '| paid (お支払い済み) | scheduled (お支払い予定) | payments | required | – |';
  expect(page).toContain(row);
  for (const planted of [
    page.replace(row, `${row}\n| paid (お支払い済み) | approved (承認済み) | payments | required | – |`),
    page.replace(row, row.replace('payments', 'support')),
    page.replace(`${row}\n`, ''),
  ])
    expect(inOrder(said(planted))).not.toEqual(inOrder(ofMovers()));
});
