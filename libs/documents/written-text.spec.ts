import { isText } from './written-text.js';

const marked = (encoding: 'utf16le' | 'utf16be', said: string): Buffer => {
  const bytes = Buffer.from(`\uFEFF${said}`, 'utf16le');
  return encoding === 'utf16le' ? bytes : bytes.swap16();
};

describe('what is text by its bytes', () => {
  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from('すべてのファイルは暗号化されました。\r\n')],
    ['UTF-8, cut within a character', Buffer.from('暗号化').subarray(0, 7)],
    ['UTF-16 with the mark of little endian', marked('utf16le', 'READ ME\r\nあなたのファイル')],
    ['UTF-16 with the mark of big endian', marked('utf16be', 'READ ME\r\nあなたのファイル')],
    // 接続 in CP932, then ① of its extension
    ['CP932', Uint8Array.of(0x90, 0xda, 0x91, 0xb1, 0x87, 0x40, 0x0d, 0x0a)],
    // 接続 in EUC-JP
    ['EUC-JP', Uint8Array.of(0xc0, 0xdc, 0xc2, 0xb3, 0x0a)],
    // “Zahlen Sie € 5.000” with the quotation marks and the euro sign of CP1252
    ['CP1252', Uint8Array.of(0x93, ...Buffer.from('Zahlen Sie '), 0x80, ...Buffer.from(' 5.000'), 0x94, 0xfc, 0x0a)],
    ['ISO-2022-JP, which begins its characters with escape', Buffer.from('\u001b$B@\\B3\u001b(B\n')],
    ['the letters of a picture', Buffer.from('BMサーバーの記録\r\n')],
  ])('%s', (_, bytes) => {
    expect(isText(bytes)).toBe(true);
  });

  it.each<[string, Uint8Array]>([
    ['a zero among letters', Buffer.from('letters\0letters')],
    ['a zero in UTF-16', marked('utf16le', 'letters\0letters')],
    ['half a pair in UTF-16', marked('utf16le', 'a\ud800b')],
    ['UTF-16 without a mark', Buffer.from('letters', 'utf16le')],
    ['control characters between letters of the west', Uint8Array.of(0x4d, 0x5a, 0x01, 0xff, 0xfe, 0x02, 0xfc)],
    ['what no encoding knows', Uint8Array.of(0x41, 0x81, 0x20, 0xff, 0x8d)],
  ])('is not: %s', (_, bytes) => {
    expect(isText(bytes)).toBe(false);
  });
});
