// Prints the text of the PDF on standard input, page by page; a process of its own, because the reader is an ES module.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const parts = [];
for await (const part of process.stdin) parts.push(part);
const pdf = await getDocument({ data: new Uint8Array(Buffer.concat(parts)), verbosity: 0 }).promise;
for (let page = 1; page <= pdf.numPages; page++) {
  const { items } = await (await pdf.getPage(page)).getTextContent();
  process.stdout.write(items.map((item) => item.str + (item.hasEOL ? '\n' : '')).join(''));
}
