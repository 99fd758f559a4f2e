import type { BankFormDto } from './bank-form.dto.js';
import { formsToTry, hasAmount, mappedUnder, readMappedRow } from './mapped-rows.js';

const columns = { dayColumn: '取引日', inColumn: 'お預入れ', outColumn: 'お引出し' };
const headings = ['取引日', 'お引出し', 'お預入れ', '番号'];
const kept = (name: string, enteredAt: string, more: object = {}): BankFormDto => ({
  ...{ id: name, name, enteredByName: '見本', enteredAt, ...columns, ...more },
});

describe('a bank’s list under a form', () => {
  const under = (forms: readonly BankFormDto[]) => {
    const found = mappedUnder({ line: 1, cells: headings }, formsToTry(forms));
    if (!found) throw new Error('a form reads these headings');
    return found;
  };
  const form = under([kept('見本', '2026-11-01T00:00:00.000Z', { referenceColumn: '番号' })]);
  const faults = (cells: string[], covered: readonly number[] = []) =>
    readMappedRow({ line: 2, cells, covered }, form, '2026-11-29').faults.map(({ pointer, code }) => [pointer, code]);

  it('is read by the form with the most columns, then by the newest', () => {
    const forms = [
      kept('一', '2026-11-01T00:00:00.000Z'),
      kept('二', '2026-11-02T00:00:00.000Z', { referenceColumn: '番号' }),
      kept('三', '2026-11-03T00:00:00.000Z', { referenceColumn: '番号' }),
      kept('四', '2026-11-04T00:00:00.000Z'),
      kept('五', '2026-11-05T00:00:00.000Z', { referenceColumn: 'ない列', nameColumn: '番号' }),
    ];
    expect(under(forms).form).toMatchObject({ name: '三' });
  });

  it('the value of a merged cell is no second amount; a day may hold for several rows', () => {
    expect(faults(['2026-11-20', '', '100', '7'], [2, 3])).toEqual([
      ['/rows/2/お預入れ', 'uploads.cell-merged'],
      ['/rows/2/番号', 'uploads.cell-merged'],
    ]);
    expect(faults(['2026-11-20', '100', '', '7'], [1])).toEqual([['/rows/2/お引出し', 'uploads.cell-merged']]);
    expect(faults(['2026-11-20', '100', '', '7'], [0])).toEqual([]);
  });

  it('a row without an amount is no line; one with 0 has a fault', () => {
    expect(hasAmount({ line: 2, cells: ['2026-11-20', ' ', '', '7'] }, form)).toBe(false);
    expect(hasAmount({ line: 2, cells: ['2026-11-20', '0', '', '7'] }, form)).toBe(true);
    expect(faults(['2026-11-20', '0', '', '7'])).toEqual([['/rows/2/お預入れ', 'requests.field-missing']]);
  });

  it('an amount that no line has, and a day of the year 0, are faults', () => {
    expect(faults(['2026-11-20', '999,999,999,999,999', '', '7'])).toEqual([['/rows/2/お引出し', 'values.too-large']]);
    expect(faults(['0000-11-20', '1', '', '7'])).toEqual([['/rows/2/取引日', 'values.no-such-day']]);
  });
});
