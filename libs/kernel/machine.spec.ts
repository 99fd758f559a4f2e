import type { Machine, Move } from './machine.js';
import { defineMachine, Guards, moveOf, movesFrom } from './machine.js';
import { lanes, laneNames } from './lanes.js';
import { roleNames, roles } from './roles.js';

type Light = 'red' | 'green' | 'off';

const go: Move<Light> = {
  from: 'red',
  to: 'green',
  by: ['support', 'system'],
  reason: 'none',
  guards: ['lights.clear'],
};
const stop: Move<Light> = { from: 'green', to: 'red', by: ['adjuster'], reason: 'optional', guards: [] };
const end: Move<Light> = {
  from: 'green',
  to: 'off',
  by: ['support'],
  reason: 'required',
  guards: ['lights.clear', 'lights.paid'],
};
const light: Machine<Light> = {
  name: 'light',
  states: ['red', 'green', 'off'],
  initial: ['red'],
  moves: [go, stop, end],
};

const text = (code: string) => ({ code, textJa: '不足しています。', textEn: 'Missing.' });

describe('a transition table is checked when the process starts', () => {
  it('a sound table is given back', () => expect(defineMachine(light)).toBe(light));

  it.each<[string, Partial<Machine<string>>, RegExp]>([
    ['an unknown state in a move', { moves: [go, end, { ...stop, to: 'blue' }] }, /"light".*unknown state blue/],
    ['an unknown initial state', { initial: ['red', 'blue'] }, /unknown state blue/],
    ['a move named twice', { moves: [go, stop, end, { ...go, by: ['agent'] }] }, /red → green is named twice/],
    ['a state no way leads to', { moves: [go, stop] }, /no way leads to off/],
    ['states that reach only each other', { initial: ['off'] }, /no way leads to red.*no way leads to green/],
    ['a state named twice', { states: ['red', 'green', 'off', 'red'] }, /state red is named twice/],
    ['no beginning', { initial: [] }, /no initial state/],
  ])('%s is refused', (_what, change, message) => {
    expect(() => defineMachine<string>({ ...light, ...change })).toThrow(message);
  });
});

describe('moves are read from the table', () => {
  it('the move between two states, or none', () => {
    expect(moveOf(light, 'red', 'green')).toBe(go);
    expect(moveOf(light, 'red', 'off')).toBeUndefined();
  });

  it('only what somebody may make is offered, in the order of the table', () => {
    expect(movesFrom(light, 'green', ['support', 'adjuster'])).toEqual([stop, end]);
    expect(movesFrom(light, 'green', ['adjuster'])).toEqual([stop]);
    expect(movesFrom(light, 'green', ['auditor'])).toEqual([]);
    expect(movesFrom(light, 'red', ['system'])).toEqual([go]);
  });
});

describe('guards', () => {
  it('name everything that is missing, in the order of the move', () => {
    const guards = new Guards<{ clear: boolean }>();
    guards.register('lights.paid', () => [text('lights.paid')]);
    guards.register('lights.clear', ({ clear }) => (clear ? [] : [text('lights.clear-a'), text('lights.clear-b')]));
    const codes = (clear: boolean) => guards.missing(end, { clear }).map(({ code }) => code);
    expect(codes(false)).toEqual(['lights.clear-a', 'lights.clear-b', 'lights.paid']);
    expect(codes(true)).toEqual(['lights.paid']);
    expect(guards.missing(stop, { clear: false })).toEqual([]);
  });

  it('a code without a check stops the start, and a move', () => {
    const guards = new Guards<null>();
    guards.register('lights.clear', () => []);
    expect(() => guards.assertComplete(light)).toThrow(/"light".*without a check: lights\.paid/);
    expect(() => guards.missing(end, null)).toThrow(/"lights.paid" has no check/);
    guards.register('lights.paid', () => []);
    expect(() => guards.assertComplete(light)).not.toThrow();
  });

  it('a code has one check', () => {
    const guards = new Guards<null>();
    guards.register('lights.clear', () => []);
    expect(() => guards.register('lights.clear', () => [])).toThrow(/already has a check/);
  });
});

describe('closed lists', () => {
  it('every role and every lane has a name in both languages', () => {
    expect(Object.keys(roleNames)).toEqual([...roles]);
    expect(Object.keys(laneNames)).toEqual([...lanes]);
    for (const { ja, en } of [...Object.values(roleNames), ...Object.values(laneNames)]) {
      expect(ja).toMatch(/[ぁ-んァ-ヶ一-龠]/);
      expect(en).toMatch(/^[A-Z][a-z ]+/);
    }
  });
});
