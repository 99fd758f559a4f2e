import { array, assert, constantFrom, integer, oneof, property, record, uint8Array } from 'fast-check';
import { Problem } from '#problems';
import { tries } from '../../test/support/property-runs.js';
import { written, type WrittenFile } from '../../test/support/bank-files.js';
import { hasBankRecords, readBankRecords, type ReadingRecords, type RecordsOfBank } from './bank-records.js';

const reading: ReadingRecords = { today: '2026-11-29', outcome: 'failed' };
const read = (data: Buffer, how = reading): RecordsOfBank => readBankRecords(data, how);
const refusal = (data: Buffer, how = reading): string => {
  try {
    read(data, how);
    return 'read';
  } catch (error) {
    if (error instanceof Problem) return `${error.code} ${JSON.stringify(error.details.params ?? {})}`;
    throw error;
  }
};

const account = { bankCode: '0001', branchCode: '100', accountType: '1', accountNumber: '7654321' };
const statement: WrittenFile = {
  form: '03',
  account,
  lines: [
    { kind: 'credit', day: '081127', yen: 145_000, reference: '12', name: 'ｲ)ﾐﾎﾝｶｲ', note: 'R-12' },
    { kind: 'debit', day: '081126', yen: 2_000_000, reference: '11', name: '', note: 'ｿｳｺﾞｳﾌﾘｺﾐ' },
  ],
};
const notice: WrittenFile = { ...statement, form: '01' };
const transfers: WrittenFile = {
  form: '21',
  account,
  day: '1126',
  lines: [
    { kind: 'result', yen: 145_000, number: 7, name: 'ｲ)ﾐﾎﾝｶｲ' },
    { kind: 'result', yen: 200_000, number: 8, name: 'ｲ)ﾐﾎﾝｶｲ' },
  ],
};

describe('the bank’s files of the banks’ association', () => {
  it('a statement of 200 bytes: what came in and went out, with the bank’s number and words', () => {
    expect(read(written(statement))).toEqual({
      accounts: [{ ...account, accountNumber: '0007654321' }],
      lines: [
        {
          ...{ line: 2, account: '0001-100-1-7654321', kind: 'credit', onDay: '2026-11-27', yen: 145_000 },
          ...{ paymentNo: null, outcome: null, note: 'イ)ミホンカイ　R-12', reference: '00000012' },
        },
        {
          ...{ line: 3, account: '0001-100-1-7654321', kind: 'debit', onDay: '2026-11-26', yen: 2_000_000 },
          ...{ paymentNo: null, outcome: null, note: 'ソウゴウフリコミ', reference: '00000011' },
        },
      ],
    });
  });

  it('a notice of 200 bytes: what came in, and what is taken back of it', () => {
    expect(read(written(notice)).lines.map(({ kind, yen, note }) => [kind, yen, note])).toEqual([
      ['credit', 145_000, 'イ)ミホンカイ　R-12'],
      ['debit', 2_000_000, '取消　ソウゴウフリコミ'],
    ]);
    expect(read(written(notice)).lines.map(({ isTakenBack }) => isTakenBack)).toEqual([undefined, true]);
  });

  it('transfers of 120 bytes: their numbers, on the newest such day that has come', () => {
    const lines = (today: string) =>
      read(written(transfers), { today, outcome: 'failed' }).lines.map(({ paymentNo, onDay, outcome, yen }) => [
        paymentNo,
        onDay,
        outcome,
        yen,
      ]);
    expect(lines('2026-11-29')).toEqual([
      [7, '2026-11-26', 'failed', 145_000],
      [8, '2026-11-26', 'failed', 200_000],
    ]);
    expect(lines('2027-01-04')[0]).toEqual([7, '2026-11-26', 'failed', 145_000]);
    // a transfer is sent some weeks ahead at most
    expect(lines('2026-11-25')[0]?.[1]).toBe('2026-11-26');
    expect(lines('2026-09-01')[0]?.[1]).toBe('2025-11-26');
    expect(refusal(written(transfers), { ...reading, outcome: null })).toBe('payments.bank-outcome-needed {}');
  });

  it.each([
    ['081127', '2026-11-27'],
    ['261127', '2026-11-27'],
    ['071231', '2025-12-31'],
    ['251231', '2025-12-31'],
    ['081130', '2026-11-30'],
    ['261130', '2026-11-30'],
  ])('the year of %s is Japan’s or the common one: the nearest to today', (day, onDay) => {
    const file = { ...statement, lines: [{ kind: 'credit', day, yen: 1, reference: '', name: '', note: '' }] } as const;
    expect(read(written(file)).lines[0]?.onDay).toBe(onDay);
  });

  it('reads the same with line ends, with the mark of the file’s end, and with both', () => {
    for (const file of [statement, notice, transfers])
      for (const lineEnd of ['', '\r\n', '\n'])
        for (const end of ['', '\x1a', '\r\n\x1a'])
          expect(read(written(file, { lineEnd, end }))).toEqual(read(written(file)));
  });

  it('says at which record a file is cut, wherever it is cut', () => {
    for (const [file, length] of [
      [statement, 200],
      [notice, 200],
      [transfers, 120],
    ] as const) {
      const whole = written(file);
      for (let at = 26; at < whole.length; at += 1) {
        const [records, rest] = [Math.floor(at / length), at % length];
        expect(refusal(whole.subarray(0, at))).toBe(
          rest === 0
            ? `payments.bank-file-cut {"records":${records}}`
            : `payments.bank-record-length {"record":${records + 1},"found":${rest},"length":${length}}`,
        );
      }
    }
  });

  it('refuses records that are missing, twice, out of order or behind the end', () => {
    const records = [0, 1, 2, 3, 4].map((at) => written(statement).subarray(at * 200, at * 200 + 200));
    const of = (...order: number[]) => refusal(Buffer.concat(order.map((at) => records[at] ?? Buffer.alloc(0))));
    expect(of(0, 1, 3, 4)).toBe(
      'payments.bank-sum-differs {"record":3,"saidCount":1,"said":2000000,"count":0,"sum":0}',
    );
    expect(of(0, 1, 1, 2, 3, 4)).toMatch(
      /^payments\.bank-sum-differs \{"record":5,"saidCount":1,"said":145000,"count":2/,
    );
    expect(of(0, 1, 2, 4)).toBe('payments.bank-record-order {"record":4}');
    expect(of(0, 0, 1, 2, 3, 4)).toBe('payments.bank-record-order {"record":2}');
    expect(of(0, 1, 2, 3, 4, 0)).toBe('payments.bank-record-order {"record":6}');
    expect(of(0, 1, 2, 3, 4, 4)).toBe('payments.bank-record-order {"record":6}');
    // two accounts in one file
    expect(of(0, 1, 2, 3, 0, 1, 2, 3, 4)).toBe('read');
  });

  it('names the bytes that cannot be read, and refuses EBCDIC', () => {
    const changedAt = (at: number, text: string): Buffer => {
      const data = Buffer.from(written(statement));
      data.write(text, at, 'latin1');
      return data;
    };
    expect(refusal(changedAt(200 + 24, 'X'))).toBe('payments.bank-record-unreadable {"record":2,"from":25,"to":36}');
    expect(refusal(changedAt(200 + 9, '081332'))).toBe(
      'payments.bank-record-unreadable {"record":2,"from":10,"to":15}',
    );
    expect(refusal(changedAt(200 + 21, '3'))).toBe('payments.bank-record-unreadable {"record":2,"from":22,"to":22}');
    // NUL: in a name and in the bank's number of the line
    expect(refusal(changedAt(200 + 90, '\0'))).toBe('payments.bank-record-unreadable {"record":2,"from":82,"to":129}');
    expect(refusal(changedAt(200 + 3, '\0'))).toBe('payments.bank-record-unreadable {"record":2,"from":2,"to":9}');
    // more than a line has: its sum with others could not be said
    expect(refusal(changedAt(200 + 24, '999999999999'))).toBe(
      'payments.bank-record-unreadable {"record":2,"from":25,"to":36}',
    );
    expect(refusal(changedAt(3, '1'))).toBe('payments.bank-code-set {}');
    expect(hasBankRecords(Buffer.from('区分,日付,金額,支払番号,摘要'))).toBe(false);
    expect(hasBankRecords(Buffer.from('1,2026-11-29,145000,7,'))).toBe(false);
  });

  const someLine = record({
    kind: constantFrom('credit' as const, 'debit' as const),
    day: constantFrom('081127', '080101', '071231', '250630'),
    yen: integer({ min: 1, max: 9_999_999_999 }),
    reference: constantFrom('', '1', '999999'),
    name: constantFrom('', 'ｲ)ﾐﾎﾝｶｲ', 'ﾎﾟﾝ.ﾄﾞ-', 'A B'),
    note: constantFrom('', 'R-12', 'ﾌﾘｺﾐ'),
  });

  it('reads back every file that is written', () => {
    assert(
      property(constantFrom('01' as const, '03' as const), array(someLine, { maxLength: 8 }), (form, lines) => {
        const { lines: found } = read(written({ form, account, lines }));
        expect(found.map(({ kind, yen }) => [kind, yen])).toEqual(lines.map(({ kind, yen }) => [kind, yen]));
        expect(found.map(({ reference }) => Number(reference ?? 0))).toEqual(
          lines.map((line) => Number(line.reference)),
        );
      }),
      tries(200),
    );
  });

  it('of arbitrary bytes, and of files with a few bytes changed, gives lines or a refusal and nothing else', () => {
    const changed = record({
      file: constantFrom(statement, notice, transfers),
      changes: array(record({ at: integer({ min: 4, max: 1_000 }), byte: integer({ min: 0, max: 255 }) }), {
        maxLength: 4,
      }),
    });
    const begun = uint8Array({ maxLength: 900 }).map((bytes) => Buffer.concat([Buffer.from('1030'), bytes]));
    assert(
      property(
        oneof(
          begun,
          changed.map(({ file, changes }) => {
            const data = Buffer.from(written(file));
            for (const { at, byte } of changes) if (at < data.length) data[at] = byte;
            return data;
          }),
        ),
        (data) => expect(refusal(data)).toMatch(/^(read|payments\.bank-[a-z-]+ )/),
      ),
      tries(2_000),
    );
  });
});
