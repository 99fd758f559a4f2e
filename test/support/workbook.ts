import { crc32 } from 'node:zlib';

interface WorkbookParts {
  readonly rows: string;
  readonly texts?: readonly string[];
  readonly formats?: readonly string[];
  readonly date1904?: boolean;
  readonly sheets?: string;
  /** Elements `col`. */
  readonly columns?: string;
  /** Areas such as A1:B2. */
  readonly merged?: readonly string[];
  /** Where the workbook's own part is; `xl/workbook.xml` when absent. */
  readonly at?: string;
}

/** An Excel workbook whose sheet has these rows, given as XML. */
export const workbook = (parts: WorkbookParts): Buffer => zipOf(workbookFiles(parts));

/** The parts of such a workbook. */
export function workbookFiles(parts: WorkbookParts): Readonly<Record<string, string>> {
  const formats = parts.formats ?? [];
  const first = 164;
  const at = parts.at ?? 'xl/workbook.xml';
  const columns = parts.columns ? `<cols>${parts.columns}</cols>` : '';
  const merged = (parts.merged ?? []).map((area) => `<mergeCell ref="${area}"/>`).join('');
  const formatOf = (code: string, at: number): string =>
    `<numFmt numFmtId="${first + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`;
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels':
      `<Relationships><Relationship Id="rId1" Type="${relation}/officeDocument" Target="${at}"/>` + '</Relationships>',
    'xl/worksheets/sheet1.xml':
      `<?xml version="1.0" encoding="UTF-8"?><worksheet>${columns}<sheetData>${parts.rows}</sheetData>` +
      `${merged === '' ? '' : `<mergeCells>${merged}</mergeCells>`}</worksheet>`,
    [at]:
      `<workbook xmlns:r="urn:r">${parts.date1904 ? '<workbookPr date1904="1"/>' : '<workbookPr/>'}` +
      `<sheets>${parts.sheets ?? '<sheet name="一覧" sheetId="1" r:id="rId1"/>'}</sheets></workbook>`,
    [at.replace('xl/', 'xl/_rels/').concat('.rels')]:
      `<Relationships><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/>` +
      '</Relationships>',
    'xl/styles.xml':
      `<styleSheet><numFmts>${formats.map(formatOf).join('')}</numFmts>` +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>' +
      `${formats.map((_, at) => `<xf numFmtId="${first + at}"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst>${(parts.texts ?? []).map((text) => `<si>${text}</si>`).join('')}</sst>`,
  };
}

/** A zip archive of some texts. */
export function zipOf(files: Readonly<Record<string, string>>): Buffer {
  return zipped(Object.entries(files).map(([name, text]) => ({ name, data: Buffer.from(text) })));
}

/** A zip archive without compression. */
function zipped(files: readonly { readonly name: string; readonly data: Buffer }[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data } of files) {
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt32LE(crc32(data), 10);
    about.writeUInt32LE(data.length, 14);
    about.writeUInt32LE(data.length, 18);
    about.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const body = [Buffer.from('PK\u0003\u0004'), about, Buffer.from(name), data];
    bodies.push(...body);
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), about, place, Buffer.from(name));
    offset += body.reduce((sum, part) => sum + part.length, 0);
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}

/** A container of old Office (MS-CFB), as far as its directory names one stream, in its second sector. */
export function containerOf(stream: string): Buffer {
  const bytes = Buffer.alloc(2_048);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  for (const [at, name] of ['Root Entry', stream].entries()) {
    const entry = 1_024 + at * 128;
    bytes.write(name, entry, 'utf16le');
    bytes.writeUInt16LE((name.length + 1) * 2, entry + 64);
  }
  return bytes;
}
