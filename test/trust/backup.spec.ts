import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { identityToRecipient } from 'age-encryption';
import { migrateDatabase, verifyAudit, systemActor } from '#database';
import { verifyLedger } from '#payments';
import { type Config } from '#platform';
import { Problem } from '#problems';
import { notTaken, takenTables } from '../../apps/backup/catalogue.js';
import { ArchiveWriter, readArchive } from '../../apps/backup/archive.js';
import { backupKey, type BackupKey } from '../../apps/backup/key.js';
import { makeBackup, type BackupMade } from '../../apps/backup/make-backup.js';
import { restoreBackup, type Restored } from '../../apps/backup/restore-backup.js';
import { backupTarget, type BackupTarget } from '../../apps/backup/target.js';
import { attackInJapan, expenseIn, report, rowsOf } from '../journeys/cases.js';
import { asSuperuser, emptyDatabase, freshDatabase, type TestDatabase } from '../support/database.js';
import { bucket } from '../support/neighbours.js';
import { pdfOf, sendForm } from '../support/papers.js';
import { freshKey, testSystem, type TestSystem } from '../support/system.js';
import { tablesOf } from './row-security-faults.js';

let folder: string;
let key: BackupKey;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sonae-backup-'));
  key = await backupKey(join(folder, 'backup-key'), true);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );

describe('what a backup takes, from the catalogue', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
  });
  afterAll(() => db.drop());

  it('every table is in it, or is named with a reason; none that is in it refers to one that is not', async () => {
    await asSuperuser(db.ownerUrl, async (client) => {
      const taken = (await takenTables(client)).map(({ name }) => name);
      const all = [...(await tablesOf(client)).map(({ name }) => name), 'schema_migration'];
      expect([...taken, ...Object.keys(notTaken)].toSorted()).toEqual(all.toSorted());
      const dangling = await client.query(
        `SELECT conrelid::regclass AS from, confrelid::regclass AS to
           FROM pg_constraint k
           JOIN pg_class c ON c.oid = k.conrelid
          WHERE k.contype = 'f' AND c.relname = ANY ($1) AND k.confrelid = ANY ($2::regclass[])`,
        [taken, Object.keys(notTaken)],
      );
      expect(dangling.rows).toEqual([]);
    });
  });

  it.each([
    ['has no policy that shows every row', 'DROP POLICY owner_all ON payment_batch'],
    ['sees fewer rows than the staff', 'CREATE POLICY less ON institution AS RESTRICTIVE TO sonae_owner USING (false)'],
  ])('no backup is made where the owner %s', async (_what, sql) => {
    const own = await freshDatabase();
    try {
      await asSuperuser(own.ownerUrl, (client) => client.query(sql));
      const target = backupTarget(join(folder, 'refused'));
      const made = makeBackup(backedUp(own), { target, key, keep: 3 });
      expect(await codeOf(made)).toBe('backup.rows-hidden');
      expect(await target.list()).toEqual([]);
      const runs = await asSuperuser(own.ownerUrl, (client) => client.query('SELECT failure FROM backup_run'));
      expect(runs.rows).toEqual([{ failure: 'backup.rows-hidden' }]);
    } finally {
      await own.drop();
    }
  });
});

const configOf = (data: string): Config =>
  ({
    dataFolder: data,
    keyFile: join(folder, 'accounts-key'),
    s3Url: null,
    // the roles' passwords are the cluster's: a restore in a test must not make new ones
    staffUrl: 'known',
    rolePrefix: 'sonae',
  }) as Partial<Config> as Config;
const backedUp = (db: TestDatabase, data = join(folder, 'data')) => ({
  config: configOf(data),
  ownerUrl: db.ownerUrl,
  staffUrl: db.staffUrl,
  database: db.database,
});

beforeAll(() => writeFileSync(join(folder, 'accounts-key'), randomBytes(32).toString('base64')));

describe('an archive', () => {
  const sealed = async (by = key): Promise<Buffer> => {
    const archive = new ArchiveWriter();
    const stream = await archive.sealed(by);
    // more than one chunk of 64 KiB, and nothing that compresses
    const written = archive
      .add('a', randomBytes(150_000))
      .then(() => archive.add('b', Buffer.from('last')))
      .then(() => archive.end());
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(Buffer.from(part as Uint8Array));
    await written;
    return Buffer.concat(parts);
  };
  const read = async (content: Buffer, by = key): Promise<string[]> => {
    const names: string[] = [];
    await readArchive(Readable.from([content]), by, (name) => {
      names.push(name);
      return Promise.resolve();
    });
    return names;
  };

  it('opens as it is, and with another key not', async () => {
    const content = await sealed();
    expect(await read(content)).toEqual(['a', 'b']);
    const other = await backupKey(join(folder, 'other-key'), true);
    expect(await codeOf(read(content, other))).toBe('backup.key-differs');
  });

  it('is made with the public half of a key alone, which does not open it', async () => {
    const secret = readFileSync(join(folder, 'backup-key'), 'utf8').split('\n')[1] ?? '';
    writeFileSync(join(folder, 'public'), `${await identityToRecipient(secret)}\n`);
    const half = await backupKey(join(folder, 'public'), false);
    const content = await sealed(half);
    expect(await read(content)).toEqual(['a', 'b']);
    expect(await codeOf(read(content, half))).toBe('backup.key-unreadable');
  });

  it('changed in any byte, cut, longer or in another order it is refused', async () => {
    const content = await sealed();
    const chunk = 65_536 + 16;
    const payload = content.length - (content.length % chunk) - 2 * chunk;
    const [first, second] = [Math.max(0, payload), Math.max(0, payload) + chunk];
    const tampered: [string, Buffer][] = [
      ['cut by a byte', content.subarray(0, -1)],
      ['cut in half', content.subarray(0, content.length >> 1)],
      ['empty', Buffer.alloc(0)],
      ['longer', Buffer.concat([content, Buffer.of(0)])],
      [
        'reordered',
        Buffer.concat([
          content.subarray(0, first),
          content.subarray(second, second + chunk),
          content.subarray(first, second),
          content.subarray(second + chunk),
        ]),
      ],
    ];
    // the header byte for byte, then every 997th, and the last ones
    const places = Array.from({ length: content.length }, (_, at) => at).filter(
      (at) => at < 260 || at % 997 === 0 || at > content.length - 20,
    );
    for (const at of places) {
      const changed = Buffer.from(content);
      changed[at] = (changed[at] ?? 0) ^ 1;
      tampered.push([`byte ${at}`, changed]);
    }
    const passed: string[] = [];
    for (const [what, bytes] of tampered) {
      const code = await codeOf(read(bytes));
      if (!['backup.damaged', 'backup.key-differs'].includes(code)) passed.push(`${what}: ${code}`);
    }
    expect(passed).toEqual([]);
  }, 120_000);
});

describe('made and restored', () => {
  let system: TestSystem;
  let target: BackupTarget;
  let made: BackupMade;
  let paper: { id: string; content: Buffer };
  const data = (): string => join(folder, 'restored');
  beforeAll(async () => {
    system = await testSystem();
    const reporter = await system.as('reporter@sakura.example');
    const { id } = await report(
      reporter,
      attackInJapan({ description: '一行目\n二行目\t\\N「見本」', expenses: [expenseIn('forensics')] }),
    );
    await system.settled();
    const content = pdfOf('in a backup');
    const filed = await sendForm<{ id: string }>(system, reporter, '/documents', {
      fields: { incidentId: id, kind: 'invoice' },
      file: content,
    });
    expect(filed.status).toBe(201);
    paper = { id: filed.body.id, content };
    target = backupTarget(join(folder, 'kept'));
    made = await makeBackup(
      { ...backedUp(system.db), config: { ...system.config, keyFile: join(folder, 'accounts-key') } },
      { target, key, keep: 2 },
    );
  }, 120_000);
  afterAll(() => system?.stop());

  const restored = async (
    ownerUrl: string,
    config: Partial<Config> = {},
    by = key,
    name = made.name,
  ): Promise<Restored> =>
    restoreBackup(
      { config: { ...configOf(data()), ...config }, ownerUrl },
      { sealed: await target.read(name), sizeBytes: made.sizeBytes, key: by },
    );

  it('is a file of its owner alone, in a folder of its owner alone, and says no name to whoever has no key', () => {
    const file = join(folder, 'kept', made.name);
    expect([statSync(file).mode & 0o777, statSync(join(folder, 'kept')).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(readdirSync(join(folder, 'kept'))).toEqual([made.name]);
    const content = readFileSync(file);
    for (const word of ['さくら', 'sakura', 'incident', 'tables/', '見本'])
      expect([word, content.includes(word)]).toEqual([word, false]);
    expect([made.documents, made.missing]).toEqual([1, []]);
  });

  it('gives every row, document and number back, nobody signed in, and goes on from there', async () => {
    const db = await emptyDatabase();
    try {
      const { documents, about } = await restored(db.ownerUrl);
      expect(documents).toBe(1);
      const place = join(data(), 'documents', paper.id.slice(-2), paper.id);
      expect(readFileSync(place)).toEqual(paper.content);
      const differing = await differencesOf(
        system.db.ownerUrl,
        db.ownerUrl,
        about.tables.map(({ name }) => name),
      );
      // what the backup itself told after its snapshot; a worker counts the kept figures anew at any moment
      expect(differing.filter((name) => name !== 'kept_figures').toSorted()).toEqual([
        'audit',
        'audit_head',
        'backup_run',
      ]);
      await asSuperuser(db.ownerUrl, async (client) => {
        const count = async (sql: string): Promise<number> =>
          Number((await client.query<{ n: string }>(`SELECT (${sql}) AS n`)).rows[0]?.n);
        expect(await count('SELECT count(*) FROM session')).toBe(0);
        expect(await count('SELECT count(*) FROM invitation')).toBe(0);
        expect(
          await count(
            `SELECT count(*)
               FROM pg_class
               WHERE relnamespace = 'sonae'::regnamespace
                 AND relkind IN ('r','p')
                 AND relrowsecurity
                 AND NOT relforcerowsecurity`,
          ),
        ).toBe(0);
        expect(await count(`SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'`)).toBe(0);
        const next = await count(`SELECT nextval('case_number_seq')`);
        const last = await asSuperuser(system.db.ownerUrl, async (other) =>
          Number((await other.query<{ n: string }>(`SELECT nextval('case_number_seq') AS n`)).rows[0]?.n),
        );
        expect(next).toBeGreaterThanOrEqual(last + 640_000 - 64);
        expect(await count(`SELECT count(*) FROM pg_description WHERE description = 'restore under way'`)).toBe(0);
      });
      expect((await db.database.read(systemActor('test'), verifyAudit)).faults).toEqual([]);
      expect((await db.database.read(systemActor('test'), verifyLedger)).faults).toEqual([]);
      // once there is something, nothing is restored over it
      expect(await codeOf(restored(db.ownerUrl))).toBe('backup.not-empty');
    } finally {
      await db.drop();
      rmSync(data(), { recursive: true, force: true });
    }
  }, 120_000);

  it('is refused without its keys, with other keys, and damaged, and leaves an empty place each time', async () => {
    const db = await emptyDatabase();
    try {
      const file = join(folder, 'kept', made.name);
      const whole = readFileSync(file);
      const cut = 'sonae-20200101T000000Z.tar.gz.age';
      const other = await backupKey(join(folder, 'third-key'), true);
      const otherAccounts = join(folder, 'other-accounts-key');
      writeFileSync(otherAccounts, randomBytes(32).toString('base64'));
      // all but the last chunk: most tables are in already when it is found out
      writeFileSync(join(folder, 'kept', cut), whole.subarray(0, whole.length - 1_000));
      expect([
        await codeOf(restored(db.ownerUrl, {}, other)),
        await codeOf(restored(db.ownerUrl, { keyFile: otherAccounts })),
        await codeOf(restored(db.ownerUrl, { keyFile: join(folder, 'nowhere') })),
        await codeOf(restored(db.ownerUrl, {}, key, cut)),
        await codeOf(backupKey(join(folder, 'nowhere'), false)),
      ]).toEqual([
        'backup.key-differs',
        'backup.accounts-key-differs',
        'backup.accounts-key-missing',
        'backup.damaged',
        'backup.key-missing',
      ]);
      rmSync(join(folder, 'kept', cut));
      const left = await asSuperuser(db.ownerUrl, (client) =>
        client.query(`SELECT nspname FROM pg_namespace WHERE nspname IN ('sonae','bullmq')`),
      );
      expect(left.rows).toEqual([]);
      expect((await restored(db.ownerUrl)).documents).toBe(1);
    } finally {
      await db.drop();
      rmSync(data(), { recursive: true, force: true });
    }
  }, 120_000);

  it('a restore that was cut off is no system: nothing starts on it, and it is done again', async () => {
    const db = await emptyDatabase();
    const options = { ownerUrl: db.ownerUrl, rolePrefix: 'sonae', secretsFile: null };
    try {
      await migrateDatabase({ ...options, restoring: { migrations: [] } });
      await expect(migrateDatabase(options)).rejects.toThrow('A restore into this database was cut off.');
      expect((await restored(db.ownerUrl)).documents).toBe(1);
    } finally {
      await db.drop();
      rmSync(data(), { recursive: true, force: true });
    }
  }, 120_000);

  it('one that was cut off is never there, and what a killed one left is removed later', async () => {
    const place = join(folder, 'cut');
    const there = backupTarget(place);
    const name = 'sonae-20260101T000000Z.tar.gz.age';
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('the beginning');
        throw new Error('the disk is full');
      })(),
    );
    await expect(there.keep(name, broken)).rejects.toThrow('the disk is full');
    expect([await there.list(), readdirSync(place)]).toEqual([[], []]);
    const [left, fresh] = ['.sonae-20250101T000000Z.tar.gz.age.part', '.sonae-20250102T000000Z.tar.gz.age.part'];
    for (const part of [left, fresh]) writeFileSync(join(place, part), 'cut');
    const longAgo = new Date(Date.now() - 2 * 86_400_000);
    utimesSync(join(place, left), longAgo, longAgo);
    expect(await there.list()).toEqual([]);
    expect(await there.keep(name, Readable.from([Buffer.from('whole')]))).toBe(5);
    expect([await there.list(), readdirSync(place).toSorted()]).toEqual([[{ name, sizeBytes: 5 }], [fresh, name]]);
  });

  it('a bucket keeps it as well, and the oldest are let go', async () => {
    const store = await bucket();
    const { kept } = store;
    try {
      const there = backupTarget(`http://key:secret@127.0.0.1:${store.port}/papers/sonae?region=ap-northeast-1`);
      for (const day of ['01', '02', '03'])
        kept.set(`/papers/sonae/sonae-202001${day}T000000Z.tar.gz.age`, Buffer.from(day));
      const again = await makeBackup(
        { ...backedUp(system.db), config: { ...system.config, keyFile: join(folder, 'accounts-key') } },
        { target: there, key, keep: 2 },
      );
      expect((await there.list()).map(({ name }) => name)).toEqual([again.name, 'sonae-20200103T000000Z.tar.gz.age']);
      expect(again.removed).toHaveLength(2);
      const names: string[] = [];
      await readArchive(await there.read(again.name), key, (name) => {
        names.push(name);
        return Promise.resolve();
      });
      expect([names[0], names.at(-1)]).toEqual(['about.json', 'manifest.json']);
    } finally {
      await store.stop();
    }
  }, 120_000);

  it('is not made with another key than the one that sealed the accounts, nor two at once', async () => {
    const cashier = await system.as('payments@sonae.example');
    const [{ institutionId } = { institutionId: '' }] = await rowsOf<{ institutionId: string }>(
      system,
      `SELECT institution_id AS "institutionId" FROM incident LIMIT 1`,
    );
    const entered = await cashier.send('POST', '/payee-accounts', {
      key: freshKey(),
      body: { institutionId, bankCode: '0009', branchCode: '015', accountNumber: '1234567', holder: 'ｲ)ﾐﾎﾝｶｲ' },
    });
    expect(entered.status).toBe(201);
    const own = (keyFile: string | null): Promise<unknown> =>
      makeBackup(
        { ...backedUp(system.db), config: { ...system.config, keyFile } },
        { target: backupTarget(join(folder, 'keyed')), key, keep: 1 },
      );
    expect(await codeOf(own(join(folder, 'accounts-key')))).toBe('backup.accounts-key-other');
    // the system's own key
    const both = await Promise.all([codeOf(own(null)), codeOf(own(null))]);
    expect(both.toSorted()).toEqual(['backup.under-way', 'no refusal']);
  }, 60_000);

  it('a document that the store lost is named, and everything else is in the backup', async () => {
    const place = join(system.config.dataFolder, 'documents', paper.id.slice(-2), paper.id);
    writeFileSync(place, 'something else');
    const lacking = await makeBackup(
      { ...backedUp(system.db), config: system.config },
      { target: backupTarget(join(folder, 'lacking')), key, keep: 1 },
    );
    writeFileSync(place, paper.content);
    expect([lacking.missing, lacking.documents]).toEqual([[paper.id], 0]);
  }, 60_000);
});

/** Tables whose rows are not the same on both sides, whatever their order. */
async function differencesOf(one: string, other: string, tables: readonly string[]): Promise<string[]> {
  const digests = (url: string): Promise<Map<string, string>> =>
    asSuperuser(url, async (client) => {
      const found = new Map<string, string>();
      for (const table of tables) {
        const { rows } = await client.query<{ d: string }>(
          `SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS d FROM ${table} t`,
        );
        found.set(table, rows[0]?.d ?? '');
      }
      return found;
    });
  const [a, b] = await Promise.all([digests(one), digests(other)]);
  return tables.filter((table) => a.get(table) !== b.get(table));
}
