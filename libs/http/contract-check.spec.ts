import { Problem } from '#problems';
import { NotTaken, checkContract } from './contract-check.js';
import { Choice, Day, Flag, Instant, ListOf, Nested, Secret, Text, TextList, YenAmount } from './contract-words.js';

class LineSample {
  @YenAmount() amount: number;
  @Day() on: string;
}
class InnerSample {
  @Text({ max: 3 }) name: string;
}
class OuterSample {
  @Nested(InnerSample, { optional: true, nullable: true }) inner?: InnerSample | null;
  @ListOf(LineSample, { optional: true, max: 2 }) lines?: LineSample[];
  @Choice(['a', 'b'], { optional: true, nullable: true }) choice?: string | null;
  @Flag({ optional: true }) flag?: boolean;
  @Instant({ optional: true }) at?: string;
}

const faults = (value: unknown): [string, string][] => {
  try {
    checkContract(OuterSample, value);
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return (error.details.errors ?? []).map((fault): [string, string] => [fault.pointer, fault.code]);
  }
};

class WrittenSample {
  @Text({ max: 200 }) name: string;
  @Text({ max: 2_000, optional: true }) reason?: string;
  @TextList({ max: 3, each: 100, optional: true }) words?: string[];
  @Secret({ max: 100, optional: true }) password?: string;
  @Nested(WrittenSample, { optional: true, nullable: true }) inner?: WrittenSample | null;
  @ListOf(InnerSample, { optional: true }) list?: InnerSample[];
}

class InnerNamedSample {
  @Text({ max: 200, isName: true }) name: string;
}
class NamedSample {
  @Text({ max: 200, optional: true, nullable: true, isName: true }) name?: string | null;
  @ListOf(InnerNamedSample, { optional: true }) list?: InnerNamedSample[];
}

@NotTaken('ours', 'expenses.consent-is-ours')
class KeptSample {
  @Text({ max: 3 }) name: string;
  @ListOf(KeptSample, { optional: true }) more?: KeptSample[];
}
class KeepingSample {
  @Nested(KeptSample, { optional: true, nullable: true }) one?: KeptSample | null;
  @ListOf(KeptSample, { optional: true }) list?: KeptSample[];
}

describe('a member that nobody may send', () => {
  const told = (value: unknown) => {
    try {
      checkContract(KeepingSample, value);
    } catch (error) {
      return error;
    }
    return null;
  };
  it('is refused with its own code, wherever the contract stands; what is unknown stays unknown', () => {
    const ours = (pointer: string) => ({
      code: 'expenses.consent-is-ours',
      details: { errors: [{ pointer, code: 'expenses.consent-is-ours' }] },
    });
    expect(told({ one: { name: 'a', ours: true } })).toMatchObject(ours('/one/ours'));
    expect(told({ list: [{ name: 'a' }, { name: 'a', ours: 'x' }] })).toMatchObject(ours('/list/1/ours'));
    expect(told({ list: [{ name: 'a', more: [{ name: 'b', ours: null }] }] })).toMatchObject(
      ours('/list/0/more/0/ours'),
    );
    expect(told({ ours: true })).toMatchObject({ code: 'requests.unknown-field' });
    expect(told({ list: [{ name: 'a', theirs: 1 }] })).toMatchObject({ code: 'requests.unknown-field' });
  });
});

describe('what a contract takes away', () => {
  it('marks and control signs of every text, however deep; never of a password', () => {
    expect(
      checkContract(WrittenSample, {
        name: '見\u202E本\r\nX',
        reason: 'a\u2066\r\nb\tc',
        words: ['\u200Ba\nb'],
        password: 'p\u202E\t1',
        inner: { name: '\u061C内' },
        list: [{ name: '\uFEFFa' }],
      }),
    ).toEqual({
      name: '見本 X',
      reason: 'a\nb\tc',
      words: ['a b'],
      password: 'p\u202E\t1',
      inner: { name: '内' },
      list: [{ name: 'a' }],
    });
  });
  it('and a text of nothing else is none', () => {
    expect(() => checkContract(WrittenSample, { name: '\u202E\u200B' })).toThrow(
      expect.objectContaining({ code: 'requests.out-of-range' }) as Error,
    );
  });
});

describe('what a contract refuses, by JSON pointer', () => {
  it('a name that only the machine reads on which it was typed, at its field; a readable sign is enough', () => {
    const told = ['/name', '/list/1/name'].map((pointer) => ({ pointer, code: 'requests.name-private-use' }));
    expect(() =>
      checkContract(NamedSample, { name: '\uE38B\u200B ', list: [{ name: '見本' }, { name: '\uE192' }] }),
    ).toThrow(
      expect.objectContaining({
        code: 'requests.name-private-use',
        details: expect.objectContaining({ errors: told }) as object,
      }) as Error,
    );
    const read = { name: '\uE38B田', list: [{ name: '\uE192ﾐﾎﾝ' }] };
    expect(checkContract(NamedSample, { ...read })).toEqual(read);
    expect(checkContract(NamedSample, { name: null })).toEqual({ name: null });
  });
  it.each<[string, unknown, [string, string][]]>([
    ['a field nobody declared', { x: 1 }, [['/x', 'requests.unknown-field']]],
    [
      'a field nobody declared inside a list',
      { lines: [{ amount: 1, on: '2026-02-28', y: 1 }] },
      [['/lines/0/y', 'requests.unknown-field']],
    ],
    ['a name with a slash', { 'a/b': 1 }, [['/a~1b', 'requests.unknown-field']]],
    ['a missing member', { inner: {} }, [['/inner/name', 'requests.field-missing']]],
    [
      'a day that does not exist',
      { lines: [{ amount: 1, on: '2026-02-30' }] },
      [['/lines/0/on', 'requests.no-such-date']],
    ],
    [
      '29 February of a common year',
      { lines: [{ amount: 1, on: '2027-02-29' }] },
      [['/lines/0/on', 'requests.no-such-date']],
    ],
    ['an instant without a zone', { at: '2026-11-24T03:00:00' }, [['/at', 'requests.no-such-date']]],
    [
      'days that no calendar of ours reaches',
      {
        lines: [
          { amount: 1, on: '1899-12-31' },
          { amount: 1, on: '2201-01-01' },
        ],
      },
      [
        ['/lines/0/on', 'requests.day-out-of-range'],
        ['/lines/1/on', 'requests.day-out-of-range'],
      ],
    ],
    ['yen as text', { lines: [{ amount: '1', on: '2026-02-28' }] }, [['/lines/0/amount', 'requests.wrong-type']]],
    ['half a yen', { lines: [{ amount: 0.5, on: '2026-02-28' }] }, [['/lines/0/amount', 'requests.wrong-type']]],
    ['a negative yen', { lines: [{ amount: -1, on: '2026-02-28' }] }, [['/lines/0/amount', 'requests.out-of-range']]],
    [
      'a yen too many',
      { lines: [{ amount: 1_000_000_000_000_000, on: '2026-02-28' }] },
      [['/lines/0/amount', 'requests.out-of-range']],
    ],
    ['a word outside the list', { choice: 'c' }, [['/choice', 'requests.not-one-of']]],
    ['an empty text', { inner: { name: '' } }, [['/inner/name', 'requests.out-of-range']]],
    ['text where truth is asked', { flag: 'true' }, [['/flag', 'requests.wrong-type']]],
  ])('%s', (_, value, expected) => {
    expect(faults(value)).toEqual(expected);
  });

  it('null where it means not known, 29 February of a leap year and zones other than UTC pass', () => {
    expect(
      faults({ inner: null, choice: null, lines: [{ amount: 0, on: '2028-02-29' }], at: '2026-11-24T03:00:00+09:00' }),
    ).toEqual([]);
  });

  it('two kinds of fault are one problem that names both', () => {
    expect(() => checkContract(OuterSample, { x: 1, flag: 1 })).toThrow(
      expect.objectContaining({ code: 'requests.invalid' }),
    );
    expect(faults({ x: 1, flag: 1 })).toHaveLength(2);
  });
});
