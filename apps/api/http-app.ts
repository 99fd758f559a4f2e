import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { permissions, type Permission } from '#access';
import { type Database, requireWholeMachines, assertSupplied } from '#database';
import { allSchemas, createAdapter, publishMembers, refusedByEveryRoute } from '#http';
import { Metrics } from '#operations';
import { nestLog, packageRoot, type Config, type Log } from '#platform';
import { problemCodes } from '#problems';
import { ApiModule } from './api.module.js';
import { requireRouteRules } from './route-rules.js';
import { serveWeb } from './web.js';

/**
 * The HTTP application, ready to listen. Throws where a contract has a rule that no schema says, or a route has no
 * right or takes what no contract describes.
 */
export async function createHttpApp(
  config: Config,
  log: Log,
  database: Database,
  metrics = new Metrics(database),
): Promise<NestFastifyApplication> {
  requireWholeMachines();
  assertSupplied();
  allSchemas();
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.of(config, log, database, metrics),
    await createAdapter(config),
    { logger: nestLog(log), bodyParser: false, abortOnError: false },
  );
  app.setGlobalPrefix('api/v1', {
    exclude: [
      { path: '', method: RequestMethod.GET },
      { path: 'start.css', method: RequestMethod.GET },
      { path: 'health/live', method: RequestMethod.GET },
      { path: 'health/ready', method: RequestMethod.GET },
      { path: 'metrics', method: RequestMethod.GET },
    ],
  });
  requireRouteRules(app);
  SwaggerModule.setup('api/docs', app, committedDocument, {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Sonae API',
  });
  // routes, never addresses as they were asked: those carry ids and what somebody searches for
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'none';
      metrics.requestAnswered(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
      log.info(
        {
          traceId: request.id,
          method: request.method,
          route,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
        },
        'answered',
      );
      done();
    });
  // Swagger's page needs inline styles of its own and nothing else does
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (request, reply) => {
      if (request.url.startsWith('/api/docs'))
        reply.header(
          'Content-Security-Policy',
          "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'self' " +
            "'unsafe-inline'; frame-ancestors 'none'",
        );
    });
  await serveWeb(app, config);
  await app.init();
  return app;
}

// making it would hold up everybody for a second when somebody first asks for it; a test holds it to the code
const committedDocument = (): OpenAPIObject =>
  JSON.parse(readFileSync(join(packageRoot, 'apps/api/openapi.json'), 'utf8')) as OpenAPIObject;

/**
 * The published document as the code says it: routes from the controllers, schemas from the contracts, rights from the
 * permission table.
 */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  publishMembers();
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle('Sonae')
      .setVersion('1')
      .setDescription(
        'Cyber incident response and claims for insured medical institutions. Every change needs the ' +
          'X-CSRF-Token of its session; a POST that creates or moves something needs an Idempotency-Key.',
      )
      .addCookieAuth('__Host-sonae')
      .build(),
  );
  // what every route can answer beside its own `x-problem-codes`
  Object.assign(document, { 'x-problem-codes': [...refusedByEveryRoute] });
  // in an order of their own, so that a route that moves to another module changes nothing here
  document.paths = Object.fromEntries(Object.entries(document.paths).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  document.components = { ...document.components, schemas: { ...allSchemas(), Problem: problemSchema } as never };
  for (const [address, path] of Object.entries(document.paths)) {
    for (const method of ['get', 'post', 'patch', 'put', 'delete'] as const) {
      const operation = path[method] as
        (typeof path.get & { 'x-permission'?: Permission; [key: `x-${string}`]: unknown }) | undefined;
      if (!operation) continue;
      operation.operationId = nameOfOperation(method, address);
      if (method !== 'get' && operation['x-permission']) {
        operation.parameters = [
          ...(operation.parameters ?? []),
          { name: 'X-CSRF-Token', in: 'header', required: true, schema: { type: 'string' } },
        ];
      }
      const permission = operation['x-permission'];
      if (permission)
        operation.description = `${permissions[permission].ja} — ${permissions[permission].en}: ${Object.entries(
          permissions[permission].roles,
        )
          .map(([role, reach]) => `${role} (${reach})`)
          .join(', ')}`;
      operation.responses['default'] = {
        description: 'Refused or failed',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      };
    }
  }
  return document;
}

/** `POST /api/v1/incidents/{id}/expenses` is `postIncidentsByIdExpenses`, whatever its class is called. */
function nameOfOperation(method: string, address: string): string {
  const words = address.replace('/api/v1/', '').split(/[/-]/);
  const named = words.map((word) =>
    word
      .replace(/^\{(\w+)\}$/, 'by-$1')
      .split('-')
      .map(capitalised)
      .join(''),
  );
  return method + named.join('');
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'textJa', 'textEn', 'traceId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    code: { type: 'string', enum: Object.keys(problemCodes).toSorted() },
    textJa: { type: 'string' },
    textEn: { type: 'string' },
    traceId: { type: 'string' },
    missing: { type: 'array', items: { $ref: '#/components/schemas/CodedTextDto' } },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: {
          pointer: { type: 'string' },
          code: { type: 'string' },
          detail: { type: 'string' },
          textJa: { type: 'string' },
          textEn: { type: 'string' },
          allowed: { type: 'string' },
        },
      },
    },
  },
};
