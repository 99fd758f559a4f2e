import fc from 'fast-check';
import type { BankColumnsDto, BankFormDto } from './bank-form.dto.js';
import { formsToTry, hasAmount, mappedUnder, readMappedRow, rowHash } from './mapped-rows.js';

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

describe('a bank’s list with one column of amounts', () => {
  const read = (columns: Partial<BankColumnsDto>, cells: string[]) => {
    const form = mappedUnder({ line: 1, cells: ['日付', '金額', '区分'] }, [{ dayColumn: '日付', ...columns }]);
    if (!form) throw new Error('the form reads these headings');
    const { read: row, faults } = readMappedRow({ line: 2, cells: ['2026-11-20', ...cells] }, form, '2026-11-29');
    return { money: [row.kind, row.yen], faults: faults.map(({ pointer, code }) => [pointer, code]) };
  };
  const signed = { amountColumn: '金額' };
  const worded = { ...signed, directionColumn: '区分', inWords: ['入金', '振込'], outWords: ['出金', 'dr'] };

  it.each([
    ['1,234', 'credit', 1234],
    ['+1,234', 'credit', 1234],
    ['＋１，２３４円', 'credit', 1234],
    ['-1,234', 'debit', 1234],
    ['－1234', 'debit', 1234],
    ['−1,234', 'debit', 1234],
    ['△1,234', 'debit', 1234],
    ['▲ 1,234', 'debit', 1234],
    ['¥-1,234', 'debit', 1234],
    ['-¥1,234', 'debit', 1234],
  ])('%s by its sign alone is %s', (text, kind, yen) => {
    expect(read(signed, [text, ''])).toEqual({ money: [kind, yen], faults: [] });
  });

  it.each(['--5', '-', '+-5', '△', '(1,234)', '0', '-0', 'なし'])('%s is no amount', (text) => {
    expect(read(signed, [text, '']).faults).toEqual([['/rows/2/金額', expect.any(String)]]);
  });

  it.each([
    ['入金', 'credit'],
    ['振込', 'credit'],
    ['出金', 'debit'],
    ['ＤＲ', 'debit'],
    [' 出金　', 'debit'],
  ])('%s is %s, as was said', (word, kind) => {
    expect(read(worded, ['500', word])).toEqual({ money: [kind, 500], faults: [] });
  });

  it('a word that was not there, none, and a sign beside a word are faults of their row', () => {
    expect(read(worded, ['500', '組戻'])).toEqual({
      ...{ money: [null, null], faults: [['/rows/2/区分', 'payments.form-word-unknown']] },
    });
    expect(read(worded, ['500', '']).faults).toEqual([['/rows/2/区分', 'requests.field-missing']]);
    expect(read(worded, ['-500', '出金']).faults).toEqual([['/rows/2/金額', 'payments.form-sign-and-word']]);
  });

  it('no word is guessed: whatever it is, only the words that were said give a way', () => {
    const known = [...worded.inWords, ...worded.outWords];
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 10 }), fc.constantFrom('入', '出', '入金額', '出金取消', '+', '-')),
        (word) => {
          const { money } = read(worded, ['500', word]);
          const folded = word.normalize('NFKC').trim().toLowerCase();
          expect(money[0] === null).toBe(!known.includes(folded));
        },
      ),
    );
  });

  it('a row without an amount is no line', () => {
    const form = mappedUnder({ line: 1, cells: ['日付', '金額', '区分'] }, [{ dayColumn: '日付', ...worded }]);
    expect(form && hasAmount({ line: 2, cells: ['2026-11-20', ' ', '繰越'] }, form)).toBe(false);
  });
});

describe('the hash of a row', () => {
  it('is the same for the same cells, whatever their width and the empty cells after them', () => {
    expect(rowHash(['2026-11-20', 'ﾐﾎﾝ', '', '1'])).toBe(rowHash(['2026-11-20 ', 'ミホン', '', '１', '', ' ']));
  });

  it('is another one for cells that are cut differently', () => {
    expect(new Set([['a', 'b'], ['ab'], ['a', '', 'b'], ['', 'a', 'b'], ['a,b']].map(rowHash)).size).toBe(5);
  });
});
