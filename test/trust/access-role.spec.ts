import { asSuperuser } from '../support/database.js';
import { RawRole } from './raw-roles.js';
import { tablesOf, type CatalogueTable } from './row-security-faults.js';
import { twoHospitals, type TwoHospitals } from './two-hospitals.js';

let world: TwoHospitals;
let access: RawRole;
let tables: CatalogueTable[];

beforeAll(async () => {
  world = await twoHospitals();
  access = await RawRole.on(world.system.db.accessUrl);
  tables = await asSuperuser(world.system.db.ownerUrl, tablesOf);
}, 60_000);

afterAll(async () => {
  await access?.close();
  await world?.stop();
});

/** What sign-in and administration read: no case, no money, no letter. */
const read = [
  'adjuster_load',
  'agency',
  'agency_client',
  'api_token',
  'authority',
  'credential',
  'device_code',
  'facility_code',
  'idempotency',
  'institution',
  'invitation',
  'lane',
  'person',
  'role_grant',
  'session',
  'sign_in_attempt',
  'sign_in_refusal',
  'skill',
  'team',
];

describe('the role of sign-in and administration', () => {
  it('reads what it decides about and nothing of any case', async () => {
    const shown: string[] = [];
    for (const { name } of tables)
      if ((await access.outcome({ cases: '*', case: '*' }, `SELECT 1 FROM ${name} LIMIT 0`)) !== '42501')
        shown.push(name);
    expect(shown.filter((name) => name !== 'incident')).toEqual(read);
    expect(await access.outcome({ cases: '*' }, 'SELECT id FROM incident')).toBe('0 rows');
  });

  it('deletes nothing but counted sign-ins, and writes no case', async () => {
    for (const { name } of tables) {
      const outcome = await access.outcome({ case: '*' }, `DELETE FROM ${name}`);
      expect([name, outcome === '42501']).toEqual([name, name !== 'sign_in_attempt']);
      expect([name, await access.outcome({ case: '*' }, `TRUNCATE ${name}`)]).toEqual([name, '42501']);
    }
    const insert = `INSERT INTO outbox (id, created_at, institution_id, incident_id, audience, type, v, payload)
      SELECT gen_random_uuid(), now(), institution_id, incident_id, 'insurer', 'role.ended', 1, '{}'
        FROM (VALUES ($1::uuid, $2::uuid)) AS r(institution_id, incident_id)`;
    expect(await access.outcome({ case: '*' }, insert, [world.sakura, world.own.id])).toBe('42501');
    expect(await access.outcome({ case: '*' }, insert, [world.sakura, null])).toBe('1 rows');
  });

  it('changes of a person only that they leave, and of an authority only its end', async () => {
    for (const [table, changeable] of [
      ['person', ['left_at', 'version']],
      ['role_grant', []],
      ['authority', ['to_on']],
      ['invitation', ['used_at', 'voided_at']],
      ['session', ['ended_at', 'ended_reason']],
      ['device_code', ['used_at', 'sent_at']],
      ['sign_in_refusal', ['times', 'last_at']],
      ['lane', ['lead_id', 'version']],
      ['adjuster_load', []],
    ] as const) {
      const { given } = tables.find(({ name }) => name === table) ?? { given: [] };
      const changed: string[] = [];
      for (const column of given)
        if ((await access.outcome({}, `UPDATE ${table} SET ${column} = ${column}`)) !== '42501') changed.push(column);
      expect([table, changed.toSorted()]).toEqual([table, [...changeable].toSorted()]);
    }
  });

  it('moves a role grant by its table, as the person whose session it is', async () => {
    const [grant] = await world.seen<{ id: string; granted_by: string; person_id: string }>(
      `SELECT id, granted_by, person_id FROM role_grant WHERE state = 'confirmed' AND role = 'support' LIMIT 1`,
    );
    const [other] = await world.seen<{ id: string }>(
      'SELECT person_id AS id FROM role_grant WHERE person_id NOT IN ($1, $2) LIMIT 1',
      [grant?.granted_by, grant?.person_id],
    );
    const actor = { kind: 'person', id: other?.id ?? '', as: 'administrator' };
    const move = 'SELECT FROM move_role_grant(jsonb_build_array($1::jsonb), $2, $3)';
    const row = (from: string): string =>
      JSON.stringify({ id: grant?.id, from, at: new Date().toISOString(), reason: 'x' });
    expect(await access.outcome({ actor }, move, [row('confirmed'), 'ended', 'administrator'])).toBe('1 rows');
    for (const [from, to, place] of [
      ['entered', 'confirmed', 'administrator'],
      ['confirmed', 'entered', 'administrator'],
      ['ended', 'confirmed', 'administrator'],
      ['confirmed', 'ended', 'support'],
    ] as const)
      expect([from, to, place, await access.outcome({ actor }, move, [row(from), to, place])]).toEqual([
        from,
        to,
        place,
        'SN193',
      ]);
    const staff = await RawRole.on(world.system.db.staffUrl);
    expect(await staff.outcome({ actor }, move, [row('confirmed'), 'ended', 'administrator'])).toBe('42501');
    await staff.close();
  });

  it('is neither the owner nor past row security', async () => {
    for (const role of ['sonae_owner', 'sonae_staff', 'sonae_institution', 'postgres'])
      expect([role, await access.outcome({}, `SET ROLE ${role}`)]).toEqual([role, '42501']);
    expect(await access.outcome({}, 'CREATE TABLE sonae.mine (id int)')).toBe('42501');
    expect(await access.outcome({}, `SELECT secure_table('sonae.incident')`)).toBe('42501');
  });
});
