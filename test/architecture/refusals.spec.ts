import '../../apps/api/http-app.js';
import { defineMachine, Guards, newId, roles, type Mover } from '#kernel';
import { defineMover, movers, systemActor, type Stateful, type Tx } from '#database';
import { Problem, problemSentences } from '#problems';

const tx = { actor: systemActor('test') } as Tx;
/** Every place a table knows, and one that nobody holds. */
const places = [
  ...new Set([
    ...roles,
    'system',
    ...movers.flatMap(({ rules }) => rules.machine.moves.flatMap(({ by }) => by)),
    'nobody',
  ]),
] as readonly Mover[];

describe.each(movers.map((mover) => [mover.rules.machine.name, mover] as const))('the refusals of %s', (_, mover) => {
  it('say all they have to: no place of a sentence is left open, whatever is refused, from wherever', () => {
    const { states } = mover.rules.machine;
    const said = new Map<string, { ja: string; en: string }>();
    for (const from of states)
      for (const to of states)
        for (const by of places)
          for (const reason of ['because', null])
            try {
              mover.check(tx, { id: newId(), state: from }, { to, by, reason });
            } catch (error) {
              if (!(error instanceof Problem)) throw error;
              said.set(`${error.code} ${from} ${to}`, problemSentences(error));
            }
    expect(said.size).toBeGreaterThan(0);
    const open = [...said].filter(([, { ja, en }]) => /[{}]/.test(ja + en));
    expect(open).toEqual([]);
  });
});

it('what a guard misses is said with both states, too', () => {
  const names = { a: { ja: '甲', en: 'A' }, b: { ja: '乙', en: 'B' } };
  const guards = new Guards<null>();
  guards.register('always', () => [{ code: 'paper', textJa: '書類がありません。', textEn: 'A paper is missing.' }]);
  const mover = defineMover<'a' | 'b', Stateful<'a' | 'b'>, null>({
    machine: defineMachine({
      name: 'guarded',
      states: ['a', 'b'],
      initial: ['a'],
      moves: [{ from: 'a', to: 'b', by: ['system'], reason: 'none', guards: ['always'] }],
    }),
    title: { ja: '試', en: 'Guarded' },
    names,
    guards,
    refusals: { guard: 'support.move-not-allowed' },
    record: () => null,
  });
  let refused: unknown;
  try {
    mover.check(tx, { id: newId(), state: 'a' }, { to: 'b', subject: () => null });
  } catch (error) {
    refused = error;
  }
  expect(refused instanceof Problem && problemSentences(refused)).toEqual({
    ja: 'いまの状態（甲）からは、この手続（乙）に進めません。',
    en: 'This move (B) is not possible from the present state (A).',
  });
});
