import { Command } from 'commander';
import { ConfigError, createLog, nameSourcesInStacks, readConfig, settings, startFault, type Config } from '#platform';
import { Problem, problemSentences } from '#problems';
import type { BackupCommand, RestoreCommand } from './backup.js';
import type { ImportOptions } from './import-institutions.js';
import type { ImportPoliciesOptions } from './import-policies.js';
import { openServer } from './server.js';
import { askedToStop } from './stop.js';

nameSourcesInStacks();

/** Exit codes: 0 done · 1 failed, with a sentence · 2 wrong usage or setting. */
const program = new Command('sonae')
  .description('備え Sonae: cyber incident response and claims for insured medical institutions')
  .showHelpAfterError()
  .exitOverride();

program
  .command('up')
  .description('run everything on this machine: database, API, workers and relay on one port')
  .action(async () => {
    const config = readConfig();
    const log = createLog(config.logLevel);
    const stop = askedToStop();
    // starts while what works on it is loaded
    const server = openServer(config, true, log);
    server.catch(() => undefined);
    const { up } = await import('./up.js');
    await up({ config, log, server, stop });
  });

program
  .command('scaled')
  .description('run the scaled-out form on this machine: two API processes and three workers, each its own')
  .action(async () => (await import('./scaled.js')).scaled(readConfig()));

program
  .command('migrate')
  .description('bring the database of DATABASE_URL (or the embedded one) to this version')
  .action(async () => {
    const config = readConfig();
    const { migrateDatabase } = await import('#database');
    if (config.ownerUrl)
      await migrateDatabase({
        ownerUrl: config.ownerUrl,
        rolePrefix: config.rolePrefix,
        secretsFile: config.staffUrl ? null : `${config.dataFolder}/secrets/database-roles.json`,
      });
    else await (await openSystemOf(config)).close();
    process.stdout.write('The database is at this version.\n');
  });

program
  .command('config')
  .description('list every setting, what it means and what holds now')
  .action(() => {
    readConfig();
    for (const setting of settings) {
      const given = process.env[setting.name];
      const shown = given ? (setting.secret ? '(set)' : given) : setting.whenAbsent;
      process.stdout.write(
        `${setting.name.padEnd(28)} ${shown}${given ? '' : '  (default)'}\n${' '.repeat(29)}${setting.meaning}\n`,
      );
    }
  });

program
  .command('demo')
  .description(
    'replay demonstration courses, derived from published incidents, through the HTTP interface of a running system',
  )
  .option('--address <url>', 'where the system answers', 'http://localhost:3000')
  .option('--small', 'only the small selection of the first start')
  .action(async (options: { address: string; small?: boolean }) =>
    (await import('./courses.js')).replayFromCommandLine(readConfig(), options),
  );

const imports = program.command('import').description('take over lists and tables from files');
imports
  .command('institutions')
  .description('take over a list of the directory of medical institutions: what is new, changed, and gone')
  .argument(
    '<file>',
    'CSV (also gzipped) in UTF-8 or Shift_JIS, or .xlsx: 9-digit code, 7-digit code, name, postal code, address',
  )
  .option(
    '--as-of <day>',
    'the day of the list, as days are written (2025/8/1, 令和7年8月1日); today in Japan when left out',
  )
  .option('--json', 'JSON lines in place of text')
  .option('--partial', 'the list is a part of its prefectures only: nothing is closed')
  .option('--close-missing', 'close what the list no longer has, also when that is more than 5 % of a prefecture')
  .option('--rejects <file>', 'where rows that were not taken over are written, with their reasons (CSV)')
  .option('--preview', 'only say what would be taken over: nothing is kept')
  .addHelpText(
    'after',
    `
Entries of the list's prefectures that it no longer has are closed with its day, unless a row's code is unreadable.
A list that would close more than 5 % of a prefecture is refused as a whole: it was probably cut off.
The same list again changes nothing, so what was interrupted is simply started again.
Exit code 0: everything was taken over. 1: some rows were refused (they are listed), or it failed. 2: wrong usage.

  sonae import institutions list-2025-08.csv.gz --as-of 2025-08-01`,
  )
  .action(async (file: string, options: ImportOptions) => {
    const { importInstitutions } = await import('./import-institutions.js');
    process.exitCode = await importInstitutions(readConfig(), file, options);
  });

imports
  .command('policies')
  .description('enter policies from a file, row by row by the rules of the product')
  .argument('[file]', 'CSV (also gzipped) in UTF-8 or Shift_JIS, or .xlsx; the first row names the columns')
  .option('--template', 'print an empty file with an example, and what each column means')
  .option('--json', 'JSON lines in place of text')
  .option('--rejects <file>', 'where rows that were not entered are written, with their reasons (CSV)')
  .option('--preview', 'only say what would be entered, row by row: nothing is kept')
  .addHelpText(
    'after',
    `
Columns are found by their names, Japanese or English, in any order. A column that is not known refuses the whole file.
A row that is refused is refused alone. The same file again changes nothing, so what was interrupted is simply started
again; a row that says something else than what is kept is refused, with what is kept.
Exit code 0: everything is entered. 1: some rows were refused (they are listed), or it failed. 2: wrong usage.

  sonae import policies --template > policies.csv
  sonae import policies policies.csv`,
  )
  .action(async (file: string | undefined, options: ImportPoliciesOptions) => {
    const { importPolicyFile } = await import('./import-policies.js');
    process.exitCode = await importPolicyFile(readConfig(), file, options);
  });

program
  .command('assess')
  .description(
    'without options: one request a line from standard input, one answer a line to standard output; ' +
      'with --case: make every kept assessment of a case again',
  )
  .requiredOption('--case <number>', 'number of the case, such as MC-2026-000123-7')
  .option('--json', 'one JSON object a kept assessment')
  .addHelpText(
    'after',
    `
Exit code 0: everything comes out as it was kept. 1: something differs (it is listed), or there is no such case.
2: wrong usage.`,
  )
  .action(async (options: { case: string; json?: boolean }) => {
    process.exitCode = await (await import('./operations.js')).assessCase(await openSystemOf(readConfig()), options);
  });

const queues = program.command('queues').description('work that waits, and work that was given up');
queues
  .command('status')
  .description('what each queue still has to do, and deliveries that failed, with case and reason')
  .option('--json', 'one JSON object')
  .action(async (options: { json?: boolean }) =>
    (await import('./operations.js')).queuesStatus(await openSystemOf(readConfig()), options.json ?? false),
  );
queues
  .command('retry')
  .description('try failed deliveries again')
  .argument('[queue]', 'one queue; every one when left out')
  .action(async (queue: string | undefined) =>
    (await import('./operations.js')).queuesRetry(await openSystemOf(readConfig()), queue ?? null),
  );

const admin = program.command('admin').description('the first administrators');
admin
  .command('create')
  .description('make the first two administrators of a system that has none, and print a one-time link for each')
  .requiredOption('--email <address>', 'of the first')
  .requiredOption('--name <name>', 'of the first')
  .requiredOption('--second-email <address>', 'of the second')
  .requiredOption('--second-name <name>', 'of the second')
  .action(async (options: import('./administrators.js').AdministratorsOptions) => {
    const { adminCreate, twoPeople } = await import('./administrators.js');
    twoPeople(options);
    await withSystem((system) => adminCreate(system, options));
  });
admin
  .command('invite')
  .description('print a new one-time link for an administrator who lost theirs; older ones cannot be used any more')
  .requiredOption('--email <address>', 'of the administrator')
  .action(async (options: { email: string }) => {
    const { adminInvite } = await import('./administrators.js');
    await withSystem((system) => adminInvite(system, options));
  });

const audit = program.command('audit').description('the audit trail');
audit
  .command('verify')
  .description('recompute every chain: finds each edit, deletion and reordering up to the last anchor')
  .action(async () => {
    process.exitCode = await (await import('./operations.js')).auditVerify(await openSystemOf(readConfig()));
  });

const ledger = program.command('ledger').description('the ledger of limits');
ledger
  .command('verify')
  .description('add every ledger up again: limits, rulings and payments agree, or it says where they do not')
  .action(async () => {
    process.exitCode = await (await import('./operations.js')).ledgerVerify(await openSystemOf(readConfig()));
  });

program
  .command('backup')
  .description('copy everything of one moment, rows and documents, into one sealed file, while the system works or not')
  .option('--to <place>', 'folder, or bucket as in S3_URL; SONAE_BACKUP_TO when left out')
  .option('--list', 'only list the backups that are kept there, the newest first')
  .option('--json', 'one JSON object')
  .addHelpText(
    'after',
    `
The file is there whole or not at all. It is an age file (age-encryption.org) of a compressed tar archive, sealed with
the key of SONAE_BACKUP_KEY_FILE, or one that is made in SONAE_DATA/backup-key. Two keys are not in it: that one, and
the one that sealed the payee accounts (SONAE_KEY_FILE, or SONAE_DATA/key). Keep copies of both apart from the backups.
SONAE_BACKUP_KEEP says how many are kept, SONAE_BACKUP_EVERY_HOURS has them made by themselves.
Exit code 0: it is whole and kept. 1: it failed, or a document (named) was not in the store. 2: wrong usage.

  sonae backup --to /mnt/backup
  sonae backup --to 'https://KEY:SECRET@s3.example/bucket/sonae?region=ap-northeast-1'`,
  )
  .action(async (options: BackupCommand) => {
    process.exitCode = await (await import('./backup.js')).backup(readConfig(), options);
  });
program
  .command('restore')
  .description('fill an empty database, or an empty SONAE_DATA, with a backup, and verify it')
  .argument('<from>', 'a file of sonae backup, or the folder or bucket where they are kept')
  .option('--at <name>', 'name of the backup; the newest when left out')
  .option('--json', 'one JSON object')
  .addHelpText(
    'after',
    `
Bring both keys first: SONAE_BACKUP_KEY_FILE (or SONAE_DATA/backup-key) and SONAE_KEY_FILE (or SONAE_DATA/key). Without
them, with other ones, or from a file that was cut or changed, nothing is restored.
Every table and document is read back, audit and ledger are verified. Sessions and one-time links are not in a backup.
It says what was acknowledged after the backup, by time and, where the system noted it, by number.
Exit code 0: restored, everything agrees. 1: it failed with a sentence, or something does not agree. 2: wrong usage.

  SONAE_DATA=/srv/sonae-new sonae restore /mnt/backup`,
  )
  .action(async (from: string, options: RestoreCommand) => {
    process.exitCode = await (await import('./backup.js')).restore(readConfig(), from, options);
  });

program
  .command('generate', { hidden: true })
  .description('write the pages that are made from the code')
  .option('--check', 'only name those that are not fresh; exit code 1 when there are any')
  .action(async (options: { check?: boolean }) => {
    const stale = await (await import('./generate.js')).generate(options.check ?? false);
    for (const path of stale) process.stderr.write(`${path} is not fresh: run npm run generate.\n`);
    if (stale.length > 0) process.exitCode = 1;
  });

program
  .command('prepare', { hidden: true })
  .description('load and make what a start loads and makes, so that the build can keep the code of it')
  .action(async () => (await import('./prepare.js')).prepare());

async function withSystem(work: (system: import('./system.js').System) => Promise<void>): Promise<void> {
  const system = await openSystemOf(readConfig());
  try {
    await work(system);
  } finally {
    await system.close();
  }
}

async function openSystemOf(config: Config): Promise<import('./system.js').System> {
  return (await import('./system.js')).openSystem(config, false);
}

/** Says why a command did not do what it should, and sets its exit code. */
function fail(error: unknown): void {
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('commander.')) {
    process.exitCode = 'exitCode' in error && error.exitCode === 0 ? 0 : 2;
  } else if (error instanceof Problem) {
    const { ja, en } = problemSentences(error);
    process.stderr.write(`${ja}\n${en}\n`);
    process.exitCode = 1;
  } else if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`${startFault(error, readConfig().dataFolder)}\n`);
    if (process.env['LOG_LEVEL'] === 'debug' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
    process.exitCode = 1;
  }
}

void program
  .parseAsync()
  .catch(fail)
  .then(() => {
    // pools and timers are closed by now; what a library left must not keep the command alive
    if (!process.argv.includes('up')) setTimeout(() => process.exit(), 2_000).unref();
  });
