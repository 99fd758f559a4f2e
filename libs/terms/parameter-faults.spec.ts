import { parameterFaults } from './terms-entry.js';

const faults = (parameters: object): string[][] =>
  parameterFaults(parameters, '/parameters').map(({ pointer, code }) => [pointer, code]);

describe('contract parameters that the engine takes', () => {
  it.each([
    {},
    { ratio: {} },
    { ratio: { condolence: 0, 'call-center': 0.123456, 'lost-profit': 1 } },
    { condolenceCapPerPerson: 0, expenseWindowDays: 999_999_999_999_999 },
    { businessInterruptionInsideAggregate: false, preventionDeduction: 'spent', responseExpenseLimitScope: 'incident' },
    { deductibleAppliesTo: [] },
    { deductibleAppliesTo: ['liability', 'liability', 'business-interruption'] },
    { isolationAfterConfirmation: 'payable' },
  ])('%j', (parameters) => {
    expect(faults(parameters)).toEqual([]);
  });
});

describe('contract parameters that it refuses', () => {
  it.each([
    [{ expenseWindowDays: null }, '/parameters/expenseWindowDays'],
    [{ expenseWindowDays: 1.5 }, '/parameters/expenseWindowDays'],
    [{ condolenceCapPerPerson: null }, '/parameters/condolenceCapPerPerson'],
    [{ condolenceCapPerPerson: 1e15 }, '/parameters/condolenceCapPerPerson'],
    [{ businessInterruptionInsideAggregate: 'true' }, '/parameters/businessInterruptionInsideAggregate'],
    [{ preventionDeduction: 'paid' }, '/parameters/preventionDeduction'],
    [{ deductibleAppliesTo: 'liability' }, '/parameters/deductibleAppliesTo'],
    [{ deductibleAppliesTo: ['everything'] }, '/parameters/deductibleAppliesTo/0'],
    [{ ratio: 0.9 }, '/parameters/ratio'],
    [{ ratio: { condolence: 0.1234567 } }, '/parameters/ratio/condolence'],
    [{ ratio: { condolence: 1.000001 } }, '/parameters/ratio/condolence'],
  ])('%j', (parameters, pointer) => {
    expect(faults(parameters)).toEqual([[pointer, 'policies.parameter-refused']]);
  });

  it('names nobody knows, all at once', () => {
    expect(
      faults({ 'a/b': 1, ratio: { 'pizza~': 1 }, toString: 1 }).toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    ).toEqual([
      ['/parameters/a~1b', 'policies.parameter-unknown'],
      ['/parameters/ratio/pizza~0', 'policies.parameter-unknown'],
      ['/parameters/toString', 'policies.parameter-unknown'],
    ]);
  });
});
