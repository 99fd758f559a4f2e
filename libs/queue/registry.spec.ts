import 'reflect-metadata';
import type { EventType } from '#database';
import { batchSize, type Delivery } from './delivery.js';
import { Handles, subscribeTo, Registry, RegistryFault, type Declaration, type JobHandler } from './registry.js';

declare module '#database' {
  interface EventPayloads {
    'tried.once': { readonly id: string; readonly personId?: string };
    'tried.again': { readonly ids: readonly string[] };
  }
}

const handlerOf = (job: string): new () => JobHandler => {
  @Handles(job)
  class Handler implements JobHandler {
    async handle(): Promise<void> {}
  }
  return Handler;
};

const first: Declaration = {
  domain: 'first',
  events: { 'tried.once': ['id', 'personId'] },
  subscriptions: [subscribeTo('tried.once', 'settle')],
  handlers: [handlerOf('settle')],
};
const second: Declaration = {
  domain: 'second',
  events: { 'tried.again': ['ids'] },
  subscriptions: [
    subscribeTo('tried.once', 'hand-on', ({ personId }) =>
      personId === undefined ? [] : [{ subject: `person:${personId}`, ids: [personId], dueAt: '2026-11-28T00:00:00Z' }],
    ),
    subscribeTo('tried.again', 'hand-on', ({ ids }) =>
      ids.map((id, part) => ({ queue: 'forensics' as const, part: `${part}`, ids: [id] })),
    ),
  ],
  handlers: [handlerOf('hand-on')],
};

const deliveries = (type: EventType, payload: object, incidentId: string | null = 'case-1'): Delivery[] =>
  new Registry([first, second]).deliveriesOf({
    id: 'event',
    createdAt: '2026-11-24T00:00:00.000001Z',
    incidentId,
    institutionId: 'hospital',
    type,
    payload: payload as never,
  });

describe('the deliveries of an event', () => {
  it('are one for each job that it leads to, about its case, in the order of the domains', () => {
    expect(deliveries('tried.once', { id: 'a', personId: 'p' })).toEqual([
      expect.objectContaining({ job: 'settle', queue: 'cases', subject: 'case:case-1', incidentId: 'case-1', ids: [] }),
      expect.objectContaining({ job: 'hand-on', subject: 'person:p', incidentId: '', dueAt: '2026-11-28T00:00:00Z' }),
    ]);
  });

  it('are about the institution where there is neither a case nor another subject', () => {
    expect(deliveries('tried.once', { id: 'a' }, null)).toEqual([
      expect.objectContaining({ job: 'settle', subject: 'institution:hospital', incidentId: '' }),
    ]);
  });

  it('are each a consumer of its own where several go to one job', () => {
    const ids = Array.from({ length: batchSize + 1 }, (_, at) => `id-${at}`);
    const made = deliveries('tried.again', { ids });
    expect(new Set(made.map(({ consumer }) => consumer)).size).toBe(batchSize + 1);
    expect(new Set(made.map(({ job }) => job))).toEqual(new Set(['hand-on']));
  });

  it('are the same whenever they are made: the event is published again after a fall', () => {
    expect(deliveries('tried.once', { id: 'a' })).toEqual(deliveries('tried.once', { id: 'a' }));
  });
});

describe('the registry refuses the start', () => {
  const faultOf = (...declarations: Declaration[]): string => {
    try {
      return new Registry(declarations).handlers.size > 0 ? '' : 'empty';
    } catch (error) {
      if (error instanceof RegistryFault) return error.message;
      throw error;
    }
  };

  it('of nothing that is whole', () => {
    expect(faultOf(first, second)).toBe('');
  });

  it.each<[string, Declaration[], RegExp]>([
    ['a job without a handler', [{ ...first, handlers: [] }, second], /^settle needs exactly one handler and has 0$/],
    [
      'a job with two handlers',
      [first, { ...second, handlers: [handlerOf('hand-on'), handlerOf('settle')] }],
      /^settle needs exactly one handler and has 2$/,
    ],
    [
      'a timer whose job has no handler',
      [{ ...first, timers: [{ job: 'wake', due: '' }] }, second],
      /^wake needs exactly one handler and has 0$/,
    ],
    [
      'a handler that nothing leads to',
      [first, { ...second, handlers: [handlerOf('hand-on'), handlerOf('idle')] }],
      /^nothing leads to idle$/,
    ],
    [
      'an event that a domain further right declares',
      [second, first],
      /^second subscribes to tried\.once, which no domain before it declares$/m,
    ],
    [
      'an event that two domains declare',
      [first, { ...second, events: { 'tried.once': ['id'] } }],
      /second declares tried\.once again/,
    ],
  ])('%s', (_, declarations, said) => {
    expect(faultOf(...declarations)).toMatch(said);
  });

  it('a handler that says no job', () => {
    class Nameless implements JobHandler {
      async handle(): Promise<void> {}
    }
    expect(faultOf(first, { ...second, handlers: [...(second.handlers ?? []), Nameless] })).toMatch(
      /nothing leads to Nameless \(without @Handles\)/,
    );
  });
});
