// What `sonae assess` is compared with: the same lines parsed and printed, by nothing but JSON.
import { once } from 'node:events';
import { linesOf } from '#coverage-requests';

let piece = '';
for await (const line of linesOf(process.stdin)) {
  piece += `${JSON.stringify(JSON.parse((line ?? Buffer.from('null')).toString('utf8')))}\n`;
  if (piece.length > 65_536) {
    const written = process.stdout.write(piece);
    piece = '';
    if (!written) await once(process.stdout, 'drain');
  }
}
process.stdout.write(piece);
