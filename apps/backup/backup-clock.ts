import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Database } from '#database';
import { describeError, packageRoot, type Config, type Log } from '#platform';
import { noteLastSeen } from './last-seen.js';
import { backupTarget } from './target.js';

const lookEveryMs = 15_000;
/** One that failed is tried again so long after. */
const againAfterMinutes = 15;

/**
 * Has a backup made whenever the newest is older than SONAE_BACKUP_EVERY_HOURS, by `sonae backup` in a process of its
 * own: what it costs is nobody's here. Several processes may keep this clock; one backup is made at a time. Meanwhile
 * it notes beside the backups how far the system has come.
 */
export class BackupClock {
  #timer: NodeJS.Timeout | undefined;
  #child: ChildProcess | undefined;
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;
  #notBefore = 0;

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  start(): void {
    if (this.config.backupTo === null) return;
    this.#looking = this.#look();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#child?.kill('SIGTERM');
    await this.#looking;
  }

  async #look(): Promise<void> {
    try {
      if (await this.#isDue()) await this.#make();
      if (!this.#stopped) await noteLastSeen(this.database, backupTarget(this.config.backupTo ?? ''));
    } catch (error) {
      this.log.warn(describeError(error), 'the clock of the backups failed and goes on');
    }
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#looking = this.#look();
    }, lookEveryMs);
  }

  async #isDue(): Promise<boolean> {
    const { backupEveryHours } = this.config;
    if (backupEveryHours === 0 || Date.now() < this.#notBefore) return false;
    const [row] = await this.database.statement<{ due: boolean }>('staff', 'backup-due', dueSql, [
      backupEveryHours,
      againAfterMinutes,
    ]);
    return row?.due ?? false;
  }

  async #make(): Promise<void> {
    const child = spawn(process.execPath, [join(packageRoot, 'dist', 'programs', 'sonae.js'), 'backup', '--json'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, SONAE_DATA: this.config.dataFolder },
    });
    this.#child = child;
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-1_000)));
    const [code] = (await once(child, 'close')) as [number | null];
    this.#child = undefined;
    if (code === 0) return this.log.info('a backup was made');
    // also where it failed before it could say so in the database
    this.#notBefore = Date.now() + againAfterMinutes * 60_000;
    if (!this.#stopped) this.log.error({ code, said }, 'a backup failed, or lacks a document');
  }
}

const dueSql = `SELECT NOT EXISTS (
       SELECT
       FROM backup_run
       WHERE failure IS NULL AND started_at > clock_timestamp() - make_interval(hours => $1))
  AND NOT EXISTS (
      SELECT
      FROM backup_run
      WHERE failure IS NOT NULL AND started_at > clock_timestamp() - make_interval(mins => $2)) AS due`;
