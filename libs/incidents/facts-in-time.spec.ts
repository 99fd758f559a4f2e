import { factsAt, factsThatHold, momentsAhead, type FactsAct } from './facts-in-time.js';

const act = (version: number, facts: FactsAct['facts'], trueAt: string | null = null): FactsAct => ({
  incident_id: 'case',
  version,
  facts,
  true_at: trueAt === null ? null : new Date(trueAt),
});

describe('which of all that was said holds', () => {
  it('a correction replaces what it names and nothing else', () => {
    expect(factsThatHold([act(1, { country: 'US', affectedPersons: 1 }), act(2, { country: 'JP' })])).toEqual({
      country: 'JP',
      affectedPersons: 1,
    });
  });

  it('that something is not known after all is said like any other fact', () => {
    expect(factsThatHold([act(1, { country: 'US' }), act(2, { country: null })])).toEqual({ country: null });
  });

  it('what is said of a day replaces what was said of no day, also when the day lies before the report', () => {
    expect(factsThatHold([act(1, { affectedPersons: 10 }), act(2, { affectedPersons: 20 }, '2020-01-01')])).toEqual({
      affectedPersons: 20,
    });
  });

  it('what is learned late of an earlier day does not replace a later day, the same day does', () => {
    const grown = [act(1, { affectedPersons: 10 }), act(2, { affectedPersons: 130 }, '2026-11-14')];
    expect(factsThatHold([...grown, act(3, { affectedPersons: 50 }, '2026-11-13')])).toEqual({ affectedPersons: 130 });
    expect(factsThatHold([...grown, act(3, { affectedPersons: 120 }, '2026-11-14')])).toEqual({ affectedPersons: 120 });
  });

  it('a correction without a day corrects the day that holds: what is older stays behind it', () => {
    const corrected = [act(1, { affectedPersons: 130 }, '2026-11-14'), act(2, { affectedPersons: 129 })];
    expect(factsThatHold([...corrected, act(3, { affectedPersons: 50 }, '2026-11-13')])).toEqual({
      affectedPersons: 129,
    });
    expect(factsThatHold([...corrected, act(3, { affectedPersons: 140 }, '2026-11-15')])).toEqual({
      affectedPersons: 140,
    });
  });

  it('an earlier version of the case has only what was said up to it', () => {
    expect(factsAt([act(1, { country: 'US' }), act(2, { country: 'JP' })], 1)).toEqual({ country: 'US' });
  });
});

describe('moments that have not come', () => {
  const now = new Date('2026-11-24T00:00:00Z');
  it('are named by their place; a clock that is two minutes fast is not the future', () => {
    expect(momentsAhead({ learnedAt: '2026-11-24T00:02:00Z', discoveredAt: '2026-11-24T00:02:01Z' }, now)).toEqual([
      '/discoveredAt',
    ]);
    expect(
      momentsAhead({ suspicion: { raisedBy: 'attacker', raisedAt: '2026-11-25T00:00:00Z' }, occurredAt: null }, now),
    ).toEqual(['/suspicion/raisedAt']);
  });
});
