// Prints the text of the PDF on standard input; a process of its own, because the reader is an ES module.
import { textOfPdf } from './read-pdf.mjs';

const parts = [];
for await (const part of process.stdin) parts.push(part);
process.stdout.write(await textOfPdf(new Uint8Array(Buffer.concat(parts))));
