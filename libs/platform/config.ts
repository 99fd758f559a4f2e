import { join, resolve } from 'node:path';
import { lanes, type Lane } from '#kernel';
import { wrongProxies } from './client-address.js';
import { makeFolder } from './folders.js';

/** The token under which Nest injects the settings of the process. */
export const CONFIG = Symbol('config');

/** A row of the table of settings: the meaning of a variable, and its value when absent. */
export interface Setting {
  readonly name: string;
  readonly meaning: string;
  readonly whenAbsent: string;
  readonly secret?: boolean;
}

/** Every setting. No other code reads the environment. */
export const settings: readonly Setting[] = [
  { name: 'PORT', meaning: 'Port of `npm start`, the API and the health page of a worker.', whenAbsent: '3000' },
  { name: 'HOST', meaning: 'Address the HTTP server listens on.', whenAbsent: '127.0.0.1, in production 0.0.0.0' },
  {
    name: 'SONAE_ENV',
    meaning: '`production` refuses demonstration data, default secrets and the embedded database.',
    whenAbsent: 'development',
  },
  { name: 'SONAE_DATA', meaning: 'Folder of the embedded database, documents and secrets.', whenAbsent: '.data' },
  {
    name: 'SONAE_DISK_RESERVE',
    meaning:
      'Megabytes that stay free on the disks of SONAE_DATA and the embedded database: with less, writing is answered 503 and reading goes on.',
    whenAbsent: '512',
  },
  {
    name: 'SONAE_KEY_FILE',
    meaning:
      'Key (32 bytes in base64) that seals payee accounts and transfer files and signs the cookies of known devices; keep a copy apart from the backups.',
    whenAbsent: 'generated in SONAE_DATA, which all API processes then share',
  },
  {
    name: 'SONAE_PUBLIC_URL',
    meaning: 'Address under which people reach it; decides the cookie.',
    whenAbsent: 'http://localhost:PORT',
  },
  {
    name: 'DATABASE_URL',
    meaning: 'External PostgreSQL 15 or newer, named as its owner; needed by `migrate`.',
    whenAbsent: 'embedded server',
    secret: true,
  },
  {
    name: 'DATABASE_STAFF_URL',
    meaning: "Address of the insurer's role, for serving processes.",
    whenAbsent: 'made from DATABASE_URL',
    secret: true,
  },
  {
    name: 'DATABASE_INSTITUTION_URL',
    meaning: "Address of the institutions' role, for serving processes.",
    whenAbsent: 'made from DATABASE_URL',
    secret: true,
  },
  {
    name: 'DATABASE_ACCESS_URL',
    meaning: 'Address of the role of sign-in and administration, for processes of the API; workers need none.',
    whenAbsent: 'made from DATABASE_URL',
    secret: true,
  },
  { name: 'DATABASE_ROLE_PREFIX', meaning: 'Beginning of the names of the four database roles.', whenAbsent: 'sonae' },
  {
    name: 'DATABASE_POOL',
    meaning: 'Connections a pool may hold; there are two pools a process, and one of at most 4 for sign-in.',
    whenAbsent: '16',
  },
  {
    name: 'DATABASE_PLAN_CACHE',
    meaning:
      'How PostgreSQL plans prepared statements: `auto`, `force_generic_plan` (once a connection), `force_custom_plan` (each time). Workers always plan once.',
    whenAbsent: 'auto',
  },
  {
    name: 'REDIS_URL',
    meaning: 'Queues on Redis (7 or newer, noeviction) in place of PostgreSQL.',
    whenAbsent: 'queues on PostgreSQL',
    secret: true,
  },
  {
    name: 'SONAE_LANES',
    meaning:
      'Queues that a worker serves, by comma: lanes, `cases` for work outside lanes, `clocks` for times that have come, `outside` for mails and the file store.',
    whenAbsent: 'all',
  },
  {
    name: 'SONAE_DEMO_PASSWORD',
    meaning: 'Password of the demonstration accounts.',
    whenAbsent: 'generated and printed',
    secret: true,
  },
  {
    name: 'SONAE_DEMO',
    meaning: '`off`: an empty system; `small`, `all`: how many demonstration courses the first start replays.',
    whenAbsent: 'small',
  },
  {
    name: 'SONAE_ACKNOWLEDGE_MINUTES',
    meaning: 'Minutes in which the insurer acknowledges a report.',
    whenAbsent: '15',
  },
  { name: 'SONAE_CALL_BACK_MINUTES', meaning: 'Minutes in which the desk calls back.', whenAbsent: '60' },
  {
    name: 'SONAE_ACCEPT_MINUTES',
    meaning: "Minutes of a lane's duty time in which an offered item is accepted.",
    whenAbsent: '15',
  },
  {
    name: 'SONAE_DESK_AUTHORITY_YEN',
    meaning:
      'Yen that the desk may pre-approve in a case for suspicion and investigation while nobody who adjusts in the lane is on duty.',
    whenAbsent: '500000',
  },
  { name: 'SONAE_SESSION_HOURS', meaning: 'Hours after which a session ends.', whenAbsent: '12' },
  {
    name: 'SONAE_METRICS_TOKEN',
    meaning: 'Bearer token of `/metrics` on PORT, at least 16 characters.',
    whenAbsent: 'no `/metrics` on PORT',
    secret: true,
  },
  {
    name: 'SONAE_METRICS_PORT',
    meaning: 'Port of a listener on 127.0.0.1 that serves `/metrics` without a token.',
    whenAbsent: 'no such listener',
  },
  {
    name: 'SONAE_TRUSTED_PROXIES',
    meaning:
      'Addresses and networks (`10.0.0.0/8`), by comma, of the proxies that write `X-Forwarded-For`; a client is the rightmost address of it that is none of these.',
    whenAbsent: 'no proxy: a client is who connects',
  },
  {
    name: 'S3_URL',
    meaning: 'Bucket for documents: `https://KEY:SECRET@host/bucket?region=…`.',
    whenAbsent: 'the folder `documents` of SONAE_DATA',
    secret: true,
  },
  {
    name: 'CLAMD_URL',
    meaning: 'Virus check of uploads: `tcp://host:3310`.',
    whenAbsent: 'uploads are taken and marked "not scanned"',
    secret: true,
  },
  {
    name: 'SMTP_URL',
    meaning: 'Mail server: `smtp://user:password@host:587`, `smtps://…`.',
    whenAbsent: 'mails are kept and read at `GET /mails`',
    secret: true,
  },
  {
    name: 'SONAE_MAIL_FROM',
    meaning: 'Address from which mails come.',
    whenAbsent: 'noreply at the host of SONAE_PUBLIC_URL',
  },
  {
    name: 'SONAE_INSURER',
    meaning: 'The insurer’s name on letters and printed pages; needed in production.',
    whenAbsent: '見本損害保険株式会社',
  },
  {
    name: 'SONAE_DESK',
    meaning: 'Where an institution asks to have a decision looked at again, as letters say it; needed in production.',
    whenAbsent: 'a sample desk',
  },
  {
    name: 'SONAE_DESK_PHONE',
    meaning:
      'Telephone number of the support desk, as every page of a hospital, the report form without a line, mails and letters say it; needed in production.',
    whenAbsent: '03-5550-0110, a sample',
  },
  {
    name: 'SONAE_NIGHT_PHONE',
    meaning: 'The number at night and on holidays, beside it; needed in production (the same where it is the same).',
    whenAbsent: '03-5550-0119, a sample',
  },
  {
    name: 'SONAE_BACKUP_TO',
    meaning:
      'Where backups are kept: a folder on another disk, or a bucket as in S3_URL, with a beginning of names after it.',
    whenAbsent: 'backups name it with `--to`',
    secret: true,
  },
  {
    name: 'SONAE_BACKUP_EVERY_HOURS',
    meaning:
      'Hours after which a backup is made by itself; 0 for never. In the scaled-out form by workers that have DATABASE_URL.',
    whenAbsent: '0',
  },
  { name: 'SONAE_BACKUP_KEEP', meaning: 'Backups that are kept; older ones are removed.', whenAbsent: '14' },
  {
    name: 'SONAE_BACKUP_KEY_FILE',
    meaning:
      'Key of the backups (age): `AGE-SECRET-KEY-1…`, or `age1…` to make them only; keep a copy apart from them.',
    whenAbsent: 'generated in SONAE_DATA',
  },
  { name: 'LOG_LEVEL', meaning: 'fatal, error, warn, info or debug.', whenAbsent: 'warn, in production info' },
];

/**
 * PostgreSQL's ways to plan a prepared statement; `auto` plans the first five uses by their values, then once for all.
 */
export const planCaches = ['auto', 'force_generic_plan', 'force_custom_plan'] as const;
export type PlanCache = (typeof planCaches)[number];

/** The queues: one for each lane; `cases` for work outside lanes, `clocks` for timers, `outside` for other systems. */
export const queueNames = [...lanes, 'cases', 'clocks', 'outside'] as const;
export type QueueName = Lane | 'cases' | 'clocks' | 'outside';

/** All settings, checked, in the types that the code uses. */
export interface Config {
  readonly env: 'production' | 'development';
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  /** Bytes that stay free on each disk. */
  readonly diskReserve: number;
  readonly keyFile: string | null;
  readonly publicUrl: URL;
  readonly ownerUrl: string | null;
  readonly staffUrl: string | null;
  readonly institutionUrl: string | null;
  readonly accessUrl: string | null;
  readonly rolePrefix: string;
  readonly poolSize: number;
  readonly planCache: PlanCache;
  readonly redisUrl: string | null;
  readonly queues: readonly QueueName[];
  readonly demoPassword: string | null;
  readonly demo: 'off' | 'small' | 'all';
  readonly acknowledgeMinutes: number;
  readonly callBackMinutes: number;
  readonly acceptMinutes: number;
  readonly deskAuthorityYen: number;
  readonly sessionHours: number;
  readonly metricsToken: string | null;
  readonly metricsPort: number | null;
  readonly trustedProxies: readonly string[];
  readonly s3Url: string | null;
  readonly clamdUrl: string | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly insurer: string;
  readonly desk: string;
  readonly deskPhone: string;
  readonly nightPhone: string;
  readonly backupTo: string | null;
  readonly backupEveryHours: number;
  readonly backupKeep: number;
  readonly backupKeyFile: string | null;
  readonly logLevel: string;
}

/** A setting that cannot be used; the message names it and a value that can. */
export class ConfigError extends Error {}

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'];

/** Reads and checks every setting. Throws a ConfigError that names all wrong ones. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const wrong: string[] = [];
  const text = (name: string): string | null => env[name]?.trim() || null;
  const whole = (name: string, fallback: number, least: number, most: number): number => {
    const given = text(name);
    if (given === null) return fallback;
    if (!/^\d{1,9}$/.test(given) || Number(given) < least || Number(given) > most) {
      wrong.push(`${name} must be a whole number from ${least} to ${most}, not "${given}".`);
      return fallback;
    }
    return Number(given);
  };
  const choice = <T extends string>(name: string, options: readonly T[], fallback: T): T => {
    const given = text(name);
    if (given === null) return fallback;
    const found = options.find((option) => option === given);
    if (found === undefined) wrong.push(`${name} must be one of ${options.join(', ')}, not "${given}".`);
    return found ?? fallback;
  };
  const address = (name: string, protocols: readonly string[]): string | null => {
    const given = text(name);
    if (given === null) return null;
    if (!URL.canParse(given) || !protocols.includes(new URL(given).protocol)) {
      wrong.push(`${name} must be an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}.`);
      return null;
    }
    return given;
  };

  const telephone = (name: string): string | null => {
    const given = text(name);
    if (given === null) return null;
    if (!/^\+?[0-9][0-9() -]{7,20}$/.test(given)) {
      wrong.push(`${name} must be a telephone number in digits (03-5550-0110, 0120-000-000, +81 3 5550 0110).`);
      return null;
    }
    return given;
  };

  const production = choice('SONAE_ENV', ['production', 'development'], 'development') === 'production';
  const port = whole('PORT', 3000, 0, 65535);
  const postgres = ['postgres:', 'postgresql:'];
  const laneText = text('SONAE_LANES');
  const asked = laneText?.split(',').map((name) => name.trim()) ?? null;
  const unknown = asked?.filter((name) => !queueNames.some((queue) => queue === name)) ?? [];
  if (unknown.length > 0)
    wrong.push(`SONAE_LANES knows no "${unknown.join(', ')}"; there are ${queueNames.join(', ')}.`);
  const prefix = text('DATABASE_ROLE_PREFIX') ?? 'sonae';
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(prefix))
    wrong.push('DATABASE_ROLE_PREFIX must be lower-case letters, digits and _, beginning with a letter.');

  const trustedProxies =
    text('SONAE_TRUSTED_PROXIES')
      ?.split(',')
      .map((one) => one.trim()) ?? [];
  const noProxies = wrongProxies(trustedProxies);
  if (noProxies.length > 0)
    wrong.push(
      `SONAE_TRUSTED_PROXIES takes addresses and networks with a prefix of 1 or more (192.0.2.1, 10.0.0.0/8, 2001:db8::/32), not "${noProxies.join(', ')}".`,
    );

  const publicUrl = new URL(address('SONAE_PUBLIC_URL', ['http:', 'https:']) ?? `http://localhost:${port}`);

  const config: Config = {
    env: production ? 'production' : 'development',
    port,
    host: text('HOST') ?? (production ? '0.0.0.0' : '127.0.0.1'),
    dataFolder: resolve(text('SONAE_DATA') ?? '.data'),
    diskReserve: whole('SONAE_DISK_RESERVE', 512, 16, 1_000_000) * 1_048_576,
    keyFile: text('SONAE_KEY_FILE'),
    publicUrl,
    ownerUrl: address('DATABASE_URL', postgres),
    staffUrl: address('DATABASE_STAFF_URL', postgres),
    institutionUrl: address('DATABASE_INSTITUTION_URL', postgres),
    accessUrl: address('DATABASE_ACCESS_URL', postgres),
    rolePrefix: prefix,
    poolSize: whole('DATABASE_POOL', 16, 2, 200),
    planCache: choice('DATABASE_PLAN_CACHE', planCaches, 'auto'),
    redisUrl: address('REDIS_URL', ['redis:', 'rediss:']),
    queues: asked ? queueNames.filter((queue) => asked.includes(queue)) : queueNames,
    demoPassword: text('SONAE_DEMO_PASSWORD'),
    demo: choice('SONAE_DEMO', ['off', 'small', 'all'], production ? 'off' : 'small'),
    acknowledgeMinutes: whole('SONAE_ACKNOWLEDGE_MINUTES', 15, 1, 1440),
    callBackMinutes: whole('SONAE_CALL_BACK_MINUTES', 60, 1, 1440),
    deskAuthorityYen: whole('SONAE_DESK_AUTHORITY_YEN', 500_000, 0, 1_000_000_000),
    acceptMinutes: whole('SONAE_ACCEPT_MINUTES', 15, 1, 1440),
    sessionHours: whole('SONAE_SESSION_HOURS', 12, 1, 168),
    metricsToken: text('SONAE_METRICS_TOKEN'),
    metricsPort: text('SONAE_METRICS_PORT') === null ? null : whole('SONAE_METRICS_PORT', 0, 0, 65535),
    trustedProxies,
    s3Url: address('S3_URL', ['http:', 'https:']),
    clamdUrl: address('CLAMD_URL', ['tcp:']),
    smtpUrl: address('SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: text('SONAE_MAIL_FROM') ?? `noreply@${publicUrl.hostname}`,
    insurer: text('SONAE_INSURER') ?? '見本損害保険株式会社',
    desk: text('SONAE_DESK') ?? '見本損害保険株式会社 再審査窓口（電話 03-5550-0199、平日9時から17時）',
    deskPhone: telephone('SONAE_DESK_PHONE') ?? '03-5550-0110',
    nightPhone: telephone('SONAE_NIGHT_PHONE') ?? '03-5550-0119',
    backupTo: text('SONAE_BACKUP_TO'),
    backupEveryHours: whole('SONAE_BACKUP_EVERY_HOURS', 0, 0, 168),
    backupKeep: whole('SONAE_BACKUP_KEEP', 14, 1, 1000),
    backupKeyFile: text('SONAE_BACKUP_KEY_FILE'),
    logLevel: choice('LOG_LEVEL', levels, production ? 'info' : 'warn'),
  };
  if (config.backupEveryHours > 0 && config.backupTo === null)
    wrong.push('SONAE_BACKUP_EVERY_HOURS needs SONAE_BACKUP_TO: where the backups are kept.');
  if (config.metricsToken !== null && config.metricsToken.length < 16)
    wrong.push('SONAE_METRICS_TOKEN must have at least 16 characters.');
  if (production && !config.ownerUrl && !(config.staffUrl && config.institutionUrl)) {
    wrong.push(
      'SONAE_ENV=production needs an external PostgreSQL: set DATABASE_STAFF_URL and DATABASE_INSTITUTION_URL, for the API DATABASE_ACCESS_URL too (and DATABASE_URL for migrate).',
    );
  }
  if (production && (text('SONAE_INSURER') === null || text('SONAE_DESK') === null))
    wrong.push('SONAE_ENV=production needs SONAE_INSURER and SONAE_DESK: letters name the insurer and its desk.');
  if (production && (text('SONAE_DESK_PHONE') === null || text('SONAE_NIGHT_PHONE') === null))
    wrong.push(
      'SONAE_ENV=production needs SONAE_DESK_PHONE and SONAE_NIGHT_PHONE: a hospital without a line reads on its page whom to call.',
    );
  if (production && config.demo !== 'off')
    wrong.push('SONAE_ENV=production refuses demonstration data: leave SONAE_DEMO out.');
  if (production && !isHttps(config.publicUrl) && !isLoopback(config.publicUrl)) {
    wrong.push('SONAE_ENV=production needs SONAE_PUBLIC_URL on https: the session cookie must be Secure.');
  }
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
  return config;
}

/** Whether cookies may have Secure and the __Host- prefix: on HTTPS, and on loopback, which browsers trust as well. */
export function isSecureContext(config: Config): boolean {
  return isHttps(config.publicUrl) || isLoopback(config.publicUrl);
}

/** A folder below SONAE_DATA, made where it is missing. */
export function dataFolder(config: Config, name: string): string {
  const folder = join(config.dataFolder, name);
  makeFolder(folder);
  return folder;
}

function isHttps(url: URL): boolean {
  return url.protocol === 'https:';
}

function isLoopback(url: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}
