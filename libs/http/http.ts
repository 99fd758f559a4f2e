import { randomUUID } from 'node:crypto';
import {
  Catch,
  HttpException,
  Inject,
  Injectable,
  createParamDecorator,
  type ArgumentMetadata,
  type ArgumentsHost,
  type CallHandler,
  type CanActivate,
  type ExceptionFilter,
  type ExecutionContext,
  type NestInterceptor,
  type PipeTransform,
} from '@nestjs/common';
import { HTTP_CODE_METADATA } from '@nestjs/common/constants.js';
import { Reflector } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ApiHeader } from '@nestjs/swagger';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { ONCE, OPEN, REFUSES, RIGHT, permissions, type Permission } from '#access';
import { actingAs, type Actor, isContended, isDatabaseAway, isWritingRefused } from '#database';
import { contentHash, type Config, diskSpace, isDiskFull, describeError, type Log, LOG } from '#platform';
import { Problem, refusalsAreWatched, type ProblemCode } from '#problems';
import { checkContract } from './contract-check.js';
import { isContract } from './contract-schema.js';
import { refusedByEveryRoute } from './every-route.js';
import { edgeOptions, guardEdges, largestBody, largestUpload, problemAnswer } from './http-edges.js';

/** The token under which Nest injects the reader of sessions. */
export const SESSIONS = Symbol('sessions');

/** Finds the actor of a session cookie; implemented by the domain that keeps sessions. */
export interface SessionReader {
  read(token: string): Promise<{ actor: Actor; csrfHash: Buffer } | 'expired'>;
  csrfMatches(csrfHash: Buffer, token: string | undefined): boolean;
}

type Request = FastifyRequest & { actor?: Actor; refuses?: readonly ProblemCode[] };

/** The cookie of a session: `__Host-` on HTTPS and loopback, plain elsewhere. */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-sonae' : 'sonae';
}

const deepest = 64;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Whether a value is nested deeper than so many levels: a body is processed by recursion. */
function isDeeperThan(value: unknown, most: number): boolean {
  if (most < 0) return true;
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some((one) => isDeeperThan(one, most - 1));
}

/**
 * The HTTP server: JSON of at most 1 MB, cookies, security headers, a trace id for each request. `request.ip` is the
 * rightmost address of all `X-Forwarded-For` that is no trusted proxy's; without trusted proxies the address that
 * connects. Browsers that came over https (the public address) use https alone for two years (HSTS).
 */
export async function createAdapter({
  publicUrl,
  trustedProxies,
}: Pick<Config, 'publicUrl' | 'trustedProxies'>): Promise<FastifyAdapter> {
  const adapter = new FastifyAdapter({
    ...edgeOptions,
    bodyLimit: largestBody,
    genReqId: () => randomUUID(),
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    routerOptions: { maxParamLength: 200 },
  });
  const server = adapter.getInstance();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      const text = utf8.decode(body as Buffer);
      const value: unknown = text.trim() === '' ? undefined : JSON.parse(text);
      if (isDeeperThan(value, deepest)) done(new Problem('requests.too-deep'));
      else done(null, value);
    } catch {
      done(new Problem('requests.malformed-json'));
    }
  });
  server.addHook('onRequest', async (request, reply) => {
    reply.header('X-Trace-Id', request.id);
    if (request.url.startsWith('/api/v1')) reply.header('Cache-Control', 'no-store');
  });
  guardEdges(server);
  await adapter.register(fastifyCookie as never);
  await adapter.register(
    fastifyMultipart as never,
    {
      throwFileSizeLimit: false,
      // one byte more than is accepted, so that `receiveForm` refuses a file that is too large before the rest of it
      // comes
      limits: { fileSize: largestUpload + 1, files: 1, fields: 20, fieldSize: 20_000, parts: 21 },
    } as never,
  );
  await adapter.register(
    fastifyHelmet as never,
    {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          manifestSrc: ["'self'"],
          workerSrc: ["'self'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: publicUrl.protocol === 'https:' && { maxAge: 63_072_000, includeSubDomains: false },
    } as never,
  );
  return adapter;
}

/** Checks session, CSRF token, right and idempotency key of every request, in this order. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(SESSIONS) private readonly sessions: SessionReader,
    @Inject('secure-cookie') private readonly secure: boolean,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    const request = context.switchToHttp().getRequest<Request>();
    request.refuses = this.reflector.get<readonly ProblemCode[] | undefined>(REFUSES, handler) ?? [];
    if (this.reflector.get<boolean>(OPEN, handler)) return true;
    const token = request.cookies[sessionCookieName(this.secure)];
    if (!token) throw new Problem('sessions.missing');
    const session = await this.sessions.read(token);
    if (session === 'expired') throw new Problem('sessions.expired');
    if (
      !['GET', 'HEAD', 'OPTIONS'].includes(request.method) &&
      !this.sessions.csrfMatches(session.csrfHash, header(request, 'x-csrf-token'))
    ) {
      throw new Problem('sessions.csrf');
    }
    const permission = this.reflector.get<Permission | undefined>(RIGHT, handler);
    if (!permission) throw new Error('a route without a right');
    const allowed = Object.keys(permissions[permission].roles);
    if (!session.actor.roles.some((role) => allowed.includes(role))) throw new Problem('access.forbidden');
    const actor = actingAs(session.actor, allowed);
    request.actor = this.reflector.get<boolean>(ONCE, handler)
      ? { ...actor, once: onceOf(request, this.reflector.get<number>(HTTP_CODE_METADATA, handler) ?? 201) }
      : actor;
    return true;
  }
}

function onceOf(request: FastifyRequest, status: number): NonNullable<Actor['once']> {
  const key = header(request, 'idempotency-key');
  if (!key || key.length < 8 || key.length > 200 || !/^[\x21-\x7e]+$/.test(key))
    throw new Problem('requests.key-missing');
  return { key, hash: contentHash(request.method, request.url.split('?')[0], request.body ?? null), status };
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** The actor of the request. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = context.switchToHttp().getRequest<Request>().actor;
  if (!actor) throw new Error('an open route has no actor');
  return actor;
});

const versionOf = createParamDecorator(({ optional }: VersionRead, context: ExecutionContext): number | null => {
  const given = header(context.switchToHttp().getRequest<Request>(), 'if-match');
  if (given === undefined) {
    if (optional) return null;
    throw new Problem('requests.version-missing');
  }
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(given.trim());
  if (!match) throw new Problem('requests.version-malformed');
  return Number(match[1]);
});

interface VersionRead {
  readonly optional?: boolean;
}

/**
 * The version in If-Match, also in the API documentation. `optional`: null for a request without one, as moves allow.
 */
export const ExpectedVersion =
  ({ optional = false }: VersionRead = {}): ParameterDecorator =>
  (target, name, at) => {
    versionOf({ optional })(target, name, at);
    const method = name === undefined ? undefined : Object.getOwnPropertyDescriptor(target, name);
    if (!name || !method) throw new Error('If-Match is read by a method of a controller');
    ApiHeader({ name: 'If-Match', required: !optional, description: 'the ETag as it was read' })(target, name, method);
  };

/** Refuses a change to a version that somebody else has changed since. Throws `requests.stale-version`. */
export function requireVersion(current: number, expected: number | null): void {
  if (expected !== null && expected !== current) throw new Problem('requests.stale-version');
}

/** Checks bodies and query strings against their contract. */
@Injectable()
export class ContractPipe implements PipeTransform {
  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    if (!isContract(metatype)) return value;
    if (type === 'body' && value === undefined) throw new Problem('requests.body-missing');
    return checkContract(metatype, type === 'query' ? { ...(value as object) } : value, type === 'query');
  }
}

/**
 * An id in a path; any other text is refused with `requests.not-found`, like the id of a row that the actor may not
 * see.
 */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value))
      throw new Problem('requests.not-found');
    return value.toLowerCase();
  }
}

/** Puts the version of an answer into ETag. */
@Injectable()
export class VersionInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer: unknown) => {
        if (answer !== null && typeof answer === 'object' && 'version' in answer && typeof answer.version === 'number')
          reply.header('ETag', `"${answer.version}"`);
        return answer;
      }),
    );
  }
}

const byStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'requests.malformed-json',
  404: 'requests.not-found',
  405: 'requests.method-not-allowed',
  408: 'requests.timed-out',
  412: 'requests.condition-failed',
  413: 'requests.too-large',
  415: 'requests.unsupported-media-type',
  416: 'requests.no-such-range',
};

/** The refusal, or in tests a defect where its code is declared neither by the route nor for every route. */
function declaredOf({ method, routeOptions, refuses }: Request, problem: Problem): Problem {
  if (!refusalsAreWatched() || refusedByEveryRoute.has(problem.code) || refuses?.includes(problem.code)) return problem;
  process.stderr.write(`${method} ${routeOptions.url} answers ${problem.code}, which it does not declare\n`);
  return new Problem('platform.defect');
}

/**
 * Answers every failure as problem+json with a code of the catalogue. A 5xx is a defect, an unreachable database or a
 * full disk.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    diskSpace.notice(error);
    const problem = declaredOf(request, this.#problemOf(error));
    if (problem.status === 500)
      this.log.error({ traceId: request.id, route: request.routeOptions.url, ...describeError(error) }, 'defect');
    const { headers, body } = problemAnswer(problem, {
      url: request.url,
      traceId: request.id,
      language: request.headers['accept-language'],
    });
    void reply.status(problem.status).headers(headers).send(body);
  }

  #problemOf(error: unknown): Problem {
    if (error instanceof Problem) return error;
    if (error instanceof HttpException) return new Problem(byStatus[error.getStatus()] ?? 'platform.defect');
    if (isDiskFull(error)) return new Problem('platform.disk-full');
    if (isDatabaseAway(error) || isWritingRefused(error)) return new Problem('platform.unavailable');
    if (isContended(error)) return new Problem('platform.contended');
    return new Problem('platform.defect');
  }
}
