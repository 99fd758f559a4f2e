// every contract there is
import '../../apps/api/http-app.js';
import { checkContract, contractsByName, largestBody, membersOf, validatorOf, type Contract, type Schema } from '#http';
import { Problem } from '#problems';
import { bodiesOfRequests, contractsInside } from '../support/request-contracts.js';

/** CPU that the check of one body may cost, in ms; the largest body that is as it should be costs a third of it. */
const mostCpu = 400;
const mostFaults = 100;

const contracts = contractsByName();
const taken = [...bodiesOfRequests(contracts)];

/** `unit` as often as the largest body has room for it. */
const filled = (unit: unknown): unknown[] =>
  Array.from<unknown>({ length: Math.floor((largestBody - 1_000) / (JSON.stringify(unit).length + 1)) }).fill(unit);

/** A value that each member refuses; lists are as long as they may be, and so is each of their items wrong. */
function wrong(contract: Contract, room: { left: number }): object {
  const members = [...membersOf(contract)].toSorted(
    ([, a], [, b]) => Number(isList(a.schema)) - Number(isList(b.schema)),
  );
  const made: Record<string, unknown> = {};
  for (const [name, { schema, nested }] of members) {
    room.left -= name.length + 6;
    if (!isList(schema)) made[name] = nested && room.left > 0 ? wrong(nested, room) : [];
    else {
      const list: unknown[] = (made[name] = []);
      while (list.length < Number(schema['maxItems']) && room.left > 0) {
        room.left -= 3;
        list.push(nested ? wrong(nested, room) : []);
      }
    }
  }
  return made;
}

const isList = (schema: Schema): boolean => schema['type'] === 'array';

/** A body whose every list is as long as it may be, of objects that lack everything. */
function empty(contract: Contract, room: { left: number }): object {
  const made: Record<string, unknown> = {};
  for (const [name, { schema, nested }] of membersOf(contract)) {
    if (!isList(schema) || !nested) continue;
    const list: unknown[] = (made[name] = []);
    while (list.length < Number(schema['maxItems']) && room.left > 0) {
      room.left -= 3;
      list.push(empty(nested, room));
    }
  }
  return made;
}

/** So many members that nobody declared as the room takes. */
function unknown(room: number): object {
  const made: Record<string, number> = {};
  for (let at = 0, size = 0; size < room; at += 1) {
    const name = at.toString(36);
    made[name] = 1;
    size += name.length + 5;
  }
  return made;
}

/** Bodies with as much wrong as there is room for: the largest, and some that are small enough to be told it all. */
function* worstOf(contract: Contract): Generator<readonly [string, unknown]> {
  const most = largestBody - 1_000;
  for (const room of [most, 10_000]) yield [`every member wrong in ${room} bytes`, wrong(contract, { left: room })];
  const bare = empty(contract, { left: most });
  if (Object.keys(bare).length > 0) yield ['everything missing', bare];
  yield ['members that nobody declared', unknown(most)];
  for (const [name, { schema, nested }] of membersOf(contract)) {
    if (!isList(schema)) continue;
    yield [`a list in ${name}`, { [name]: filled({}) }];
    if (!nested) {
      yield [`numbers in ${name}`, { [name]: filled(1) }];
      continue;
    }
    const longest = Number(schema['maxItems']);
    yield [
      `members that nobody declared in ${name}`,
      { [name]: Array.from({ length: longest }).fill(unknown(most / longest)) },
    ];
    for (const [inner, { schema: innerSchema }] of membersOf(nested))
      if (isList(innerSchema)) yield [`a list in ${name}/${inner}`, { [name]: [{ [inner]: filled({}) }] }];
  }
}

/** ms of CPU until a body is refused, and with how many faults. */
function refusal(contract: Contract, body: unknown): { readonly cpu: number; readonly faults: number } {
  const before = process.cpuUsage();
  try {
    checkContract(contract, body);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { user, system } = process.cpuUsage(before);
    return { cpu: (user + system) / 1_000, faults: error.details.errors?.length ?? 0 };
  }
  throw new Error('the body was taken');
}

describe('a body costs little, whatever is wrong with it', () => {
  it('every list of a request says how long it may be', () => {
    const open = [...contractsInside(new Set(taken))].flatMap((contract) =>
      [...membersOf(contract)]
        .filter(([, { schema }]) => isList(schema) && schema['maxItems'] === undefined)
        .map(([name]) => `${contract.name}.${name}`),
    );
    expect(open).toEqual([]);
  });

  // what is wrong beside lists costs the same whatever the contract: one without a list stands for all of them
  const hasList = (contract: Contract): boolean =>
    [...contractsInside(new Set([contract]))].some((inner) =>
      [...membersOf(inner).values()].some(({ schema }) => isList(schema)),
    );
  const listless = taken.filter((contract) => !hasList(contract)).slice(0, 1);

  it.each([...taken.filter(hasList), ...listless].map((contract): [string, Contract] => [contract.name, contract]))(
    `the largest bodies of %s are refused in ${mostCpu} ms of CPU, with ${mostFaults} faults at most`,
    (_, contract) => {
      validatorOf(contract);
      validatorOf(contract, { first: true });
      const dear = [...worstOf(contract)]
        .map(([what, body]) => ({ what, ...refusal(contract, JSON.parse(JSON.stringify(body))) }))
        .filter(({ cpu, faults }) => cpu > mostCpu || faults > mostFaults || faults === 0);
      expect(dear).toEqual([]);
    },
    60_000,
  );
});
