import pg from 'pg';
import { freshKey, testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';
import { attack, nobody, reportedBy, today } from '../trust/reports.js';

interface Shape {
  readonly $ref?: string;
  readonly oneOf?: readonly Shape[];
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly minLength?: number;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly formatMinimum?: string;
  readonly formatMaximum?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
}
interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Shape }>> };
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema: Shape }[];
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Shape>> };
}
/** A number or a day that a request can carry, and where it stands in it. */
interface Place {
  readonly method: string;
  readonly route: string;
  readonly at: readonly string[];
  readonly inQuery: boolean;
  readonly shape: Shape;
  readonly body: Shape | undefined;
}

let system: TestSystem;
let superuser: pg.Client;
let document: Document;
let places: Place[];
const people: Session[] = [];
const ids = new Map<string, string>();

beforeAll(async () => {
  system = await testSystem({ queues: [] });
  superuser = new pg.Client({ connectionString: system.db.ownerUrl, options: '-c search_path=sonae' });
  await superuser.connect();
  document = (await system.send<Document>('GET', '/api/openapi.json')).body;
  places = [...placesOf(document)];
  // the hospital's first, so that what it may do is done of its own case
  const { rows } = await superuser.query<{ email: string }>(
    `SELECT DISTINCT ON (g.role) p.email FROM role_grant g JOIN person p ON p.id = g.person_id
      WHERE p.email NOT LIKE 'setup@%' AND (p.email LIKE '%@sonae.example' OR p.email LIKE '%@sakura.example')
      ORDER BY g.role, p.email`,
  );
  const emails = rows.map(({ email }) => email);
  const ofHospital = emails.filter((email) => email.endsWith('@sakura.example'));
  for (const email of new Set([...ofHospital, ...emails])) people.push(await system.as(email));
  const hospital = people[0];
  if (!hospital) throw new Error('nobody is signed in');
  const { id } = await reportedBy(hospital, attack());
  await idsFrom('incident', 'expense', 'person', 'institution', 'member_period', 'facility', 'team', 'agency');
  ids.set('incident', id);
  const recourse = await asWhoMay('POST', '/incidents/{id}/recourses', {
    body: { against: '見本ベンダー', loss: 1_000_000, sought: 500_000 },
  });
  expect(recourse.status).toBe(201);
  await idsFrom('recourse', 'authority', 'skill', 'roster', 'team_member', 'agency_client');
}, 120_000);

afterAll(async () => {
  await superuser?.end();
  await system?.stop();
});

/** Something that is there of each table. */
async function idsFrom(...tables: string[]): Promise<void> {
  for (const table of tables) {
    const { rows } = await superuser.query<{ id: string }>(`SELECT id FROM ${table} ORDER BY id DESC LIMIT 1`);
    if (rows[0]) ids.set(table, rows[0].id);
  }
}

const tableOf: Readonly<Record<string, string>> = {
  ...{ incidents: 'incident', expenses: 'expense', recourses: 'recourse', users: 'person', policies: 'member_period' },
  ...{ rosters: 'roster', authorities: 'authority', skills: 'skill', teams: 'team', agencies: 'agency' },
  ...{ 'team-members': 'team_member', 'agency-clients': 'agency_client' },
  ...{ institutionId: 'institution', personId: 'person', facilityId: 'facility', expenseId: 'expense' },
};
const idFor = (name: string): string => ids.get(tableOf[name] ?? '') ?? nobody;

function resolved(shape: Shape): Shape {
  if (shape.$ref) return resolved(document.components.schemas[shape.$ref.split('/').at(-1) ?? ''] ?? {});
  return shape.oneOf ? resolved(shape.oneOf[0] ?? {}) : shape;
}

function* placesOf({ paths }: Document): Generator<Place> {
  for (const [path, methods] of Object.entries(paths))
    for (const [verb, operation] of Object.entries(methods)) {
      const route = path.replace('/api/v1', '');
      const method = verb.toUpperCase();
      const body = operation.requestBody?.content['application/json']?.schema;
      if (body) for (const { at, shape } of within(body, [])) yield { method, route, at, shape, body, inQuery: false };
      for (const { in: where, name, schema } of operation.parameters ?? [])
        if (where === 'query' && isBounded(schema))
          yield { method, route, at: [name], shape: schema, body, inQuery: true };
    }
}

const typesOf = ({ type }: Shape): readonly string[] => (type === undefined ? [] : [type].flat());
const isNumber = (shape: Shape): boolean => typesOf(shape).some((type) => type === 'integer' || type === 'number');
const isBounded = (shape: Shape): boolean => isNumber(shape) || ['date', 'date-time'].includes(shape.format ?? '');

function* within(given: Shape, at: readonly string[]): Generator<{ at: readonly string[]; shape: Shape }> {
  const shape = resolved(given);
  if (isBounded(shape)) yield { at, shape };
  if (at.length > 5) return;
  for (const [name, inner] of Object.entries(shape.properties ?? {})) yield* within(inner, [...at, name]);
  if (shape.items) yield* within(shape.items, [...at, '0']);
}

/** Something that a contract takes. */
function sampleOf(given: Shape, name = ''): unknown {
  const shape = resolved(given);
  if (shape.enum) return shape.enum[0];
  if (shape.format === 'uuid') return idFor(name);
  if (shape.format === 'date') return today();
  if (shape.format === 'date-time') return new Date(Date.now() - 3_600_000).toISOString();
  const types = typesOf(shape);
  if (types.includes('boolean')) return false;
  if (isNumber(shape)) return Math.max(shape.minimum ?? 0, 1);
  if (types.includes('array'))
    return shape.items && (shape.minItems ?? 0) > 0 ? [sampleOf(shape.items, name.replace(/s$/, ''))] : [];
  if (types.includes('object'))
    return Object.fromEntries(
      (shape.required ?? []).map((member) => [member, sampleOf(shape.properties?.[member] ?? {}, member)]),
    );
  const forms: Readonly<Record<string, string>> = {
    '^[A-Z]{2}$': 'JP',
    '^[A-Z]{3}$': 'USD',
    '^[0-9]{4}$': '0001',
    '^[0-9]{3}$': '100',
    '^[0-9]{10}$': '0000012345',
    '^[0-9]+$': '1234567',
  };
  return forms[shape.pattern ?? ''] ?? '1'.repeat(Math.max(shape.minLength ?? 1, 1));
}

/** A request with one value at its place. */
function bodyWith({ body, at, inQuery }: Place, value: unknown): unknown {
  if (!body) return undefined;
  const whole = sampleOf(body) as Record<string, unknown>;
  if (inQuery) return whole;
  let shape = resolved(body);
  let target: Record<string, unknown> = whole;
  for (const [depth, name] of at.entries()) {
    if (depth === at.length - 1) {
      target[name] = value;
      break;
    }
    shape = resolved((name === '0' ? shape.items : shape.properties?.[name]) ?? {});
    const present = target[name];
    if (present === undefined || (Array.isArray(present) && present.length === 0))
      target[name] = typesOf(shape).includes('array') ? [sampleOf(shape.items ?? {})] : sampleOf(shape);
    target = target[name] as Record<string, unknown>;
  }
  return whole;
}

const whoMay = new Map<string, Session>();

/** Sent by the first of us whose roles allow it. */
async function asWhoMay(method: string, route: string, sent: { body?: unknown; query?: string } = {}): Promise<Reply> {
  const collection = route.split('/')[1] ?? '';
  const place = route
    .replace('{id}', idFor(collection))
    .replace('{facilityId}', idFor('facilityId'))
    .replace('{lane}', 'forensics');
  const path = `${place}${sent.query ?? ''}`;
  const known = whoMay.get(`${method} ${route}`);
  let answer: Reply | undefined;
  // some fields of one route are not everybody's who may ask it
  for (const person of new Set([...(known ? [known] : []), ...people])) {
    answer = await person.send(method, path, {
      key: freshKey(),
      version: 1,
      ...(sent.body === undefined ? {} : { body: sent.body }),
    });
    if (answer.status === 403 && answer.body['code'] === 'access.forbidden') continue;
    whoMay.set(`${method} ${route}`, person);
    return answer;
  }
  throw new Error(`nobody may ${method} ${route}: ${answer?.status}`);
}

const send = (place: Place, value: unknown): Promise<Reply> =>
  asWhoMay(place.method, place.route, {
    body: bodyWith(place, value),
    ...(place.inQuery ? { query: `?${place.at[0]}=${encodeURIComponent(String(value))}` } : {}),
  });

const nameOf = ({ method, route, at }: Place): string => `${method} ${route} ${at.join('/')}`;

/** Values around the ends of what a place takes. */
function around({ shape }: Place): { inside: unknown[]; outside: unknown[] } {
  if (shape.format === 'date')
    return {
      inside: ['1900-01-01', '2200-12-31', '2024-02-29'],
      outside: ['0000-01-01', '0001-01-01', '1899-12-31', '2201-01-01', '9999-12-31', '2026-02-30', '+012026-01-01'],
    };
  if (shape.format === 'date-time')
    return {
      inside: ['0001-01-01T00:00:00Z', '1899-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
      outside: ['0000-12-31T23:59:59Z', '9999-12-31T23:59:59-12:00', '2026-02-30T00:00:00Z'],
    };
  const { minimum = 0, maximum = 0 } = shape;
  const values = [0, -1, -0.5, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 1e300, minimum, minimum - 1, maximum, maximum + 1];
  const isInside = (value: number): boolean => value >= minimum && value <= maximum;
  return { inside: values.filter(isInside), outside: values.filter((value) => !isInside(value)) };
}

describe('every number and day of every request', () => {
  it('has bounds that a column can hold', () => {
    expect(places.length).toBeGreaterThan(150);
    const open = places.filter(({ route, shape, inQuery }) => {
      // the document names no ends of a day in a query; that they hold is seen below
      if (shape.format === 'date' && inQuery) return false;
      // the engine keeps nothing: it counts days in numbers of its own, from the year 1 to 9999
      if (shape.format === 'date')
        return route !== '/coverage-assessments' && !(shape.formatMinimum && shape.formatMaximum);
      if (!isNumber(shape)) return false;
      const most = shape.format === 'yen' ? 999_999_999_999_999 : 2_147_483_647;
      return shape.minimum === undefined || shape.maximum === undefined || shape.maximum > most;
    });
    expect(open.map(nameOf).filter((name) => !/^POST \/coverage-assessments |^GET \/events after$/.test(name))).toEqual(
      [],
    );
  });

  it('just outside them is refused, and at them is never a defect', async () => {
    for (const place of places) {
      // a stream has no end
      if (place.route === '/events') continue;
      const engine = place.route === '/coverage-assessments';
      const { inside, outside } = around(place);
      const verdict = async (value: unknown, right: 'refused' | 'answered') => {
        const { status, body } = await send(place, value);
        const is = right === 'refused' ? [400, 422].includes(status) : status < 500;
        return [nameOf(place), value, is ? right : body];
      };
      const asked = [
        ...(engine ? [...inside, ...outside] : inside).map((value) => [value, 'answered'] as const),
        ...(engine ? [] : outside).map((value) => [value, 'refused'] as const),
      ];
      expect(await Promise.all(asked.map(([value, right]) => verdict(value, right)))).toEqual(
        asked.map(([value, right]) => [nameOf(place), value, right]),
      );
    }
  }, 300_000);
});
