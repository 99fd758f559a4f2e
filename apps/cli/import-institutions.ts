import { basename, join } from 'node:path';
import { systemActor } from '#database';
import { importFacilities, type ImportOutcome } from '#facilities';
import { dayInJapan, readDay, Unreadable } from '#kernel';
import { ConfigError, type Config } from '#platform';
import { Problem, problemSentences, unreadableCode } from '#problems';
import { ProgressLine } from './progress-line.js';
import { encodings, leftOutLines } from './left-out.js';
import { RejectsFile } from './rejects-file.js';
import { openSystem } from './system.js';

export interface ImportOptions {
  readonly asOf?: string;
  readonly json?: boolean;
  readonly partial?: boolean;
  readonly closeMissing?: boolean;
  readonly rejects?: string;
  readonly preview?: boolean;
}

const shownRefusals = 50;

const phases = {
  look: ['一覧を確認しています', 'Looking through the list'],
  'take-over': ['取り込んでいます', 'Taking over'],
  close: ['廃止を確認しています', 'Looking for closings'],
} as const;

/** `--as-of`, read as a day is read everywhere; today in Japan where it is left out. Throws ConfigError. */
export function dayOfList(written: string | undefined): string {
  const today = dayInJapan(new Date());
  try {
    return written === undefined ? today : readDay(written, today);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { ja, en } = problemSentences(new Problem(unreadableCode(error, 'values.day')));
    throw new ConfigError(`--as-of: ${ja}\n--as-of: ${en}`);
  }
}

/** `sonae import institutions`. Answers the exit code: 0 everything was taken over, 1 some rows were refused. */
export async function importInstitutions(config: Config, file: string, options: ImportOptions): Promise<number> {
  const asOf = dayOfList(options.asOf);
  if (options.partial && options.closeMissing)
    throw new ConfigError(
      '--partial and --close-missing exclude each other. / --partial と --close-missing は同時に使えません。',
    );
  const say = (text: string, object: object): void =>
    void process.stdout.write(`${options.json ? JSON.stringify(object) : text}\n`);
  const system = await openSystem(config, false);
  const progress = new ProgressLine(process.stderr);
  const rejects = new RejectsFile(
    options.rejects ?? join(config.dataFolder, 'imports', `${basename(file)}.${asOf}.rejects.csv`),
  );
  try {
    const outcome = await importFacilities(
      system.database,
      {
        file,
        asOf,
        preview: options.preview === true,
        closing: options.partial ? 'none' : options.closeMissing ? 'confirmed' : 'guarded',
        progress: (phase, part) => progress.show(phases[phase], part),
        refused: async (row) => {
          const { ja, en } = problemSentences(new Problem(row.code));
          await rejects.write(row, { ja, en });
          if (rejects.count > shownRefusals) return;
          progress.clear();
          say(`${row.line} 行目 (${row.code}): ${ja}\n  Line ${row.line}: ${en}`, {
            ...{ refused: row.line, code: row.code, textJa: ja, textEn: en },
          });
        },
      },
      systemActor('command-line'),
    );
    progress.clear();
    say(summary(outcome, asOf, rejects), {
      ...{ preview: options.preview === true, leftOut: outcome.left.rows, leftOutCount: outcome.left.count },
      ...{ done: true, runId: outcome.runId, asOf, encoding: outcome.encoding, closing: outcome.closing },
      ...{ ...outcome.counts, rejectsFile: rejects.count > 0 ? rejects.path : null },
    });
    return outcome.counts.refused > 0 ? 1 : 0;
  } finally {
    progress.clear();
    await rejects.close();
    await system.close();
  }
}

const closings = {
  closed: null,
  'left-partial': [
    '一部の一覧として取り込んだため、一覧にない施設は廃止していません。',
    'Taken over as a part: nothing was closed.',
  ],
  'left-unreadable-codes': [
    'コードを読めない行があるため、一覧にない施設は廃止していません。行を直して、もう一度取り込んでください。',
    'Some codes are unreadable, so nothing was closed. Correct those rows and import again.',
  ],
} as const;

function summary(
  { counts, encoding, closing, runId, left: leftOut }: ImportOutcome,
  asOf: string,
  rejects: RejectsFile,
): string {
  const number = (count: number): string => count.toLocaleString('ja-JP');
  const unchanged = counts.new + counts.changed + counts.closed === 0;
  const left = closings[closing];
  return [
    `${asOf} 付の一覧（${encodings[encoding] ?? encoding}）` +
      `を${runId === null ? '取り込むと、次のようになります。まだ何も変えていません。' : '取り込みました。'}${unchanged ? '変更はありません。' : ''}`,
    `  行 ${number(counts.read)}、新規 ${number(counts.new)}、変更 ${number(counts.changed)}（うち再開 ` +
      `${number(counts.reopened)}）、変更なし ${number(counts.same)}、重複 ${number(counts.repeated)}、取り込めず ` +
      `${number(counts.refused)}、廃止 ${number(counts.closed)}`,
    `The list of ${asOf} (${encodings[encoding] ?? encoding}) ` +
      (runId === null ? 'would be taken over so. Nothing is changed yet.' : 'is taken over.') +
      (unchanged ? ' Nothing changed.' : ''),
    `  rows ${counts.read}, new ${counts.new}, changed ${counts.changed} (of them reopened ` +
      `${counts.reopened}), same ${counts.same}, repeated ${counts.repeated}, refused ` +
      `${counts.refused}, closed ${counts.closed}`,
    ...(left ?? []),
    ...leftOutLines(leftOut),
    ...(rejects.count > shownRefusals ? [`取り込めなかった行のうち、初めの ${shownRefusals} 行を示しました。`] : []),
    ...(rejects.count > 0 ? [`取り込めなかった行 / Refused rows: ${rejects.path}`] : []),
  ].join('\n');
}
