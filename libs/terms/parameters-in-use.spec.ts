import { parametersInUse } from './parameters-in-use.js';

const inUse = (name: string, parameters: Parameters<typeof parametersInUse>[0]) =>
  parametersInUse(parameters).find((parameter) => parameter.name === name);

describe('what the published terms leave open', () => {
  it('says of all eight points that a default holds when the contract settles nothing', () => {
    const parameters = parametersInUse({});
    expect(parameters).toHaveLength(8);
    for (const { isDefault, noteJa, noteEn } of parameters) {
      expect(isDefault).toBe(true);
      expect(noteJa).toContain('公表された条件に定めがない');
      expect(noteEn).toContain('Not in the published terms');
    }
  });

  it('says the contract’s own value, without the note, where there is one', () => {
    expect(inUse('expenseWindowDays', { expenseWindowDays: 180 })).toMatchObject({
      valueJa: '事故の発見から180日',
      isDefault: false,
      noteJa: null,
    });
    expect(inUse('condolenceCapPerPerson', { condolenceCapPerPerson: 1000 })?.valueJa).toBe('1,000円');
    expect(inUse('ratio', { ratio: { condolence: 0.9 } })?.valueEn).toBe('condolence: 90% (100% of all others)');
    expect(inUse('deductibleAppliesTo', { deductibleAppliesTo: [] })?.valueJa).toBe('なし');
    expect(
      inUse('businessInterruptionInsideAggregate', { businessInterruptionInsideAggregate: false })?.isDefault,
    ).toBe(false);
  });
});
