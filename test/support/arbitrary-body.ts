import fc from 'fast-check';
import { membersOf, type Contract, type Member, type Schema } from '#http';

/** Signs that are counted differently: two UTF-16 units, a variation selector, both, a family of joined signs. */
const wideSigns = ['\u{20BB7}', '葛\u{E0100}', '❤\uFE0F', '👨‍👩‍👧', 'が', '\uE38B'];
const strangeTexts = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\uD842',
  '\uDFB7x',
  '\u202E',
  '\uE38B',
  '0',
  'true',
  'null',
  ...wideSigns,
];
const strangeDays = ['1899-12-31', '1900-01-01', '2200-12-31', '2201-01-01', '2026-02-29', '2028-02-29', '0000-01-01'];
const strangeInstants = [
  '2026-11-24T03:00:00Z',
  '2026-11-24T03:00:00.123456+09:00',
  '2026-11-24T03:00:00',
  '2026-06-30T23:59:60Z',
  '0001-01-01T00:00:00+09:00',
  '9999-12-31T23:59:59-01:00',
  '2026-11-24 03:00:00Z',
];
const strangeIds = [
  '00000000-0000-0000-0000-000000000000',
  'urn:uuid:00000000-0000-4000-8000-000000000000',
  '0193a5e0-7000-7000-8000-00000000000',
  '0193A5E0-7000-7000-8000-00000000000A',
];
const strangeNumbers = [-1, -0, 0, 0.5, 1e21, Infinity, 2_147_483_647, 2_147_483_648, Number.MAX_SAFE_INTEGER + 1];
const strangeNames = ['x', '', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a/b', 'then', '0'];

/** Anything at all, as JSON can say it. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 'true', 1, '1', [], {}, [[]], [{}], [null], [[{}]], { length: 1 }),
  fc.constantFrom(...strangeTexts, ...strangeDays, ...strangeInstants, ...strangeIds),
  fc.constantFrom(...strangeNumbers),
  fc.jsonValue({ maxDepth: 2 }),
);

/** What bounds a value in a schema. */
interface Bounds {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Values at the ends of what a schema takes, on both sides. */
function atTheEnds(schema: Schema): unknown[] {
  const { minLength = 0, maxLength, minimum, maximum, minItems = 0, maxItems = 3 } = schema as Bounds;
  const texts = (length: number): string[] => [
    'あ'.repeat(Math.max(0, length)),
    ...wideSigns.flatMap((sign) => {
      const times = Math.max(0, length);
      return [sign.repeat(times), sign + 'a'.repeat(Math.max(0, length - [...sign].length))];
    }),
  ];
  const lists = [minItems - 1, minItems, maxItems, maxItems + 1].filter((length) => length >= 0 && length <= 300);
  const items = schema['items'] as Schema | undefined;
  const [word] = (items?.['enum'] ?? ['a']) as readonly unknown[];
  return [
    ...(maxLength === undefined ? [] : [minLength - 1, minLength, maxLength, maxLength + 1].flatMap(texts)),
    ...[minimum, maximum].flatMap((end) => (end === undefined ? [] : [end - 1, end, end + 1, end + 0.5])),
    ...(items ? lists.map((length) => Array.from({ length }, () => word)) : []),
    ...(schema['format'] === 'date' ? strangeDays : []),
    ...(schema['format'] === 'date-time' ? strangeInstants : []),
    ...(schema['format'] === 'uuid' ? strangeIds : []),
  ];
}

/** Values that a schema takes. */
function fitting(schema: Schema): fc.Arbitrary<unknown> {
  const { minimum = 0, maximum = 1, minItems = 0, maxItems = 3 } = schema as Bounds;
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  switch (schema['type']) {
    case 'string':
      return fittingText(schema);
    case 'integer':
      return fc.integer({ min: minimum, max: maximum });
    case 'number':
      return fc.double({ min: minimum, max: maximum, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(fitting(schema['items'] as Schema), {
        minLength: minItems,
        maxLength: Math.min(maxItems, Math.max(3, minItems)),
      });
    case 'object':
      return fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 });
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function fittingText({
  format,
  pattern,
  minLength: min = 0,
  maxLength: max = 20,
}: Schema & Bounds): fc.Arbitrary<string> {
  if (format === 'date') return fc.constantFrom('2026-11-24', '2028-02-29', '1900-01-01', '2200-12-31');
  if (format === 'date-time') return fc.constantFrom('2026-11-24T03:00:00Z', '2026-11-24T03:00:00.1+09:00');
  if (format === 'uuid') return fc.uuid();
  if (typeof pattern === 'string' && pattern !== '\\S') return fc.stringMatching(new RegExp(pattern, 'u'));
  return fc
    .string({ unit: fc.constantFrom('a', '見', ' ', ...wideSigns.slice(0, 1)), minLength: min, maxLength: max })
    .map((text) => (text.trim() === '' ? 'a'.repeat(Math.max(1, min)) : text));
}

const deepest = 2;

/** Bodies that a contract takes. */
function fittingBody(contract: Contract, depth = 0): fc.Arbitrary<object> {
  const needed = [...membersOf(contract)].filter(([, { presence }]) => !presence.optional).map(([name]) => name);
  const members = [...membersOf(contract)].filter(([name]) => depth < deepest || needed.includes(name));
  return fc.record(Object.fromEntries(members.map(([name, member]) => [name, fittingMember(member, depth)])), {
    requiredKeys: needed,
    noNullPrototype: true,
  });
}

function fittingMember({ schema, presence, nested }: Member, depth: number): fc.Arbitrary<unknown> {
  if (depth > deepest + 4) return fc.constant(presence.nullable ? null : schema['type'] === 'array' ? [] : {});
  const inner = nested && fittingBody(nested, depth + 1);
  const least = Number(schema['minItems'] ?? 0);
  const value = !inner
    ? fitting(schema)
    : schema['type'] === 'array'
      ? fc.array(inner, { minLength: least, maxLength: Math.max(least, depth < deepest ? 2 : 0) })
      : inner;
  return presence.nullable ? fc.option(value, { nil: null, freq: 4 }) : value;
}

/** Where something can be done to a body. */
interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
  readonly schema: Schema;
}

function placesOf(contract: Contract, body: unknown): Place[] {
  if (typeof body !== 'object' || body === null) return [];
  const holder = body as Record<string, unknown>;
  if (Array.isArray(body))
    return body.flatMap((one, at) => [{ holder, key: String(at), schema: {} }, ...placesOf(contract, one)]);
  return [...membersOf(contract)].flatMap(([key, { schema, nested }]) => [
    { holder, key, schema },
    ...(nested ? placesOf(nested, holder[key]) : []),
    ...(!nested && Array.isArray(holder[key])
      ? holder[key].map((_, at) => ({
          holder: holder[key] as never,
          key: String(at),
          schema: (schema['items'] ?? {}) as Schema,
        }))
      : []),
  ]);
}

/** What is done to a body: at which place, and what. */
const harm = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('end', 'end', 'anything', 'null', 'missing', 'in a list', 'unknown member'),
  which: fc.nat(),
  anything,
  name: fc.constantFrom(...strangeNames),
});
type Harm = typeof harm extends fc.Arbitrary<infer Value> ? Value : never;

function harmed(contract: Contract, body: unknown, done: Harm): unknown {
  const places = placesOf(contract, body);
  const place = places[done.at % Math.max(1, places.length)];
  if (!place) return done.anything;
  const { holder, key, schema } = place;
  const ends = atTheEnds(schema);
  const end = ends.length > 0 ? ends[done.which % ends.length] : done.anything;
  const becomes = {
    end,
    anything: done.anything,
    null: null,
    'in a list': [holder[key]],
    'unknown member': done.anything,
  };
  if (done.how === 'unknown member' && !Array.isArray(holder)) define(holder, done.name, done.anything);
  else if (done.how !== 'missing') define(holder, key, becomes[done.how as keyof typeof becomes]);
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
  return body;
}

/** As JSON.parse writes it: `__proto__` is a member of this name, not another prototype. */
function define(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value: copy(value), enumerable: true, configurable: true, writable: true });
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Array.from(value, copy);
  const made = {};
  for (const [key, inner] of Object.entries(value)) define(made, key, inner);
  return made;
}

/** Bodies near a contract: those it takes, and those with one or two things wrong or strange; now and then anything. */
export function nearlyBody(contract: Contract): fc.Arbitrary<unknown> {
  const near = fc
    .tuple(fittingBody(contract), fc.array(harm, { maxLength: 2 }))
    .map(([body, harms]) => harms.reduce<unknown>((sofar, one) => harmed(contract, sofar, one), copy(body)));
  return fc.oneof({ weight: 29, arbitrary: near }, { weight: 1, arbitrary: anything });
}
