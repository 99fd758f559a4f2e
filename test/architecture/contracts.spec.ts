import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';
import fc from 'fast-check';
// every contract there is
import '../../apps/api/http-app.js';
import { contractsByName, membersOf, validatorOf, type Contract } from '#http';
import { nearlyBody } from '../support/arbitrary-body.js';
import { bodiesOfRequests, contractsInside } from '../support/request-contracts.js';
import { seedOf } from '../support/seed.js';

const isLong = process.env['SONAE_TEST_LONG'] === '1';
const contracts = contractsByName();

/** Names that every object has: class-transformer leaves such members out, so that class-validator sees none. */
const ofEveryObject = new Set(Object.getOwnPropertyNames(Object.prototype));

function hasHidden(contract: Contract, body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  if (Array.isArray(body)) return body.some((one) => hasHidden(contract, one));
  return Object.entries(body).some(([name, inner]) => {
    const nested = membersOf(contract).get(name)?.nested;
    return ofEveryObject.has(name) || (nested !== undefined && hasHidden(nested, inner));
  });
}

/** What class-validator answers, with the members that it cannot see. */
function isValid(contract: Contract, body: unknown): boolean {
  if (body === null || hasHidden(contract, body)) return false;
  const instance = plainToInstance(contract as new () => object, body);
  const options = { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true, dismissDefaultMessages: true };
  return validateSync(instance, options).length === 0;
}

/** class-validator goes through every class for each object: half of the time. The rules stay as they are declared. */
function rememberRules(): void {
  const storage = getMetadataStorage();
  const find = storage.getTargetValidationMetadatas.bind(storage);
  const found = new Map<unknown, ReturnType<typeof find>>();
  storage.getTargetValidationMetadatas = (target, ...others) => {
    const rules = found.get(target) ?? find(target, ...others);
    found.set(target, rules);
    return rules;
  };
}

describe('Ajv, which checks what comes, and class-validator, whose rules they are, agree', () => {
  beforeAll(rememberRules);
  const seed = seedOf('bodies of contracts');
  // what the bodies of requests are made of; all others are only answered
  const requests = contractsInside(bodiesOfRequests(contracts));
  const answered = { taken: 0, refused: 0 };
  /** The smallest body on which they do not agree, with its seed, or null. */
  const disagreement = (contract: Contract, numRuns: number): string | null => {
    const ajv = validatorOf(contract);
    const found = fc.check(
      fc.property(nearlyBody(contract), (body) => {
        const taken = ajv(body);
        answered[taken ? 'taken' : 'refused'] += 1;
        return isValid(contract, body) === taken;
      }),
      { seed, numRuns },
    );
    return fc.defaultReportMessage(found) ?? null;
  };

  it.each([...contracts].filter(([, contract]) => requests.has(contract)))(
    'on bodies near %s',
    (_, contract) => expect(disagreement(contract, isLong ? 20_000 : 300)).toBeNull(),
    600_000,
  );
  it.each([...contracts].filter(([, contract]) => !requests.has(contract)))(
    'on %s, which is only answered or asked for in an address',
    (_, contract) => expect(disagreement(contract, isLong ? 500 : 20)).toBeNull(),
    60_000,
  );
  it('on bodies that are taken and on bodies that are not, each at least a fifth', () => {
    expect(Math.min(answered.taken, answered.refused)).toBeGreaterThan((answered.taken + answered.refused) / 5);
  });
});
