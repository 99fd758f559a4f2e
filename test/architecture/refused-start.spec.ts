import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getMetadataStorage, IsEmail } from 'class-validator';
import { RIGHT } from '#access';
import { Database } from '#database';
import { createLog, packageRoot, readConfig } from '#platform';
import { createHttpApp, openApiOf } from '../../apps/api/http-app.js';
import { BankController } from '../../libs/payments/bank-entry.controller.js';

// nothing connects: pools open when they are first used
const nobody = 'postgres://nobody@127.0.0.1:1/none';
const started = () =>
  createHttpApp(
    readConfig({ SONAE_ENV: 'development' }),
    createLog('silent'),
    new Database({ staffUrl: nobody, institutionUrl: nobody, accessUrl: nobody }, 2),
  );

const routes = BankController.prototype;

describe('a process that answers requests does not start', () => {
  it('with a rule of a contract that no schema says: the sentence names rule, class and member', async () => {
    class UnsaidRuleSample {
      @IsEmail() mail: string;
    }
    try {
      await expect(started()).rejects.toThrow('The rule isEmail of UnsaidRuleSample.mail has no line of JSON Schema');
    } finally {
      (Reflect.get(getMetadataStorage(), 'validationMetadatas') as Map<unknown, unknown>).delete(UnsaidRuleSample);
    }
  });

  it('with a route that is neither open nor needs a right', async () => {
    const list = Reflect.get(routes, 'list') as object;
    const right: unknown = Reflect.getMetadata(RIGHT, list);
    Reflect.deleteMetadata(RIGHT, list);
    try {
      await expect(started()).rejects.toThrow('The route BankController.list has no right: give it @Needs(…)');
    } finally {
      Reflect.defineMetadata(RIGHT, right, list);
    }
  });

  it.each([
    ['enter', 'a body', 2],
    ['list', 'a query string', 2],
  ])('with a route (%s) that takes %s without a contract', async (name, _, place) => {
    const types = Reflect.getMetadata('design:paramtypes', routes, name) as readonly unknown[];
    Reflect.defineMetadata('design:paramtypes', [types[0], Object], routes, name);
    try {
      await expect(started()).rejects.toThrow(`Parameter ${place} of BankController.${name} is what somebody sends`);
    } finally {
      Reflect.defineMetadata('design:paramtypes', types, routes, name);
    }
  });

  it('and otherwise it does, and serves the document that is committed, which is what the code says', async () => {
    const app = await started();
    try {
      const committed: unknown = JSON.parse(readFileSync(join(packageRoot, 'apps/api/openapi.json'), 'utf8'));
      const served = await app.inject({ method: 'GET', url: '/api/openapi.json' });
      expect([served.statusCode, served.json()]).toEqual([200, committed]);
      expect(JSON.parse(JSON.stringify(openApiOf(app)))).toEqual(committed);
    } finally {
      await app.close();
    }
  }, 60_000);
});
