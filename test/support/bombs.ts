import { once } from 'node:events';
import { createDeflateRaw, createGzip } from 'node:zlib';

/** A text that is written so many times: it is made as it is packed, never whole. */
export interface Repeated {
  readonly before?: string;
  readonly text: string;
  readonly times: number;
  readonly after?: string;
}

const sheet = (rows: Repeated): Repeated => ({
  ...rows,
  before: `<worksheet><sheetData>${rows.before ?? ''}`,
  after: `${rows.after ?? ''}</sheetData></worksheet>`,
});
/** A text that is written once. */
export const single = (text: string): Repeated => ({ text, times: 1 });
const parts: Readonly<Record<string, Repeated>> = {
  'xl/workbook.xml': single(
    '<workbook xmlns:r="urn:r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
  ),
  'xl/_rels/workbook.xml.rels': single(
    '<Relationships><Relationship Id="rId1" Type="urn:x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  ),
  'xl/worksheets/sheet1.xml': sheet(single('<row><c t="s"><v>0</v></c></row>')),
};
const ofSheet = (rows: Repeated): Promise<Buffer> => packed({ ...parts, 'xl/worksheets/sheet1.xml': sheet(rows) });
const text = (content: string): Promise<Buffer> => Promise.resolve(Buffer.from(content));

/** Tables that are small on the line and large, slow or endless to read, each with what a reader must say of it. */
export const bombs: Readonly<Record<string, { readonly make: () => Promise<Buffer>; readonly fault: string }>> = {
  'a workbook that opens its properties 60,000 times': {
    make: () => packed({ ...parts, 'xl/workbook.xml': { text: '<workbookPr ', times: 60_000 } }),
    fault: 'broken-workbook',
  },
  'a heading of 60,000 brackets': { make: () => text(`${'('.repeat(60_000)},a\n1,2\n`), fault: 'cell-too-long' },
  'a cell of 400 MB': {
    make: () => ofSheet({ before: '<row><c t="inlineStr"><is><t>', text: 'a', times: 400_000_000 }),
    fault: 'too-large',
  },
  'a comment without end': {
    make: () => ofSheet({ before: '<!--', text: '<', times: 200_000_000 }),
    fault: 'too-large',
  },
  'fifteen million shared texts': {
    make: () =>
      packed({ ...parts, 'xl/sharedStrings.xml': { before: '<sst>', text: '<si><t>a</t></si>', times: 15_000_000 } }),
    fault: 'too-many-texts',
  },
  'thirty million empty rows': {
    make: () => ofSheet({ text: '<row/>', times: 30_000_000 }),
    fault: 'too-large',
  },
  'five million empty rows': {
    make: () => ofSheet({ text: '<row/>', times: 5_000_000 }),
    fault: 'too-many-rows',
  },
  'a hundred million line feeds in gzip': {
    make: () => gzipped({ text: '\n', times: 100_000_000 }),
    fault: 'too-many-rows',
  },
  '200,000 headings': {
    make: () => text(`${Array.from({ length: 200_000 }, (_, at) => `h${at}`).join(',')}\n1\n`),
    fault: 'line-too-long',
  },
  'a row of 20,000 columns': { make: () => text(`${'h,'.repeat(20_000)}\n1\n`), fault: 'too-many-columns' },
  'thirty million characters in references': {
    make: () => ofSheet({ before: '<row><c t="inlineStr"><is><t>', text: '&#x3042;', times: 5_000_000 }),
    fault: 'cell-too-long',
  },
  'formats of brackets that never close': {
    make: () =>
      packed({
        ...parts,
        'xl/styles.xml': {
          before: '<styleSheet><numFmts>',
          text: `<numFmt numFmtId="200" formatCode="${'['.repeat(200_000)}"/>`,
          times: 100,
          after: '</numFmts></styleSheet>',
        },
      }),
    fault: 'part-too-large',
  },
  'sixty million quotes': { make: () => gzipped({ text: '"', times: 60_000_000 }), fault: 'line-too-long' },
};

/** Packs parts as a zip does. */
export async function packed(files: Readonly<Record<string, Repeated>>): Promise<Buffer> {
  const bodies: Buffer[] = [];
  const listed: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = await through(createDeflateRaw(), content);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(data.length, 14);
    about.writeUInt32LE(lengthOf(content), 18);
    about.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const body = [Buffer.from('PK\u0003\u0004'), about, Buffer.from(name), data];
    bodies.push(...body);
    listed.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), about, place, Buffer.from(name));
    offset += body.reduce((sum, part) => sum + part.length, 0);
  }
  const directory = Buffer.concat(listed);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, directory, end]);
}

/** The same as gzip. */
export const gzipped = (content: Repeated): Promise<Buffer> => through(createGzip(), content);

const lengthOf = ({ before = '', text: one, times, after = '' }: Repeated): number =>
  Buffer.byteLength(before) + Buffer.byteLength(one) * times + Buffer.byteLength(after);

async function through(
  packer: ReturnType<typeof createDeflateRaw> | ReturnType<typeof createGzip>,
  { before = '', text: one, times, after = '' }: Repeated,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  packer.on('data', (chunk: Buffer) => void chunks.push(chunk));
  const ended = once(packer, 'end');
  packer.write(before);
  const each = Math.max(1, Math.floor(1_048_576 / one.length));
  const piece = Buffer.from(one.repeat(Math.min(each, times)));
  for (let left = times; left > 0; left -= each) {
    const whole = left >= each ? piece : Buffer.from(one.repeat(left));
    if (!packer.write(whole)) await once(packer, 'drain');
  }
  packer.end(after);
  await ended;
  return Buffer.concat(chunks);
}
