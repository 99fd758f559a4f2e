import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { columnsOf, Database, type Actor, systemActor } from '#database';
import { newId } from '#kernel';
import { LaneEntity, TeamEntity, TeamMemberEntity } from '#staffing';
import { freshDatabase, type TestDatabase } from '../support/database.js';

const actor = systemActor('test');
let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
}, 60_000);
afterAll(() => db.drop());

describe('plain reads and writes by entity', () => {
  it('insert, find, change and find again what stands in the table', async () => {
    const team = { id: newId(), name: '第一班' };
    const changed = await db.database.transaction(actor, async (tx) => {
      await tx.insert(TeamEntity, team);
      expect(await tx.one('SELECT id, name FROM team WHERE id = $1', [team.id])).toEqual(team);
      return tx.update(TeamEntity, { id: team.id }, { name: '第二班' });
    });
    expect(changed).toBe(1);
    await db.database.read(actor, async (tx) => {
      expect(await tx.findOne(TeamEntity, { id: team.id })).toEqual({ ...team, name: '第二班' });
      expect(await tx.findOne(TeamEntity, { id: newId() })).toBeNull();
      expect(await tx.find(TeamEntity, { where: { name: '第二班' }, order: { id: 'ASC' }, take: 5 })).toEqual([
        { ...team, name: '第二班' },
      ]);
    });
  });

  it('give a row as SQL gives it: days are text, moments are dates, yen and counts are numbers', async () => {
    const [bySql, byEntity] = await db.database.read(actor, (tx) =>
      tx.together([tx.rows('SELECT * FROM lane ORDER BY lane'), tx.find(LaneEntity, { order: { lane: 'ASC' } })]),
    );
    expect(bySql.length).toBeGreaterThan(3);
    expect(byEntity.map((row) => ({ ...row }))).toEqual(bySql);
  });

  it('are named in SQL by `columnsOf`: every column in the alias, but those left out', async () => {
    expect(columnsOf(TeamEntity, 't', ['id'])).toBe('t.name');
    const [bySql, byEntity] = await db.database.read(actor, (tx) =>
      tx.together([
        tx.rows<LaneEntity>(`SELECT ${columnsOf(LaneEntity, 'l')} FROM lane l ORDER BY l.lane`),
        tx.find(LaneEntity, { order: { lane: 'ASC' } }),
      ]),
    );
    expect(bySql.length).toBeGreaterThan(3);
    expect(byEntity.map((row) => ({ ...row }))).toEqual(bySql);
  });

  it('leave in the order written among statements that leave together', async () => {
    const team = { id: newId(), name: '第三班' };
    const [, seen, changed, renamed] = await db.database.transaction(actor, (tx) =>
      tx.together([
        tx.insert(TeamEntity, team),
        tx.one('SELECT name FROM team WHERE id = $1', [team.id]),
        tx.update(TeamEntity, { id: team.id }, { name: '第四班' }),
        tx.one('SELECT name FROM team WHERE id = $1', [team.id]),
      ]),
    );
    expect([seen, changed, renamed]).toEqual([{ name: '第三班' }, 1, { name: '第四班' }]);
  });

  it('are prepared: the second time on a connection nothing is planned', async () => {
    const one = new Database({ ...db, accessUrl: null }, 1);
    try {
      for (let time = 1; time <= 2; time++)
        await one.read(actor, (tx) => tx.findOne(TeamEntity, { id: '00000000-0000-0000-0000-000000000000' }));
      const [kept] = await one.read(actor, (tx) =>
        tx.rows<{ n: number }>(
          // but this statement, which is prepared too
          `SELECT (generic_plans + custom_plans)::int AS n
             FROM pg_prepared_statements
             WHERE statement LIKE '%"team"%' AND statement NOT LIKE '%pg_prepared_statements%'`,
        ),
      );
      expect(kept).toEqual({ n: 2 });
    } finally {
      await one.close();
    }
  });

  it('fail with the error of the driver: its code, its constraint, and of several the first', async () => {
    const team = { id: newId(), name: '第五班' };
    const twice = db.database.transaction(actor, (tx) =>
      tx.together([tx.insert(TeamEntity, [team, team]), tx.rows('SELECT 1'), tx.findOne(TeamEntity, { id: team.id })]),
    );
    await expect(twice).rejects.toMatchObject({ code: '23505', constraint: 'team_pkey', table: 'team' });
    await expect(twice).rejects.not.toHaveProperty('driverError');
    const alone = db.database.transaction(actor, (tx) =>
      tx.insert(TeamMemberEntity, { id: newId(), team_id: newId(), person_id: newId(), from_on: '2026-04-01' }),
    );
    await expect(alone).rejects.toMatchObject({ code: '23503' });
  });

  it('write nothing in a read', async () => {
    const written = db.database.read(actor, (tx) => tx.insert(TeamEntity, { id: newId(), name: '第六班' }));
    await expect(written).rejects.toMatchObject({ code: '25006' });
  });

  it('refuse a condition that is not there, in place of finding or changing every row', async () => {
    const nothing = undefined as unknown as string;
    const find = db.database.transaction(actor, (tx) => tx.findOne(TeamEntity, { id: nothing }));
    await expect(find).rejects.toThrow(/undefined/);
    const none = null as unknown as string;
    await expect(db.database.transaction(actor, (tx) => tx.findOne(TeamEntity, { id: none }))).rejects.toThrow(/null/);
    const change = db.database.transaction(actor, (tx) => tx.update(TeamEntity, { id: nothing }, { name: '全部' }));
    await expect(change).rejects.toThrow(/undefined/);
    await expect(db.database.transaction(actor, (tx) => tx.update(TeamEntity, {}, { name: '全部' }))).rejects.toThrow(
      /needs a condition/,
    );
    expect(await db.database.read(actor, (tx) => tx.find(TeamEntity, { where: { name: '全部' } }))).toEqual([]);
  });

  it('are refused to the role of an institution, whose grants are by column', async () => {
    const institution: Actor = { ...actor, side: 'institution', institutions: [newId()] };
    const asked = db.database.read(institution, (tx) => tx.findOne(TeamEntity, { id: newId() }));
    await expect(asked).rejects.toThrow(/grants by column/);
  });

  it('go through the connections of the jobs too, which describe no table a second time', async () => {
    const jobs = db.database.forJobs(1);
    try {
      const [mode] = await jobs.read(actor, async (tx) => {
        await tx.findOne(TeamEntity, { id: newId() });
        return tx.rows<{ mode: string }>(
          `SELECT current_setting('plan_cache_mode') AS mode
             FROM pg_prepared_statements
             WHERE statement LIKE '%"team"%'`,
        );
      });
      expect(mode).toEqual({ mode: 'force_generic_plan' });
    } finally {
      await jobs.close();
    }
  });
});

it('an entity that is loaded after others were used is known too', async () => {
  const id = newId();
  await db.database.transaction(actor, (tx) => tx.insert(TeamEntity, { id, name: '第七班' }));
  @Entity('team')
  class LaterEntity {
    @PrimaryColumn('uuid')
    readonly id: string;
    @Column('text')
    readonly name: string;
  }
  expect(await db.database.read(actor, (tx) => tx.findOne(LaterEntity, { id }))).toEqual({ id, name: '第七班' });
});

describe('the first connection of a role', () => {
  // a server that takes connections and ends them, until it passes them on; or passes on what signs one in, then
  // nothing
  let line: Server;
  let passes = false;
  let silent = 0;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    const target = new URL(db.ownerUrl);
    line = createServer((client) => {
      sockets.push(client);
      client.on('error', () => undefined);
      if (!passes) return void client.destroy();
      const upstream = connect(Number(target.port), target.hostname);
      upstream.on('error', () => client.destroy());
      upstream.pipe(client);
      if (silent === 0) return void client.pipe(upstream);
      silent -= 1;
      let taken = 0;
      // the name, and the two messages of the password
      client.on('data', (chunk) => void (++taken <= 3 && upstream.write(chunk)));
    });
    await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => line.close(resolve)));

  const through = (): string => {
    const url = new URL(db.staffUrl);
    url.host = `127.0.0.1:${(line.address() as AddressInfo).port}`;
    return url.href;
  };
  const urls = () => ({ staffUrl: through(), institutionUrl: through(), accessUrl: null });

  it('that fails is tried again at the next use, and counts no connection meanwhile', async () => {
    passes = false;
    const database = new Database(urls(), 2);
    const ask = (): Promise<unknown> => database.read(actor, (tx) => tx.one('SELECT 1 AS one'));
    try {
      await expect(ask()).rejects.toThrow(/Connection terminated|ECONNRESET/);
      expect(database.open).toBe(0);
      passes = true;
      expect(await Promise.all([ask(), ask()])).toEqual([{ one: 1 }, { one: 1 }]);
      expect(database.open).toBe(2);
    } finally {
      await database.close();
    }
  });

  it('that says nothing once it is signed in holds up its own request and no other', async () => {
    [passes, silent] = [true, 1];
    const database = new Database(urls(), 2);
    const ask = (): Promise<unknown> => database.read(actor, (tx) => tx.findOne(TeamEntity, { id: newId() }));
    let answered = false;
    const first = ask().then(
      () => (answered = true),
      () => undefined,
    );
    try {
      expect(await ask()).toBeNull();
      expect([answered, silent]).toEqual([false, 0]);
    } finally {
      for (const socket of sockets) socket.destroy();
      await first;
      await database.close();
    }
  });

  it('fails with the answer of the server also where the password has a sign that addresses write otherwise', async () => {
    const url = new URL(db.staffUrl);
    const staffUrl = url.href.replace(`:${url.password}@`, ':100%safe@');
    const database = new Database({ staffUrl, institutionUrl: staffUrl, accessUrl: null }, 1);
    const asked = database.read(actor, (tx) => tx.one('SELECT 1'));
    await expect(asked).rejects.toMatchObject({ code: '28P01' });
    await database.close();
  });

  it('is made by the first use, not by the making; and none is made after the end', async () => {
    passes = true;
    const database = new Database(urls(), 2);
    expect(database.open).toBe(0);
    await database.close();
    await expect(database.read(actor, (tx) => tx.rows('SELECT 1'))).rejects.toThrow(/after calling end/);
    expect(database.open).toBe(0);
  });
});
