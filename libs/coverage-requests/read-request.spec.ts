import fc from 'fast-check';
import { arbitraryRequest } from '../../test/support/arbitrary-request.js';
import { requestReader } from './read-request.js';

const read = requestReader(['2026-11']);
const valid = `{
  "termsVersion": "2026-11",
  "policy": { "institutionKind": "general-clinic", "corporationKind": "other", "plan": 3,
    "inceptionDate": "2026-04-01", "expiryDate": "2027-04-01" },
  "incident": { "cause": "cyber-attack", "country": "JP", "discoveredOn": "2026-09-10",
    "premises": "unknown", "perpetrator": "unknown" },
  "lines": [{ "id": "1", "category": "call-center", "amount": 1000, "incurredOn": "2026-09-20" }]
}`;
type Json = Record<string, never>;

/** The valid request with one member set to a value in JSON, or removed. */
function changed(pointer: string, json: string | null): unknown {
  const request = JSON.parse(valid) as Json;
  const path = pointer.slice(1).split('/');
  const last = path.pop() ?? '';
  const place = path.reduce<Json>((found, member) => (found[member] ??= {} as never), request);
  if (json === null) Reflect.deleteProperty(place, last);
  else Object.defineProperty(place, last, { value: JSON.parse(json), enumerable: true, configurable: true });
  return request;
}
function pointersOf(value: unknown): string[] {
  const answer = read(value);
  return 'faults' in answer ? answer.faults.map(({ pointer }) => pointer).toSorted() : [];
}

describe('a request of the engine', () => {
  it('is taken as it is', () => {
    expect(read(JSON.parse(valid))).toEqual({ request: JSON.parse(valid) });
  });

  it('is taken whatever its valid values are', () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        expect(read(request)).toEqual({ request });
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['/policy/expiryDate', null],
    ['/termsVersion', '"2020-01"'],
    ['/termsVersion', '202611'],
    ['/policy', '[]'],
    ['/policy/plan', '4'],
    ['/policy/plan', '"3"'],
    ['/policy/boundaryHour', '24'],
    ['/policy/boundaryHour', '1.5'],
    ['/policy/deductible', '-1'],
    ['/policy/deductible', 'null'],
    ['/policy/deductible', '1000000000000000'],
    ['/policy/taxCreditableRatio', '1.000001'],
    ['/policy/taxCreditableRatio', '0.1234567'],
    ['/policy/taxCreditableRatio', '1e-7'],
    ['/policy/taxCreditableRatio', '1e400'],
    ['/policy/businessInterruption', '{"limit": 1}', '/policy/businessInterruption/waitingHours'],
    [
      '/policy/businessInterruption',
      '{"limit": 1, "waitingHours": 1, "indemnityMonths": 61}',
      '/policy/businessInterruption/indemnityMonths',
    ],
    ['/policy/parameters/condolenceCapPerPerson', 'null'],
    ['/policy/parameters/ratio/repairs', '1'],
    ['/policy/parameters/deductibleAppliesTo', '["none"]', '/policy/parameters/deductibleAppliesTo/0'],
    ['/policy/continuousSince', '"2026-04-02"'],
    ['/policy/inceptionDate', '"2026-02-29"'],
    ['/policy/inceptionDate', '"0000-01-01"'],
    ['/policy/expiryDate', '"2026-04-01"'],
    ['/policy/a~1b', '1', '/policy/a~01b'],
    ['/policy/__proto__', '1'],
    ['/incident/occurredOn', '"2026-09-11"'],
    ['/incident/country', '"jp"'],
    ['/incident/suspicion', '{"raisedBy": "attacker"}', '/incident/suspicion/raisedOn'],
    ['/incident/systemStop', '{"kind": "caused", "hours": -0.5}', '/incident/systemStop/hours'],
    ['/incident/affectedPersons', '1.5'],
    ['/used', 'null'],
    ['/used/responseExpenseThisIncident', '1'],
    ['/lines', '{}'],
    ['/lines/0', 'null'],
    ['/lines/0/id', '""'],
    ['/lines/0/amount', '0.5'],
    ['/lines/0/category', '"condolence"', '/lines/0/persons'],
    ['/lines/0/category', '"lost-profit"', '/lines/0/interruption'],
    ['/lines/0/interruption', 'null'],
    ['/lines/0/interruption', '[]'],
    [
      '/lines/0/liability',
      '{"legalLiability": 1, "inCourseOfBusiness": true, "accidental": true, "bodilyInjuryOrPropertyDamage": true}',
      '/lines/0/liability/legalLiability',
    ],
    ['/lines/0/category', '"repairs"'],
    ['/lines/0/category', null],
  ] as [string, string | null, string?][])('a fault at %s: %s', (pointer, json, at = pointer) => {
    expect(pointersOf(changed(pointer, json))).toEqual([at]);
  });

  it.each([
    ['/policy/boundaryHour', 'null'],
    ['/policy/businessInterruption', 'null'],
    ['/policy/plan', '3.0'],
    ['/policy/deductible', '-0'],
    ['/policy/deductible', '1e-400'],
    ['/policy/taxCreditableRatio', '0.123456'],
    ['/policy/parameters/ratio', '{}'],
    ['/policy/parameters/expenseWindowDays', '999999999999999'],
    ['/incident/exclusionsToCheck', '["war", "war"]'],
    ['/incident/occurredOn', 'null'],
    ['/lines', '[]'],
    ['/lines/0/interruption', '{"anything": 1e400}'],
    ['/lines/0/liability', 'null'],
  ])('no fault at %s: %s', (pointer, json) => {
    expect(pointersOf(changed(pointer, json))).toEqual([]);
  });

  it.each(['null', '[]', '3', '"text"'])('%s is none', (json) => {
    expect(pointersOf(JSON.parse(json))).toEqual(['']);
  });

  it('every fault is named at once, each place once', () => {
    expect(pointersOf(JSON.parse('{"policy": {}, "incident": {"occurredOn": 1}, "extra": 1, "lines": [{}]}'))).toEqual(
      [
        ...['/termsVersion', '/extra', '/incident/occurredOn'],
        ...['cause', 'country', 'discoveredOn', 'premises', 'perpetrator'].map((name) => `/incident/${name}`),
        ...['id', 'category', 'amount', 'incurredOn'].map((name) => `/lines/0/${name}`),
        ...['institutionKind', 'corporationKind', 'plan', 'inceptionDate', 'expiryDate'].map(
          (name) => `/policy/${name}`,
        ),
      ].toSorted(),
    );
  });

  it('of equal ids each later one is a fault; an invalid one is compared with none', () => {
    const line = { id: '1', category: 'call-center', amount: 1, incurredOn: '2026-09-20' };
    const lines = [line, line, { ...line, id: '' }, { ...line, id: '' }, { ...line, id: '2' }, line];
    expect(pointersOf({ ...(JSON.parse(valid) as object), lines })).toEqual([
      '/lines/1/id',
      '/lines/2/id',
      '/lines/3/id',
      '/lines/5/id',
    ]);
  });

  it('with an unknown category nothing inside interruption is looked into, and nothing missing', () => {
    const line = {
      id: '1',
      category: 'repairs',
      amount: 1,
      incurredOn: '2026-09-20',
      interruption: { x: null },
      persons: -1,
      y: 1,
    };
    expect(pointersOf({ ...(JSON.parse(valid) as object), lines: [line] })).toEqual([
      '/lines/0/category',
      '/lines/0/persons',
      '/lines/0/y',
    ]);
  });
});
