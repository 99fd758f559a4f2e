import { dayInWords, isRealDate, type CodedText, type Words } from '#kernel';
import { problemCodes, type ProblemCode } from './problem-codes.js';

/** A fault at one place of a request, by JSON pointer (RFC 6901). */
export interface FieldFault {
  readonly pointer: string;
  readonly code: ProblemCode;
  readonly allowed?: string;
  readonly params?: ProblemParams;
}

/**
 * The values for the places of a sentence: a figure, or a name in both languages; a day (`YYYY-MM-DD`) is put in words.
 */
export type ProblemParams = Readonly<Record<string, number | Words>>;

let areWatched = false;

/** For tests: from now on a refusal that lacks a value for its sentence throws where it is made. */
export function watchSentences(): void {
  areWatched = true;
}

let areRefusalsWatched = false;

/** For tests: from now on a route that answers an undeclared code answers a defect. */
export function watchRefusals(): void {
  areRefusalsWatched = true;
}

/** Whether `watchRefusals` was called. */
export const refusalsAreWatched = (): boolean => areRefusalsWatched;

/** A refusal with a code of the catalogue; `missing` has the unmet guards of a move. Nothing was stored. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly details: {
      readonly params?: ProblemParams;
      readonly errors?: readonly FieldFault[];
      readonly missing?: readonly CodedText[];
      readonly retryAfterSeconds?: number;
    } = {},
  ) {
    super(code);
    this.name = 'Problem';
    if (!areWatched) return;
    sentences(code, details.params);
    for (const fault of details.errors ?? []) sentences(fault.code, fault.params);
  }

  get status(): number {
    return problemCodes[this.code].status;
  }
}

/** A refusal with a fault at one member of the body. */
export function faultAt(pointer: string, code: ProblemCode): Problem {
  return new Problem(code, { errors: [{ pointer, code }] });
}

/** The body of application/problem+json (RFC 9457), in the language asked for, and with both languages. */
export function problemBody(
  problem: Problem,
  context: { instance: string; traceId: string; language: 'ja' | 'en' },
): Record<string, unknown> {
  const text = sentences(problem.code, problem.details.params);
  return {
    type: `urn:sonae:problem:${problem.code}`,
    title: context.language === 'ja' ? text.ja : text.en,
    status: problem.status,
    detail: context.language === 'ja' ? text.ja : text.en,
    instance: context.instance,
    code: problem.code,
    textJa: text.ja,
    textEn: text.en,
    traceId: context.traceId,
    ...(problem.details.missing ? { missing: problem.details.missing } : {}),
    ...(problem.details.errors
      ? {
          errors: problem.details.errors.map((fault) => {
            const sentence = sentences(fault.code, fault.params);
            return {
              pointer: fault.pointer,
              code: fault.code,
              detail: context.language === 'ja' ? sentence.ja : sentence.en,
              textJa: sentence.ja,
              textEn: sentence.en,
              ...(fault.allowed ? { allowed: fault.allowed } : {}),
            };
          }),
        }
      : {}),
  };
}

/** For `catch`: throws this refusal for an error of the database with this SQLSTATE; any other error is thrown on. */
export function refusedAs(sqlstate: string, code: ProblemCode): (error: unknown) => never {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === sqlstate) throw new Problem(code);
    throw error;
  };
}

/** The sentences of a refusal in both languages, filled in. */
export function problemSentences(problem: Problem): Words {
  return sentences(problem.code, problem.details.params);
}

/** A code with its sentences: an unmet guard of a move, in the words of its refusal. */
export function codedText(code: ProblemCode, params?: ProblemParams): CodedText {
  const { ja, en } = sentences(code, params);
  return { code, textJa: ja, textEn: en };
}

function sentences(code: ProblemCode, params: ProblemParams = {}): Words {
  const fill = (language: 'ja' | 'en'): string =>
    problemCodes[code][language].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = params[name];
      if (value === undefined && areWatched) throw new Error(`${code} says nothing in the place of ${whole}`);
      if (value === undefined) return whole;
      if (typeof value === 'number') return readable(value);
      return isRealDate(value[language]) ? dayInWords(value[language])[language] : value[language];
    });
  return { ja: fill('ja'), en: fill('en') };
}

/** Figures of five digits and more in groups of three, so that years stay as they are. */
function readable(value: number): string {
  return value < 10_000 ? String(value) : value.toLocaleString('en-US');
}
