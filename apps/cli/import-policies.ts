import { basename, join } from 'node:path';
import { systemActor } from '#database';
import { ConfigError, type Config } from '#platform';
import {
  columnAt,
  importPolicies,
  importTemplate,
  importTemplateHelp,
  type ImportPoliciesOutcome,
  type RefusedPolicy,
} from '#policies';
import { Problem, problemSentences } from '#problems';
import { ProgressLine } from './progress-line.js';
import { encodings, leftOutLines } from './left-out.js';
import { RejectsFile } from './rejects-file.js';
import { openSystem } from './system.js';

export interface ImportPoliciesOptions {
  readonly template?: boolean;
  readonly json?: boolean;
  readonly rejects?: string;
  readonly preview?: boolean;
}

const shownRefusals = 50;
const shownRows = 200;
const becoming = {
  entered: ['登録します', 'would be entered'],
  unchanged: ['登録済みです', 'is there already'],
} as const;
const reading = ['契約を登録しています', 'Entering policies'] as const;

/** `sonae import policies`. Answers the exit code: 0 everything is entered, 1 some rows were refused. */
export async function importPolicyFile(
  config: Config,
  file: string | undefined,
  options: ImportPoliciesOptions,
): Promise<number> {
  if (options.template) {
    process.stdout.write(importTemplate());
    process.stderr.write(`${importTemplateHelp()}\n`);
    return 0;
  }
  if (file === undefined)
    throw new ConfigError('Name a file, or --template. / ファイルか --template を指定してください。');
  const say = (text: string, object: object): void =>
    void process.stdout.write(`${options.json ? JSON.stringify(object) : text}\n`);
  const system = await openSystem(config, false);
  const progress = new ProgressLine(process.stderr);
  const rejects = new RejectsFile(
    options.rejects ?? join(config.dataFolder, 'imports', `${basename(file)}.rejects.csv`),
  );
  let said = 0;
  const would = ({ line, cells }: { line: number; cells: string[] }, becomes: 'entered' | 'unchanged'): void => {
    if (++said > shownRows && !options.json) return;
    progress.clear();
    const [ja, en] = becoming[becomes];
    say(`${line} 行目（${ja}）: ${cells.filter((cell) => cell !== '').join(' ')}\n  Line ${line}: ${en}`, {
      ...{ line, becomes, cells },
    });
  };
  try {
    const outcome = await importPolicies(
      system.database,
      {
        file,
        ...(options.preview ? { preview: would } : {}),
        progress: (part) => progress.show(reading, part),
        refused: async (row) => {
          const { code } = row.problem;
          const why = { ja: reasonsOf(row, 'ja'), en: reasonsOf(row, 'en') };
          await rejects.write({ line: row.line, code, cells: row.cells }, why);
          if (rejects.count > shownRefusals) return;
          progress.clear();
          const errors = row.problem.details.errors ?? [];
          say(`${row.line} 行目 (${code}): ${why.ja}\n  Line ${row.line}: ${why.en}`, {
            ...{ refused: row.line, code, textJa: why.ja, textEn: why.en },
            errors: errors.map(({ pointer, code: fault, allowed }) => ({ pointer, code: fault, allowed })),
          });
        },
      },
      systemActor('command-line'),
    );
    progress.clear();
    const { left, ...counts } = outcome;
    say(summary(outcome, rejects, options.preview === true), {
      ...{ done: true, preview: options.preview === true, ...counts },
      ...{ leftOut: left.rows, leftOutCount: left.count, rejectsFile: rejects.count > 0 ? rejects.path : null },
    });
    return outcome.refused > 0 ? 1 : 0;
  } finally {
    progress.clear();
    await rejects.close();
    await system.close();
  }
}

/**
 * Every fault of a row with the column it stands in; the sentence of the refusal itself where no column is at fault.
 */
function reasonsOf({ problem }: RefusedPolicy, language: 'ja' | 'en'): string {
  const faults = problem.details.errors ?? [];
  if (faults.length === 0) return problemSentences(problem)[language];
  return faults
    .map(({ pointer, code, params, allowed }) => {
      const column = columnAt(pointer) ?? pointer;
      const sentence = problemSentences(new Problem(code, params ? { params } : {}))[language];
      const choice = allowed === undefined || sentence.includes(allowed) ? '' : ` (${allowed})`;
      return `${column === '' ? '' : `${column}: `}${sentence}${choice}`;
    })
    .join(language === 'ja' ? '／' : ' / ');
}

function summary(outcome: ImportPoliciesOutcome, rejects: RejectsFile, preview: boolean): string {
  const { read, entered, unchanged, refused, left } = outcome;
  const written = encodings[outcome.encoding] ?? outcome.encoding;
  const number = (count: number): string => count.toLocaleString('ja-JP');
  return [
    `契約のファイル（${written}）を${preview ? '取り込むと、次のようになります。まだ何も登録していません。' : '取り込みました。'}行 ${number(read)}、` +
      `登録 ${number(entered)}、登録済み ${number(unchanged)}、登録できず ${number(refused)}`,
    `The file of policies (${written}) ` +
      `${preview ? 'would be taken over so (nothing is entered yet)' : 'is taken over'}: rows ${read}, ` +
      `entered ${entered}, there already ${unchanged}, refused ${refused}.`,
    ...leftOutLines(left),
    ...(rejects.count > shownRefusals
      ? [
          `登録できなかった行のうち、初めの ${shownRefusals} 行を示しました。The first ${shownRefusals} refused rows are shown.`,
        ]
      : []),
    ...(rejects.count > 0 ? [`登録できなかった行 / Refused rows: ${rejects.path}`] : []),
  ].join('\n');
}
