import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { overCases } from '#database';
import { packageRoot } from '#platform';
import { assignsState } from '../support/state-writers.js';

const sources = ['libs', 'apps'].flatMap((folder) =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.startsWith('web/'))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(join(packageRoot, folder, file), 'utf8') })),
);

/** Files in which something is found that is not looked over. */
const filesWith = (found: (text: string) => boolean, but: readonly string[]): string[] =>
  sources.filter(({ file, text }) => !but.includes(file) && found(text)).map(({ file }) => file);

const literals = /`[^`]*`|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g;
const sqlIn = (text: string): string[] => (text.match(literals) ?? []).map((literal) => literal.slice(1, -1));

describe('a transaction writes the cases that it has locked', () => {
  it('work over many cases is done under each name of the list once', () => {
    const named = sources.flatMap(({ text }) =>
      [...text.matchAll(/\.overCases\(\s*[^,]+,\s*'([^']+)'/g)].map(([, name]) => name),
    );
    expect(named.toSorted()).toEqual(overCases.toSorted());
  });

  it('nothing else says which cases may be written: the lock does', () => {
    const scoped = (text: string): boolean => /\{ case: (?!string\b)|['=\s]app\.case\b/.test(text);
    const own = [
      // the lock itself
      'libs/database/database.ts',
      // the one statement of a group of reports
      'libs/intake/append-units.ts',
      // the relay's own connection: it numbers the events of all cases, and writes nothing of them
      'libs/queue/relay.ts',
    ];
    expect(filesWith(scoped, own)).toEqual([]);
  });

  it('statements of a transaction leave together by `tx.together` alone', () => {
    const atOnce = (text: string): boolean => /Promise\.all\((?![^;]*?\bdatabase\.)[^;]*?\btx\b/s.test(text);
    expect(filesWith(atOnce, [])).toEqual([]);
  });
});

describe('who writes what', () => {
  it('a statement that moves a state is known by its text', () => {
    for (const moves of [
      `UPDATE expense SET state = 'paid' WHERE id = $1`,
      `UPDATE expense e
         SET amount_yen = (SELECT 1 FROM ruling WHERE state = 'x'), state = r.state
         FROM r
         WHERE e.id = r.id`,
      'UPDATE payment SET (batch_id, state) = (SELECT 1, 2)',
      'UPDATE incident SET phase_${phase} = $2',
      `INSERT INTO x VALUES (1) ON CONFLICT (id) DO UPDATE SET state = 'open'`,
    ])
      expect([moves, assignsState(moves)]).toEqual([moves, true]);
    for (const looks of [
      `UPDATE expense SET version = version + 1 WHERE state = 'paid'`,
      `UPDATE expense e SET amount_yen = (SELECT max(yen) FROM ruling WHERE state = 'x') WHERE id = $1`,
      `SELECT FROM expense WHERE state = 'paid' FOR UPDATE`,
      `UPDATE lane SET lead_state = 1`,
    ])
      expect([looks, assignsState(looks)]).toEqual([looks, false]);
  });

  it('no statement of the program moves a state', () => {
    expect(sources.length).toBeGreaterThan(500);
    expect(filesWith((text) => sqlIn(text).some(assignsState), [])).toEqual([]);
  });

  it('nothing but the record fills timeline, outbox and audit; a group of reports carries its own', () => {
    const fills = (text: string): boolean =>
      /\.(?:timeline|events|audit)\.push\(/.test(text) ||
      sqlIn(text).some((sql) => /\bINSERT\s+INTO\s+(?:timeline_entry|outbox|audit)\b/i.test(sql));
    expect(filesWith(fills, ['libs/database/record.ts'])).toEqual([]);
    const groups = filesWith((text) => /\bappendUnits\(/.test(text), ['libs/intake/append-units.ts']);
    expect(groups.filter((file) => !file.startsWith('libs/intake/'))).toEqual([]);
  });
});
