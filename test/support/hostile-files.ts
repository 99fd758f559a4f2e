import { randomBytes } from 'node:crypto';
import { gzipped, packed, single, type Repeated } from './bombs.js';
import { pngOf, tiffOf } from './pictures.js';
import { workbook, workbookFiles, zipOf } from './workbook.js';

/** A file that is made to hurt the one who reads it. */
export interface HostileFile {
  /** What hurts, in a few words, with its size: enough to make it again with the seed. */
  readonly what: string;
  readonly name: string;
  readonly data: Buffer;
}

type Random = () => number;
type Make = (random: Random) => HostileFile | Promise<HostileFile>;

const between = (random: Random, low: number, high: number): number => Math.floor(low + random() * (high - low));
const one = <T>(random: Random, of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
const mega = 1_048_576;

const heading = '費目,金額,消費税,発生日,支払先';
const csv = (text: string): Buffer => Buffer.from(`${heading}\r\n${text}`);
/** A workbook in which some parts are other ones. */
const workbookWith = (others: Readonly<Record<string, Repeated>>): Promise<Buffer> =>
  packed({
    ...Object.fromEntries(Object.entries(workbookFiles({ rows: '' })).map(([name, text]) => [name, single(text)])),
    ...others,
  });
const sheet = 'xl/worksheets/sheet1.xml';

const cellOf = (text: string): string => `<c r="A2" t="inlineStr"><is><t>${text}</t></is></c>`;

const heic = (tail: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), tail]);

const quadratic: readonly Make[] = [
  async (random) => {
    const times = between(random, 20_000, 120_000);
    const tag = one(random, ['<workbookPr ', '<workbookPr date1904=', '<x:workbookPr a="']);
    const data = await workbookWith({ 'xl/workbook.xml': { before: '<workbook>', text: tag, times } });
    return { what: `workbook.xml of ${times} × ${tag}`, name: '費用.xlsx', data };
  },
  (random) => {
    const sign = one(random, ['(', '[', '{', '（', '*', '_', '- ', ' ', '\t', '((.', '・', '1,', '[$', '\\']);
    const times = between(random, 20_000, 300_000);
    return { what: `heading of ${times} × ${sign}`, name: '費用.csv', data: Buffer.from(`${sign.repeat(times)}\r\n1`) };
  },
  (random) => {
    const signs = ['0', '9', '９', '1,000', ' ', '　', '年', '-', '/', '.', '(', '￥', '令和', '\u202e', 'あ'];
    const sign = one(random, signs);
    const times = between(random, 500, 200_000);
    const column = between(random, 0, 5);
    const cells = ['forensics', '1000', '100', '2026-11-20', '支払先'];
    cells[column] = sign.repeat(times);
    return { what: `cell ${column} of ${times} × ${sign}`, name: '費用.csv', data: csv(cells.join(',')) };
  },
  (random) => {
    const sign = one(random, ['"', '""', '"a', 'a"', '",', '"\n']);
    const times = between(random, 20_000, 400_000);
    return { what: `${times} × quote ${sign}`, name: '費用.csv', data: csv(sign.repeat(times)) };
  },
  (random) => {
    const sign = one(random, ['[', '&quot;', '_', '*', '\\', '0.0', 'e', ';']);
    const times = between(random, 20_000, 200_000);
    const data = workbook({ rows: '<row r="1"><c r="A1" s="2"><v>1</v></c></row>', formats: [sign.repeat(times)] });
    return { what: `number format of ${times} × ${sign}`, name: '費用.xlsx', data };
  },
  (random) => {
    const text = one(random, ['_x', '_x0', '_x000', '&amp;']);
    const times = between(random, 20_000, 200_000);
    const data = workbook({ rows: `<row r="1">${cellOf(text.repeat(times))}</row>` });
    return { what: `text of a cell of ${times} × ${text}`, name: '費用.xlsx', data };
  },
];

const bombs: readonly Make[] = [
  async (random) => {
    const times = between(random, 50, 300) * mega;
    const before = '<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>';
    const data = await workbookWith({ [sheet]: { before, text: 'A', times } });
    return { what: `one cell of ${times} bytes`, name: '費用.xlsx', data };
  },
  async (random) => {
    const times = between(random, 2, 20) * mega;
    const part = one(random, ['xl/sharedStrings.xml', 'xl/styles.xml', 'xl/workbook.xml', '[Content_Types].xml']);
    const text = one(random, ['<si><t/></si>', ' ', '<xf/>', '<sheet/>']);
    return {
      what: `${part} of ${times} × ${text}`,
      name: '費用.xlsx',
      data: await workbookWith({ [part]: { text, times } }),
    };
  },
  async (random) => {
    const times = between(random, 1, 20) * mega;
    const text = one(random, ['<row/>', '<row></row>', '<row r="9"/>', '<c/>', '<mergeCell ref="A1:XFD1048576"/>']);
    const data = await workbookWith({ [sheet]: { before: '<worksheet><sheetData>', text, times } });
    return { what: `${times} × ${text}`, name: '費用.xlsx', data };
  },
  async (random) => {
    const times = between(random, 50, 200) * mega;
    const text = one(random, ['\n', '\r', ',', 'a', '"', '0', '\r\n', '1,2\n', ' ']);
    return {
      what: `gzip of ${times} × ${JSON.stringify(text)}`,
      name: '費用.csv',
      data: await gzipped({ text, times }),
    };
  },
  (random) => {
    const side = between(random, 20_000, 65_000);
    return { what: `PNG of ${side} × ${side}`, name: 'photo.png', data: pngOf({ width: side, height: side, bits: 1 }) };
  },
  (random) => {
    const [width, height] = [between(random, 20_000, 2_000_000_000), between(random, 20_000, 2_000_000_000)];
    const data = tiffOf([{ width, height, grey: Buffer.alloc(1_000) }]);
    return { what: `TIFF of ${width} × ${height}`, name: 'fax.tif', data };
  },
];

const endless: readonly Make[] = [
  (random) => {
    const columns = between(random, 20_000, 400_000);
    const text = Array.from({ length: columns }, (_, at) => `列${at}`).join(',');
    return { what: `${columns} headings`, name: '費用.csv', data: Buffer.from(`${text}\r\n1,2\r\n`) };
  },
  (random) => {
    const rows = between(random, 10_000, 1_500_000);
    const line = one(random, ['x,y,z,w,v\r\n', ',,,,\r\n', 'forensics,abc,,,\r\n', '"",""\r\n']);
    return { what: `${rows} rows of ${line.trim()}`, name: '費用.csv', data: csv(line.repeat(rows)) };
  },
  (random) => {
    const pages = between(random, 10_000, 100_000);
    const data = tiffOf(Array.from({ length: pages }, () => ({ width: 1, height: 1, grey: Buffer.from([0]) })));
    return { what: `TIFF of ${pages} pages`, name: 'fax.tiff', data };
  },
  (random) => {
    const boxes = Buffer.alloc(8 * between(random, 10_000, 250_000));
    for (let at = 0; at < boxes.length; at += 8) boxes.write('\0\0\0\x08free', at, 'latin1');
    return { what: `HEIC of ${boxes.length / 8} boxes`, name: 'IMG_0001.HEIC', data: heic(boxes) };
  },
  (random) => {
    const entries = between(random, 10_000, 60_000);
    const data = zipOf(Object.fromEntries(Array.from({ length: entries }, (_, at) => [`${at}.txt`, ''])));
    return { what: `zip of ${entries} entries`, name: '資料.zip', data };
  },
];

const nested: readonly Make[] = [
  async (random) => {
    const times = between(random, 20_000, 300_000);
    return {
      what: `XML ${times} deep`,
      name: '費用.xlsx',
      data: await workbookWith({ [sheet]: { text: '<a>', times } }),
    };
  },
  (random) => {
    const deep = between(random, 20_000, 300_000);
    const data = Buffer.from(`%PDF-1.7\n1 0 obj ${one(random, ['[', '<<', '(']).repeat(deep)}\n%%EOF`);
    return { what: `PDF ${deep} deep`, name: '請求書.pdf', data };
  },
  async (random) => {
    const entities = Array.from({ length: 20 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`).join('');
    const xml = `<!DOCTYPE w [<!ENTITY e0 "ha">${entities}]><worksheet>&e${between(random, 5, 20)};</worksheet>`;
    return { what: 'XML of entities', name: '費用.xlsx', data: await workbookWith({ [sheet]: single(xml) }) };
  },
];

const beginnings = {
  pdf: Buffer.from('%PDF-1.7\n'),
  png: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  jpg: Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  heic: heic(Buffer.alloc(0)),
  tif: Buffer.from('II*\0'),
  xlsx: Buffer.from('PK\u0003\u0004'),
  gz: Buffer.from([0x1f, 0x8b, 8, 0]),
  exe: Buffer.from('MZ'),
  xls: Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  txt: Buffer.from('\ufeff'),
  xml: Buffer.from('<?xml version="1.0"?><svg onload="x"/>'),
} as const;

const mislabelled: readonly Make[] = [
  (random) => {
    const kinds = Object.keys(beginnings) as (keyof typeof beginnings)[];
    const [inside, outside] = [one(random, kinds), one(random, [...kinds, 'csv'])];
    const tail = randomBytes(between(random, 0, 200_000));
    return {
      what: `${inside} and noise, called ${outside}`,
      name: `資料.${outside}`,
      data: Buffer.concat([beginnings[inside], tail]),
    };
  },
  (random) => {
    const kept = between(random, 30, 400);
    return {
      what: `workbook cut after ${kept} bytes`,
      name: '費用.xlsx',
      data: workbook({ rows: '' }).subarray(0, kept),
    };
  },
  (random) => ({
    what: 'HEIC cut short',
    name: one(random, ['IMG.HEIC', 'IMG.jpg']),
    data: heic(randomBytes(between(random, 10, 5_000))),
  }),
];

const families: readonly (readonly [string, readonly Make[]])[] = [
  ['quadratic', quadratic],
  ['bomb', bombs],
  ['endless', endless],
  ['nested', nested],
  ['mislabelled', mislabelled],
];

/** The file of this number: each family in turn, each kind of it in turn, its sizes by chance. */
export async function hostileFile(number: number, random: Random): Promise<HostileFile> {
  const [family, makes] = families[number % families.length] as (typeof families)[number];
  const make = makes[Math.floor(number / families.length) % makes.length] as Make;
  const { what, name, data } = await make(random);
  return { what: `${family}: ${what}`, name, data };
}
