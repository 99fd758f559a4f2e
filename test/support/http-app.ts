import './whole-process.js';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Database } from '#database';
import { AccessGuard, ContractPipe, ProblemFilter, VersionInterceptor, createAdapter } from '#http';
import { PlatformModule, Metrics } from '#operations';
import { createLog, readConfig } from '#platform';

/** An answer over HTTP; `body` is the parsed JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly body: unknown;
}

export interface Asked {
  readonly body?: unknown;
  readonly session?: SignedIn;
  readonly headers?: Readonly<Record<string, string>>;
  readonly ip?: string;
}

/** What a browser keeps after signing in. */
export interface SignedIn {
  readonly cookie: string;
  readonly csrfToken: string;
}

/** The HTTP interface of some domains, asked without a port. */
export interface HttpApp {
  ask(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, asked?: Asked): Promise<Answer>;
  signIn(email: string, password: string): Promise<SignedIn>;
  close(): Promise<void>;
}

export async function httpApp(
  database: Database,
  modules: readonly Type[],
  env: NodeJS.ProcessEnv = {},
): Promise<HttpApp> {
  const config = readConfig({ SONAE_DATA: join(tmpdir(), 'sonae-http-app'), ...env });
  @Module({
    imports: [PlatformModule.of(config, createLog('fatal'), database, new Metrics(database)), ...modules],
    providers: [
      { provide: APP_GUARD, useClass: AccessGuard },
      { provide: APP_PIPE, useClass: ContractPipe },
      { provide: APP_FILTER, useClass: ProblemFilter },
      { provide: APP_INTERCEPTOR, useClass: VersionInterceptor },
    ],
  })
  class TestModule {}
  const app = await NestFactory.create<NestFastifyApplication>(TestModule, await createAdapter(config), {
    logger: false,
    bodyParser: false,
  });
  app.setGlobalPrefix('api/v1');
  await app.init();
  const server = app.getHttpAdapter().getInstance();
  await server.ready();
  const ask: HttpApp['ask'] = async (method, path, { body, session, headers, ip } = {}) => {
    const answer = await server.inject({
      method,
      url: `/api/v1${path}`,
      remoteAddress: ip ?? '192.0.2.1',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(session ? { cookie: session.cookie, 'x-csrf-token': session.csrfToken } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: answer.body === '' ? null : (JSON.parse(answer.body) as unknown),
    };
  };
  return {
    ask,
    async signIn(email, password) {
      const answer = await ask('POST', '/auth/sessions', { body: { email, password } });
      if (answer.status !== 201) throw new Error(`signing in as ${email} answered ${answer.status}`);
      const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
      return { cookie, csrfToken: (answer.body as { csrfToken: string }).csrfToken };
    },
    close: () => app.close(),
  };
}
