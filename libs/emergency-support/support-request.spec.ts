import { lanes, movesFrom } from '#kernel';
import {
  notEligible,
  serviceNames,
  serviceOfLane,
  services,
  supportRequestMachine,
  supportStateNames,
  supportStates,
} from './support-request.js';
import type { StoredSupportState } from './support-request.js';

const offered = (from: StoredSupportState, asWhom: string) =>
  movesFrom(supportRequestMachine, from, [asWhom]).map(({ to }) => to);

describe('the life of a support request', () => {
  it.each<[string, StoredSupportState, StoredSupportState[]]>([
    ['support', 'amber', ['open']],
    ['support', 'open', []],
    ['support', 'withdrawn', []],
    ['system', 'amber', ['open', 'withdrawn']],
    ['system', 'open', ['amber', 'withdrawn']],
    ['system', 'withdrawn', []],
    ['senior-adjuster', 'amber', []],
  ])('%s may move %s to %j', (asWhom, from, to) => expect(offered(from, asWhom)).toEqual(to));

  it('has no other movers: hospitals, adjusters and agents read only', () => {
    const others = [
      'hospital-reporter',
      'hospital-manager',
      'adjuster',
      'agent',
      'payments',
      'auditor',
      'administrator',
    ];
    for (const from of supportRequestMachine.states)
      for (const other of others) expect(offered(from, other)).toEqual([]);
  });

  it('nothing leaves withdrawn: a new request is a new row', () => {
    expect(supportRequestMachine.moves.filter(({ from }) => from === 'withdrawn')).toEqual([]);
  });

  it('comes to no state that only orders to vendors lead to', () => {
    expect(supportRequestMachine.states).toEqual(['amber', 'open', 'withdrawn']);
  });

  it('every withdrawal says why, and so does a person who opens what is amber', () => {
    const told = supportRequestMachine.moves.filter((move) => move.to === 'withdrawn' || move.from === 'amber');
    expect(told.every(({ reason }) => reason === 'required')).toBe(true);
  });

  it('every lane has its service or none, and everything its name', () => {
    expect(Object.keys(serviceOfLane).toSorted()).toEqual([...lanes].toSorted());
    expect(lanes.filter((lane) => serviceOfLane[lane] === null)).toEqual(['general', 'business-interruption']);
    expect(new Set(Object.values(serviceOfLane).filter((service) => service !== null))).toEqual(new Set(services));
    expect(Object.keys(serviceNames)).toEqual([...services]);
    expect(Object.keys(supportStateNames)).toEqual([...supportStates]);
  });
});

describe('R-TER-3, R-SUP-1: whether a request may go forward', () => {
  it.each([
    ['available', 'JP', null, []],
    ['refer', 'JP', null, []],
    ['refer', null, null, []],
    ['refer', 'US', true, []],
    ['refer', 'US', null, ['emergency-support.overseas-incident']],
    ['available', 'US', false, ['emergency-support.overseas-incident']],
    ['not-available', 'JP', null, ['emergency-support.not-available']],
    ['not-available', null, null, ['emergency-support.not-available']],
  ] as const)('%s in %s, effect in Japan %s', (availability, country, domesticEffect, codes) => {
    expect(notEligible({ availability, country, domesticEffect }).map(({ code }) => code)).toEqual(codes);
  });
});
