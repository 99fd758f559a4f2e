import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { packageRoot, type Config } from '#platform';

const notBuilt = 'The pages are not built: run `npm run build`.';

/** What a page may load: everything from here, styles of its own nonce where there is one, nothing inline. */
const policy = (style: string): string =>
  `default-src 'none'; script-src 'self'; style-src ${style}; img-src 'self' data: blob:; font-src ` +
  `'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self' blob:; ` +
  `object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/** A text between double quotes of HTML. */
const asAttribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/**
 * Serves the browser's part on the port of the API: `/report`, which is static, `/app` and everything below it, whose
 * page carries a nonce for the styles that its components write, and their files, compressed when they were built. Both
 * pages carry the numbers of the desk, `/app` the insurer's name, which is printed.
 */
export async function serveWeb(
  app: NestFastifyApplication,
  { deskPhone, nightPhone, insurer }: Pick<Config, 'deskPhone' | 'nightPhone' | 'insurer'>,
  folder = join(packageRoot, 'dist', 'web'),
): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  const page = (name: string): string | null => {
    const path = join(folder, name);
    if (!existsSync(path)) return null;
    // a page that is kept for when there is no line has them too
    return readFileSync(path, 'utf8')
      .replaceAll('__DESK_PHONE__', deskPhone)
      .replaceAll('__NIGHT_PHONE__', nightPhone)
      .replaceAll('__INSURER__', () => asAttribute(insurer));
  };
  const [report, application] = [page('report.html'), page('app.html')];
  const send = (reply: FastifyReply, text: string | null, style: string, cache = 'no-cache'): FastifyReply =>
    reply
      .status(text === null ? 503 : 200)
      .header('Content-Type', text === null ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8')
      .header('Cache-Control', cache)
      .header('Content-Security-Policy', policy(style))
      .send(text ?? notBuilt);

  server.get('/report', (_request, reply) => send(reply, report, "'self'"));
  for (const path of ['/app', '/app/*'])
    server.get(path, (_request, reply) => {
      const nonce = randomBytes(16).toString('base64');
      return send(reply, application?.replace('__NONCE__', nonce) ?? null, `'self' 'nonce-${nonce}'`, 'no-store');
    });
  if (application === null) return;
  await server.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    preCompressed: true,
    globIgnore: ['**/*.html', '**/*.br', '**/*.gz'],
    setHeaders: (reply, path) => {
      // the names of assets change with what is in them
      const forEver = path.includes('/assets/');
      void reply.header('Cache-Control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
