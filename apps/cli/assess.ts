import { once } from 'node:events';
import { join } from 'node:path';
import { lineAssessor, linesOf, productTermsIn } from '#coverage-requests';

/** Answers are written in pieces of about so many characters. */
const pieceLength = 65_536;

/**
 * `sonae assess`: one request a line from standard input, one answer a line to standard output, in order, in constant
 * memory.
 * A program of its own, because it needs neither settings nor a database and must begin at once.
 */
async function main(): Promise<void> {
  const answer = lineAssessor(productTermsIn(join(import.meta.dirname, '../../../data')));
  let piece = '';
  const flush = async (): Promise<void> => {
    const written = process.stdout.write(piece, 'latin1');
    piece = '';
    if (!written) await once(process.stdout, 'drain');
  };
  // the one who reads the answers may stop reading
  process.stdout.on('error', () => process.exit(0));
  for await (const line of linesOf(process.stdin)) {
    piece += `${answer(line)}\n`;
    if (piece.length > pieceLength) await flush();
  }
  if (piece) await flush();
}

await main();
