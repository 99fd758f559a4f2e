import type pg from 'pg';
import { dayInJapan, monthsAway } from '#kernel';
import { asSuperuser } from '../support/database.js';
import { enter, freshNumber, post } from '../support/policies.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';

interface Case {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly policyId: string | null;
  readonly institutionId: string;
  readonly coverageOutlook: string;
}

let system: TestSystem;
let admin: Session;
let desk: Session;
const today = dayInJapan(new Date());
const inception = monthsAway(today, -3);
const expiry = monthsAway(inception, 12);

beforeAll(async () => {
  system = await testSystem();
  [admin, desk] = await Promise.all([system.as('admin@sonae.example'), system.as('support@sonae.example')]);
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

/** A member whose cover has ended: the way in which an institution is there without a policy in force. */
async function lapsedMember(): Promise<string> {
  const { institutionId } = await enter(admin, {
    inceptionDate: monthsAway(inception, -24),
    expiryDate: monthsAway(inception, -12),
  });
  return institutionId;
}

async function report(institutionId: string, policyId: string | null = null, match = true): Promise<Case> {
  const reported = await desk.send<Case>('POST', '/incidents', {
    key: freshKey(),
    body: {
      reporter: { name: '見本 報告', phone: '03-5550-0000' },
      institutionName: '見本 病院',
      description: '電子カルテを開けない',
      cause: 'cyber-attack',
      country: 'JP',
      attackConfirmed: true,
      occurredAt: new Date(Date.now() - 7_200_000).toISOString(),
      discoveredAt: new Date(Date.now() - 3_600_000).toISOString(),
      premises: 'insured-facility',
      perpetrator: 'outsider',
    },
  });
  expect(reported.status).toBe(201);
  if (match) {
    const matched = await desk.send('POST', `/incidents/${reported.body.id}/matches`, {
      key: freshKey(),
      body: { institutionId, policyId },
    });
    expect(matched.status).toBe(200);
  }
  await system.settled();
  return read(reported.body.id);
}
const read = (id: string): Promise<Case> => desk.get<Case>(`/incidents/${id}`);
const rows = <T extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<T[]> =>
  asSuperuser(system.db.ownerUrl, async (client) => (await client.query<T>(sql, values)).rows);
/**
 * How many cases of the institution were told of a changed policy by each transaction, in their order; none of them
 * twice.
 */
const told = async (institutionId: string): Promise<number[]> => {
  const batches = await rows<{ cases: number; events: number }>(
    `SELECT count(DISTINCT incident_id)::int AS cases, count(*)::int AS events
       FROM sonae.outbox
      WHERE institution_id = $1 AND type = 'incident.policy-changed'
      GROUP BY GROUPING SETS ((created_at), ())
      ORDER BY grouping(created_at), created_at`,
    [institutionId],
  );
  const whole = batches.pop();
  expect(whole?.events).toBe(whole?.cases);
  return batches.map(({ events }) => events);
};
const reasons = async (id: string): Promise<string[]> => {
  const found = await rows<{ code: string }>(
    `SELECT r ->> 'code' AS code FROM sonae.incident i, jsonb_array_elements(i.outlook_reasons) r WHERE i.id = $1`,
    [id],
  );
  return found.map(({ code }) => code);
};

describe('open cases follow the policy', () => {
  it('from amber without a policy to green once it was entered, and to amber again by its early ending', async () => {
    const institutionId = await lapsedMember();
    const found = await report(institutionId);
    expect([found.coverageOutlook, await reasons(found.id)]).toEqual(['amber', ['incident.policy-not-found']]);

    const period = await enter(admin, {
      institution: { id: institutionId },
      inceptionDate: inception,
      expiryDate: expiry,
    });
    await system.settled();
    expect((await read(found.id)).coverageOutlook).toBe('green');

    const end = { endedEarlyOn: monthsAway(today, -1), reason: '保険料の未納による解除' };
    expect((await post(admin, `/policies/${period.id}/endings`, end)).status).toBe(200);
    await system.settled();
    const after = await read(found.id);
    expect([after.coverageOutlook, await reasons(found.id)]).toEqual(['amber', ['incident.policy-not-found']]);
    // the version that a clerk holds is not raised by any of this
    expect(after.version).toBe(found.version);
  });

  it('a case that the desk matched to the period is settled against its new end', async () => {
    const institutionId = await lapsedMember();
    const period = await enter(admin, {
      institution: { id: institutionId },
      inceptionDate: inception,
      expiryDate: expiry,
    });
    const found = await report(institutionId, period.id);
    expect(found.coverageOutlook).toBe('green');
    await post(admin, `/policies/${period.id}/endings`, { endedEarlyOn: monthsAway(today, -1), reason: '解約' });
    await system.settled();
    const after = await read(found.id);
    expect([after.coverageOutlook, await reasons(found.id)]).toEqual(['red', ['outside-period']]);
  });

  it('forty open cases of one institution, each once, and none that has ended', async () => {
    const institutionId = await lapsedMember();
    const ended = await report(institutionId);
    const withdrawn = await desk.send<Case>('POST', `/incidents/${ended.id}/transitions`, {
      key: freshKey(),
      body: { to: 'withdrawn', reason: '誤報' },
    });
    expect(withdrawn.body.state).toBe('withdrawn');
    const open = await Promise.all(Array.from({ length: 40 }, () => report(institutionId)));
    await enter(admin, { institution: { id: institutionId }, inceptionDate: inception, expiryDate: expiry });
    await system.settled();
    const outlooks = await Promise.all(open.map(async ({ id }) => (await read(id)).coverageOutlook));
    expect(new Set(outlooks)).toEqual(new Set(['green']));
    expect((await read(ended.id)).coverageOutlook).toBe('amber');
    // a batch a transaction
    expect(await told(institutionId)).toEqual([32, 8]);
  });

  it('a batch that fails is tried again, and those that are done are not done twice', async () => {
    const institutionId = await lapsedMember();
    const open = await Promise.all(Array.from({ length: 70 }, () => report(institutionId)));
    const [middle] = await rows<{ id: string }>(
      'SELECT id FROM sonae.incident WHERE institution_id = $1 ORDER BY reported_at, id OFFSET 40 LIMIT 1',
      [institutionId],
    );
    // refused until it was tried again by its queue: in the lane with others, then alone; the sequence outlives
    // rollbacks
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query(`CREATE SEQUENCE public.refusals;
        CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          IF nextval('public.refusals') <= 3 THEN RAISE EXCEPTION 'no' USING ERRCODE = '23514'; END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON sonae.outbox FOR EACH ROW
          WHEN (NEW.type = 'incident.policy-changed' AND NEW.incident_id = '${middle?.id}')
          EXECUTE FUNCTION public.refuse()`),
    );
    await enter(admin, { institution: { id: institutionId }, inceptionDate: inception, expiryDate: expiry });
    await system.settled();
    expect(await rows('SELECT last_value::int AS tries FROM public.refusals', [])).toEqual([{ tries: 4 }]);
    expect(await told(institutionId)).toEqual([32, 32, 6]);
    const outlooks = await Promise.all(open.map(async ({ id }) => (await read(id)).coverageOutlook));
    expect(new Set(outlooks)).toEqual(new Set(['green']));
    await asSuperuser(system.db.ownerUrl, (client) => client.query('DROP TRIGGER refuse ON sonae.outbox'));
  }, 60_000);

  it('another institution’s cases are left alone', async () => {
    const [one, other] = [await lapsedMember(), await lapsedMember()];
    const found = await report(one);
    await enter(admin, {
      institution: { id: other },
      policyNumber: freshNumber(),
      inceptionDate: inception,
      expiryDate: expiry,
    });
    await system.settled();
    expect((await read(found.id)).coverageOutlook).toBe('amber');
  });
});
