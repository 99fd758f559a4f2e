import { join } from 'node:path';
import { Database, systemActor, verifyAudit } from '#database';
import { verifyLedger } from '#payments';
import { ConfigError, createLog, type Config } from '#platform';
import { Problem } from '#problems';
import { readApprovedTerms } from '#terms';
import { backupKey } from '../backup/key.js';
import { lossSince, lossText, type Loss } from '../backup/last-seen.js';
import { makeBackup } from '../backup/make-backup.js';
import { restoreBackup, type Restored } from '../backup/restore-backup.js';
import { backupFile, backupTarget, type BackupTarget } from '../backup/target.js';
import { ProgressLine } from './progress-line.js';
import { openServer } from './server.js';
import { openSystem } from './system.js';
import type { Words } from '#kernel';

const actor = systemActor('command-line');

export interface BackupCommand {
  readonly to?: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

/** `sonae backup`. Answers the exit code: 0 the backup is whole and kept, 1 a document was not in the store. */
export async function backup(config: Config, options: BackupCommand): Promise<number> {
  const place = options.to ?? config.backupTo;
  if (!place)
    throw new ConfigError(
      'Name a place with --to, or set SONAE_BACKUP_TO: a folder on another disk, or a bucket.\n' +
        '保存先を --to か SONAE_BACKUP_TO で指定してください（別のディスクのフォルダまたはバケット）。',
    );
  const target = backupTarget(place);
  if (options.list) return list(target, options.json ?? false);
  const progress = new ProgressLine(process.stderr);
  const system = await openSystem(config, false);
  try {
    const { ownerUrl, database, urls } = system;
    if (ownerUrl === null)
      throw new ConfigError(
        'A backup is made by the owner of the tables: set DATABASE_URL.\n' +
          'バックアップはテーブルの所有者として作成します。DATABASE_URL を設定してください。',
      );
    const file = keyFileOf(config);
    const key = await backupKey(file, config.backupKeyFile === null);
    if (key.made)
      process.stderr.write(
        `バックアップの鍵を ${file} に作成しました。バックアップとは別の場所に写しを保管してください。鍵を失うと復元できません。\n` +
          `The key of the backups was made: ${file}. Keep a copy apart from the backups: without it ` +
          `nothing can be restored.\n`,
      );
    const made = await makeBackup(
      { config, ownerUrl, staffUrl: urls.staffUrl, database },
      { target, key, keep: config.backupKeep, progress: (what, part) => progress.show(what, part) },
    );
    progress.clear();
    for (const id of made.missing)
      process.stderr.write(
        `書類 ${id} の内容が保管庫にないか、受け付けた時と異なります。\nDocument ${id} is not in the store as it was received.\n`,
      );
    const { removed, ...shown } = made;
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ ...shown, removed })}\n`
        : `${made.name}\n${made.snapshotAt} の状態です（${made.rows} 行、書類 ${made.documents} 件、${made.sizeBytes} バイト）。\n` +
            `The state of ${made.snapshotAt}: ${made.rows} rows, ${made.documents} documents, ` +
            `${made.sizeBytes} bytes.\n`,
    );
    return made.missing.length > 0 ? 1 : 0;
  } finally {
    progress.clear();
    await system.close();
  }
}

async function list(target: BackupTarget, json: boolean): Promise<number> {
  for (const kept of await target.list())
    process.stdout.write(json ? `${JSON.stringify(kept)}\n` : `${kept.name}  ${kept.sizeBytes}\n`);
  return 0;
}

const keyFileOf = (config: Config): string => config.backupKeyFile ?? join(config.dataFolder, 'backup-key');

export interface RestoreCommand {
  readonly at?: string;
  readonly json?: boolean;
}

/** `sonae restore`. Answers the exit code: 0 restored and everything agrees, 1 something does not. */
export async function restore(config: Config, from: string, options: RestoreCommand): Promise<number> {
  const file = await backupFile(from);
  const target = file?.target ?? backupTarget(from);
  const kept = file?.kept ?? (await target.list()).find(({ name }) => name === (options.at ?? name));
  if (!kept) throw new Problem('backup.not-found', { params: { place: withoutSecrets(from) } });
  const key = await backupKey(keyFileOf(config), false);
  const progress = new ProgressLine(process.stderr);
  const server = await openServer(config, true, createLog(config.logLevel));
  try {
    const { ownerUrl } = server;
    if (ownerUrl === null) throw new ConfigError('Set DATABASE_URL. / DATABASE_URL を設定してください。');
    const restored = await restoreBackup(
      { config, ownerUrl },
      {
        sealed: await target.read(kept.name),
        sizeBytes: kept.sizeBytes,
        key,
        progress: (what, part) => progress.show(what, part),
      },
    );
    progress.clear();
    const staffUrl = config.staffUrl ?? restored.urls?.staffUrl ?? ownerUrl;
    const institutionUrl = config.institutionUrl ?? restored.urls?.institutionUrl ?? staffUrl;
    const database = new Database({ staffUrl, institutionUrl, accessUrl: null }, 2);
    try {
      const faults = await verified(database, kept.name, restored);
      const lost = await lossSince(target, restored.about);
      tell(options.json ?? false, { name: kept.name, restored, faults, lost });
      return faults.length > 0 || restored.missing.length > 0 ? 1 : 0;
    } finally {
      await database.close();
    }
  } finally {
    progress.clear();
    await server.close();
  }
}

function withoutSecrets(place: string): Words {
  const shown = URL.canParse(place) ? `${new URL(place).host}${new URL(place).pathname}` : place;
  return { ja: shown, en: shown };
}

/**
 * Both proofs as the commands `audit verify` and `ledger verify` give them; then the audit says that this is a restored
 * system.
 */
async function verified(database: Database, name: string, { about }: Restored): Promise<string[]> {
  const audit = await database.read(actor, verifyAudit);
  const ledger = await database.read(actor, async (tx) => {
    await readApprovedTerms(tx);
    return verifyLedger(tx);
  });
  await database.transaction(actor, async (tx) =>
    tx.record('insurer', {
      audit: { action: 'backup.restored', subject: name, after: { snapshotAt: about.snapshotAt } },
    }),
  );
  return [
    ...audit.faults.map(({ chain, seq, what }) => `${chain} entry ${seq}: ${what}`),
    ...ledger.faults.map(({ periodId, what }) => `period ${periodId}: ${what}`),
  ];
}

interface Told {
  readonly name: string;
  readonly restored: Restored;
  readonly faults: readonly string[];
  readonly lost: Loss | 'unread' | null;
}

function tell(json: boolean, { name, restored, faults, lost }: Told): void {
  const { about, rows, documents, missing } = restored;
  if (json) {
    const { snapshotAt, version } = about;
    process.stdout.write(`${JSON.stringify({ name, snapshotAt, version, rows, documents, missing, lost, faults })}\n`);
    return;
  }
  const [ja, en] = lossText(about.snapshotAt, lost);
  process.stdout.write(
    [
      ...faults,
      ...missing.map((id) => `書類 ${id} はバックアップの時点で失われていました。 Document ${id} was missing already.`),
      `${about.snapshotAt} の状態に復元しました（${rows} 行、書類 ${documents} 件）。サインイン中だった方は、もう一度サインインしてください。`,
      ja,
      faults.length === 0 ? '監査証跡と限度額元帳は、すべて一致しました。' : `${faults.length} 件が一致しません。`,
      `Restored to the state of ${about.snapshotAt}: ${rows} rows, ${documents} documents. Everybody signs in again.`,
      en,
      faults.length === 0 ? 'Every audit chain and every ledger agrees.' : `${faults.length} faults.`,
      '',
    ].join('\n'),
  );
}
