import { type Database, functionNames, migrationNames } from '#database';
import type { CodedText } from '#kernel';
import { type Config, diskSpace, neighbours, checkRedis } from '#platform';
import { observations } from './observed.js';
import { newestBackupSql, type NewestBackup } from './metrics.js';

/**
 * Whether this process can work: failures that stop it, and warnings for an operator, both without data of a person or
 * institution.
 */
export interface Readiness {
  readonly failures: readonly CodedText[];
  readonly warnings: readonly CodedText[];
  /** Age in seconds of the state in the newest complete backup; null where there is none, or it could not be read. */
  readonly backupAgeSeconds: number | null;
}

// functions by their names alone, so that processes of the previous and this version work with each other's bodies
const schemaSql = `
  SELECT schema_has($1) AND $2::text[] <@ ARRAY(
    SELECT proname::text
    FROM pg_proc
    WHERE pronamespace = 'sonae'::regnamespace) AS there`;

/**
 * Checks database, schema and, where the settings name one, Redis; adds the warnings of the domains (relay and queues
 * among them).
 */
export async function readinessOf(
  database: Database,
  config: Pick<Config, 'redisUrl' | 'backupEveryHours'>,
): Promise<Readiness> {
  const redis = config.redisUrl === null ? null : checkRedis(config.redisUrl).then(nothing, () => redisAway);
  try {
    const [[schema]] = await Promise.all([
      database.statement<{ there: boolean }>('staff', 'ready-schema', schemaSql, [migrationNames(), functionNames()]),
      database.statement('institution', 'ready', 'SELECT 1', []),
    ]);
    if (!schema?.there) return { failures: [schemaBehind], warnings: [], backupAgeSeconds: null };
  } catch (error) {
    // a schema without the function is older than this version
    const behind = error instanceof Error && 'code' in error && error.code === '42883';
    return { failures: [behind ? schemaBehind : databaseAway], warnings: [], backupAgeSeconds: null };
  }
  const [[backup], redisFault, ...warnings] = await Promise.all([
    database.statement<NewestBackup>('staff', 'newest-backup', newestBackupSql, []),
    redis,
    ...observations.map((observed) => observed.warnings?.(database) ?? []),
  ]);
  const age = backup?.age ?? null;
  const { backupEveryHours: hours } = config;
  return {
    failures: redisFault ? [redisFault] : [],
    backupAgeSeconds: age,
    warnings: [
      ...(diskSpace.short ? [diskShort] : []),
      ...(hours > 0 && age !== null && age > 2 * hours * 3_600 ? [backupLate(hours)] : []),
      ...warnings.flat(),
      ...neighbours.warnings(),
    ],
  };
}

const nothing = (): null => null;

const databaseAway: CodedText = {
  code: 'platform.database-away',
  textJa: 'データベースに接続できません。PostgreSQL の状態と接続先の設定を確かめてください。',
  textEn: 'The database does not answer. Look at PostgreSQL and at the addresses in the settings.',
};
const schemaBehind: CodedText = {
  code: 'platform.schema-behind',
  textJa: 'データベースがこの版より古い状態です。先に sonae migrate を実行してください。',
  textEn: 'The database is older than this version. Run sonae migrate first.',
};
const redisAway: CodedText = {
  code: 'platform.redis-away',
  textJa:
    'REDIS_URL の Redis を使えません。起動しているか、設定が正しいか確かめてください。受け付けたものは失われていません。',
  textEn:
    'The Redis of REDIS_URL cannot be used. See whether it runs and how it is set. Nothing that was received is lost.',
};
const diskShort: CodedText = {
  code: 'platform.disk-full',
  textJa:
    '空き容量が SONAE_DISK_RESERVE を下回ったため、登録と変更を止めています。閲覧はできます。空き容量を増やすと自動で再開します。',
  textEn:
    'Less disk space is free than SONAE_DISK_RESERVE: nothing is written, reading goes on. Free some ' +
    'space; it goes on by itself.',
};
const backupLate = (hours: number): CodedText => ({
  code: 'platform.backup-late',
  textJa: `${hours} 時間ごとのバックアップが、その 2 倍の時間を過ぎても作成されていません。ログと保存先（SONAE_BACKUP_TO）を確かめてください。`,
  textEn:
    `A backup is made every ${hours} hours, and the newest is older than twice that. Look at the log ` +
    'and at SONAE_BACKUP_TO.',
});
