import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaText } from '../../apps/cli/schema-text.js';
import { migrationNames } from '#database';
import { bankDaysAfter } from '#platform';
import { lossAbroad, report, seedOf } from '../journeys/cases.js';
import { Cashiers, type PaymentShown } from '../support/cashiers.js';
import { Claims, cost, idOf, today, type ClaimCase, type Decision } from '../support/claims.js';
import { asSuperuser, freshDatabase } from '../support/database.js';
import { functionCatalogue } from '../support/function-catalogue.js';
import {
  buildForProcesses,
  dataFolder,
  embeddedServer,
  folderSettings,
  lives,
  packageFolder,
  pause,
  Program,
  signIn,
  sonae,
  until,
} from '../support/processes.js';
import { remoteSystem } from '../support/remote-system.js';
import { freshKey, type Session, type TestSystem } from '../support/system.js';
import { randomBy, Stream } from './stream.js';

/** The last state before the changes at hand; set again when the next ones begin. */
const from = readFileSync(join(__dirname, 'upgrade-from.txt'), 'utf8').trim();

const run = (command: string, words: readonly string[], cwd = packageFolder): void => {
  const { status, stdout, stderr } = spawnSync(command, words, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${stdout}${stderr}`);
};
const hasHistory =
  spawnSync('git', ['cat-file', '-e', `${from}^{commit}`], { cwd: packageFolder, stdio: 'ignore' }).status === 0;
const describeWithHistory = hasHistory ? describe : describe.skip;

describeWithHistory(
  'a folder of the version before, with work under way, is started with this one (needs the history of git)',
  () => {
    let folder: string;
    let old: Program;
    let now: Program;
    let stream: Stream | undefined;
    const data = (): string => join(folder, 'data');
    const source = (): string => join(folder, 'source');

    beforeAll(async () => {
      buildForProcesses();
      folder = dataFolder('upgrade');
      run('git', ['worktree', 'add', '--detach', '--force', source(), from]);
      buildOld();
      const settings = folderSettings(data());
      old = await Program.of('the version before', join(source(), 'scripts/start.mjs'), {
        ...settings,
        SONAE_DEMO: 'small',
      });
      now = await Program.of('this version', 'scripts/start.mjs', { ...settings, SONAE_DEMO: 'off' });
    }, 300_000);
    afterAll(async () => {
      stream?.giveUp();
      await Promise.all([old, now].map((one) => one?.end('SIGTERM', 20_000)));
      const server = folder ? embeddedServer(data()) : null;
      if (server && lives(server.pid)) process.kill(server.pid, 'SIGQUIT');
      await pause(200);
      if (!folder) return;
      if (existsSync(source())) run('git', ['worktree', 'remove', '--force', source()]);
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    /**
     * Packages are those of this version where it has all of the old ones; the pages are not built, nobody looks at
     * them.
     */
    function buildOld(): void {
      const packages = (at: string): Record<string, { version?: string }> =>
        (
          JSON.parse(readFileSync(join(at, 'package-lock.json'), 'utf8')) as {
            packages: Record<string, { version?: string }>;
          }
        ).packages;
      const here = packages(packageFolder);
      const same = Object.entries(packages(source())).every(
        ([name, { version }]) => name === '' || here[name]?.version === version,
      );
      if (same) symlinkSync(join(packageFolder, 'node_modules'), join(source(), 'node_modules'));
      else run('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], source());
      const compiler = join(source(), 'node_modules/typescript/bin/tsc');
      const quickly = ['--noCheck', '--declaration', 'false', '--composite', 'false', '--incremental', 'false'];
      run(process.execPath, [compiler, '-p', 'tsconfig.node.json', ...quickly], source());
      mkdirSync(join(source(), 'dist/scripts'), { recursive: true });
      copyFileSync(join(source(), 'scripts/local-postgres.mjs'), join(source(), 'dist/scripts/local-postgres.mjs'));
      const bundle = join(source(), 'scripts/bundle.mjs');
      if (existsSync(bundle)) run(process.execPath, [bundle], source());
      // what its own start looks at before it builds again
      writeFileSync(join(source(), 'dist/.built'), '');
    }

    const url = (): string => embeddedServer(data())?.url ?? '';
    const rowsOf = <T extends object>(sql: string): Promise<T[]> =>
      asSuperuser(url(), async (client) => (await client.query<T>(sql)).rows);
    const systemOf = ({ address }: Program): TestSystem =>
      remoteSystem({ address, data: data(), db: { ownerUrl: url() } });
    const counts = async (): Promise<Record<string, number>> => {
      const [row] = await rowsOf<Record<string, number>>(
        `SELECT ${[
          'incident',
          'expense',
          'decision',
          'payment',
          'document',
          'timeline_entry',
          'audit',
          'notice',
          'limit_posting',
          'person',
        ]
          .map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`)
          .join(', ')}`,
      );
      return row ?? {};
    };

    it('migrates it, loses nothing that was acknowledged, and takes reports, decisions and payments to their end', async () => {
      old.start();
      await old.ready();
      const before = systemOf(old);
      const claims = await Claims.on(before);
      const cashiers = await Cashiers.on(before);
      const policy = await claims.policy({ plan: 3 });
      await cashiers.account(policy.institutionId);
      const senior = await before.as('senior@sonae.example');
      // approved, and scheduled for payment
      const paid = await claims.inReview(policy, [cost('call-center', 6_000_000)]);
      const proposal = await claims.propose(await claims.holder(idOf(paid)), idOf(paid));
      expect((await claims.sign(senior, proposal.body.id)).body.state).toBe('approved');
      await cashiers.makeFinal(paid.id);
      const [payment] = await cashiers.payments(paid.id, 1);
      expect(payment?.state).toBe('scheduled');
      // proposed, and waiting for the second person
      const open = await claims.inReview(policy, [
        cost('call-center', 2_000_000),
        cost('damage-and-cause-investigation', 5_500_000),
      ]);
      const waiting = await claims.propose(await claims.holder(idOf(open, 1)), idOf(open, 1));
      expect([waiting.body.code, waiting.body.state]).toEqual([undefined, 'open']);
      // what a hospital was told, it finds told the same
      const hospital = await before.as('manager@sakura.example');
      const abroad = await report(hospital, lossAbroad());
      await until('the outlook is told', 30_000, async () => (await outlooksOf(hospital, abroad.id))[0] !== 'pending');
      const told = await outlooksOf(hospital, abroad.id);
      // reports that are acknowledged, and not yet looked at: nothing is handed to a queue while the table is held
      const reporter = await signIn(old.address, 'reporter@sakura.example');
      const reports = (stream = new Stream([old.address], reporter, randomBy(seedOf('upgrade'))));
      await asSuperuser(url(), async (client) => {
        await client.query('BEGIN; LOCK TABLE delivery IN SHARE MODE');
        reports.start();
        await until('reports are acknowledged', 30_000, () => Promise.resolve(reports.acknowledged.size >= 12));
        expect(await old.end('SIGKILL')).toBe('SIGKILL');
        reports.giveUp();
      });
      const had = await counts();
      const [under] = await rowsOf<{ deliveries: number; unsent: number }>(
        `SELECT (SELECT count(*)::int FROM delivery WHERE failed_at IS NULL) AS deliveries,
           (SELECT count(*)::int FROM outbox WHERE published_no IS NULL) AS unsent`,
      );
      expect((under?.deliveries ?? 0) + (under?.unsent ?? 0)).toBeGreaterThanOrEqual(reports.acknowledged.size);

      now.start();
      await now.ready();
      const applied = await rowsOf<{ name: string }>('SELECT name FROM schema_migration ORDER BY name');
      expect(applied.map(({ name }) => name)).toEqual(migrationNames().toSorted());
      // the same schema as a new database has, and the same functions
      const [schema, functions] = await asSuperuser(url(), async (client) => [
        await schemaText(client, 'sonae'),
        await functionCatalogue(client),
      ]);
      expect(schema).toBe(readFileSync(join(packageFolder, 'migrations/schema.sql'), 'utf8'));
      const fresh = await freshDatabase();
      const freshFunctions = await asSuperuser(fresh.ownerUrl, functionCatalogue);
      await fresh.drop();
      expect(functions).toEqual(freshFunctions);
      const has = await counts();
      expect(Object.entries(had).filter(([table, count]) => (has[table] ?? 0) < count)).toEqual([]);
      const ids = new Set((await rowsOf<{ id: string }>('SELECT id FROM incident')).map(({ id }) => id));
      expect([...reports.acknowledged.values()].filter(({ id }) => !ids.has(id))).toEqual([]);

      const after = systemOf(now);
      // who was signed in still is
      const shown = await fetch(`${now.address}/api/v1/incidents`, { headers: { ...reporter } });
      expect(shown.status).toBe(200);
      await until('every expense has its work item', 60_000, async () => {
        const [row] = await rowsOf<{ n: number }>(
          `SELECT count(*)::int AS n
             FROM expense e
             WHERE NOT EXISTS (SELECT FROM work_item w WHERE w.expense_id = e.id)`,
        );
        return row?.n === 0;
      });
      expect(await outlooksOf(await after.as('manager@sakura.example'), abroad.id)).toEqual(told);
      const second = await after.as('senior@sonae.example');
      const signed = await second.send<Decision>('POST', `/decisions/${waiting.body.id}/countersignatures`, {
        key: freshKey(),
        body: {},
      });
      expect([signed.status, signed.body.state]).toEqual([200, 'approved']);
      await moveMoney(after, paid, payment!);
      await after.settled();
      expect(
        (await after.as('support@sonae.example').then((desk) => desk.get<ClaimCase>(`/incidents/${paid.id}`)))
          .expenses[0]?.state,
      ).toBe('paid');
      expect(await now.end('SIGTERM')).toBe(0);
      for (const proof of ['audit', 'ledger']) {
        const { code, out } = await sonae({ SONAE_DATA: data() }, proof, 'verify');
        expect([proof, code, out]).toEqual([proof, 0, out]);
      }
      expect(now.fell).toEqual([]);
    }, 240_000);

    const outlooksOf = async (session: Session, id: string): Promise<string[]> => {
      const found = await session.get<{ coverageOutlook: string; supportOutlook: string }>(`/incidents/${id}`);
      return [found.coverageOutlook, found.supportOutlook];
    };

    /** The payment that the version before scheduled, to its settlement in this one. */
    async function moveMoney(system: TestSystem, paid: ClaimCase, payment: PaymentShown): Promise<void> {
      const [cashier, releaser] = await Promise.all([
        system.as('payments@sonae.example'),
        system.as('support2@sonae.example'),
      ]);
      const [releasing] = await rowsOf<{ id: string }>(`SELECT id FROM person WHERE email = 'support2@sonae.example'`);
      const { items } = await cashier.get<{ items: PaymentShown[] }>(`/payments?incidentId=${paid.id}&limit=200`);
      // what its reader may do with it is said since, which lists leave out
      expect(items).toEqual([{ ...payment, allowedActions: [] }]);
      const post = (by: typeof cashier, path: string, body: object) =>
        by.send<{ id: string; state: string }>('POST', path, { key: freshKey(), body });
      const built = await post(cashier, '/payment-batches', {
        transferOn: bankDaysAfter(today, 3),
        releaserId: releasing?.id,
        paymentIds: [payment.id],
      });
      expect(built.status).toBe(201);
      for (const [by, to] of [
        [releaser, 'released'],
        [cashier, 'exported'],
      ] as const)
        expect((await post(by, `/payment-batches/${built.body.id}/transitions`, { to })).body.state).toBe(to);
      await rowsOf(`UPDATE payment_batch SET transfer_on = transfer_on - 20 WHERE id = '${built.body.id}'`);
      const settled = await post(cashier, `/payments/${payment.id}/settlements`, { settledOn: today });
      expect(settled.body.state).toBe('settled');
    }
  },
);
