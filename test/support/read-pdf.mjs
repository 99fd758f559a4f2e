// The text of a PDF, page by page.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** @param {Uint8Array} bytes @returns {Promise<string>} */
export async function textOfPdf(bytes) {
  const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise;
  let text = '';
  for (let page = 1; page <= pdf.numPages; page++) {
    const { items } = await (await pdf.getPage(page)).getTextContent();
    text += items.map((item) => item.str + (item.hasEOL ? '\n' : '')).join('');
  }
  return text;
}
