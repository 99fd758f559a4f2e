import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '#database';
import { FILE_STORE, VIRUS_CHECK } from '#documents';
import { MailServer } from '#notifications';
import { packageRoot } from '#platform';
import { declarations } from '../../apps/worker/declarations.js';

/** Who speaks to a neighbour, each through `speakOutside`, which is refused inside a transaction. */
const ports = ['libs/documents/s3.ts', 'libs/documents/virus-check.ts', 'libs/notifications/mail-server.ts'];
/**
 * Who opens other connections: to the queue's Redis, and to this product itself, to replay the demonstration or to ask
 * whether it is ready.
 */
const others = ['apps/cli/demonstration-desk.ts', 'apps/cli/scaled.ts', 'libs/platform/redis.ts'];
/** Whatever can open a connection; types, and servers alone, cannot. */
const opens = [
  /^import (?!type)[^;]*from '(?:node:(?:net|tls|http|https|http2|dgram)|undici|ioredis|nodemailer[^']*|@aws-sdk[^']*)'/m,
  /\bimport\('(?:@aws-sdk|ioredis|nodemailer|undici|node:)[^']*'\)(?!\.S3)/,
  /\bloadPackage(?:<[^>]*>)?\('(?:@aws-sdk|ioredis|nodemailer|undici|node:)[^']*'\)/,
  /(?<![\w.#])fetch\(/,
  /\bnew (?:WebSocket|EventSource)\(/,
];
const opensNothing = /^import \{ (?:createServer|isIP|STATUS_CODES)[^}]*\} from 'node:(?:http|net)'/gm;

// the pages run in browsers, which speak to this product alone
const sources = ['libs', 'apps'].flatMap((folder) =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.startsWith('web/'))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(join(packageRoot, folder, file), 'utf8') })),
);

describe('nothing leaves the house inside a transaction', () => {
  it('whatever opens a connection is known, and the neighbours are spoken to through `speakOutside` alone', () => {
    const open = sources
      .filter(({ text }) => opens.some((sign) => sign.test(text.replaceAll(opensNothing, ''))))
      .map(({ file }) => file);
    expect(open.toSorted()).toEqual([...ports, ...others].toSorted());
    for (const { file, text } of sources)
      if (ports.includes(file)) expect([file, text.includes('speakOutside(')]).toEqual([file, true]);
  });

  it('no job has a neighbour at hand: its transaction is open all the time', () => {
    const handlers = declarations.flatMap(({ handlers: own = [] }) => own);
    expect(handlers.length).toBeGreaterThan(15);
    const asks = (handler: object): unknown[] => [
      ...((Reflect.getMetadata('self:paramtypes', handler) as { param: unknown }[] | undefined) ?? []).map(
        ({ param }) => param,
      ),
      ...((Reflect.getMetadata('design:paramtypes', handler) as unknown[] | undefined) ?? []),
    ];
    const neighbours: unknown[] = [FILE_STORE, VIRUS_CHECK, MailServer, Database];
    expect(
      handlers.filter((handler) => asks(handler).some((asked) => neighbours.includes(asked))).map(({ name }) => name),
    ).toEqual([]);
  });
});
