import fc from 'fast-check';
import { onlyPrivateUse, shownLine, shownText } from './shown-text.js';

describe('text as it is kept', () => {
  it.each([
    ['a mark that turns the direction', '見本\u202Egnp.exe', '見本gnp.exe'],
    ['isolates and marks of Arabic', '\u2066見本\u2069\u200F\u061C', '見本'],
    ['a sign of no width, a soft hyphen, a byte order mark', '\uFEFF見\u200B本\u00AD', '見本'],
    ['control signs', 'a\u0007b\u001B[31mc\u0085d\u007F', 'ab[31mcd'],
    ['line ends of Windows and of old Macintosh', 'a\r\nb\rc', 'a\nb\nc'],
    ['a tab and an empty line', 'a\tb\n\nc', 'a\tb\n\nc'],
    ['joined emoji', '👨‍👩‍👧 🏳️‍🌈', '👨‍👩‍👧 🏳️‍🌈'],
    ['variants of 葛 and 辻', '葛\u{E0100}城 辻\u{E0101} 禰\uFE00', '葛\u{E0100}城 辻\u{E0101} 禰\uFE00'],
    ['a NUL, which is refused elsewhere', 'a\0b', 'a\0b'],
  ])('%s', (_, typed, kept) => {
    expect(shownText(typed)).toBe(kept);
  });

  it('of one line has no line ends and no tabs', () => {
    expect(shownLine('見本\r\nBcc: x\t株式\u2028会社\u0085\n')).toBe('見本 Bcc: x 株式 会社 ');
  });

  it('stays the same when it is read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([shownText(shownText(text)), shownLine(shownLine(text))]).toEqual([shownText(text), shownLine(text)]);
        expect(shownLine(text)).not.toMatch(/[\r\n\t\u202E]/);
      }),
    );
  });
});

describe('a name of signs for private use alone', () => {
  it.each(['\uE000', '\uE38B\uE192', ' \uE38B・\u{F0000} ', '\uE38B\uFE00', '\u{10FFFD}\u200B'])(
    '%j is read by nobody else',
    (name) => expect(onlyPrivateUse(name)).toBe(true),
  );
  it.each(['', ' ', '・', '\uE38B田医院', '見本', 'ﾐﾎﾝ', 'A\uE38B', '😀', '\uE38B1'])(
    '%j holds something else, or nothing',
    (name) => expect(onlyPrivateUse(name)).toBe(false),
  );
});
