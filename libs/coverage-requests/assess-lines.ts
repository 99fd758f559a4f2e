import { isUtf8 } from 'node:buffer';
import { assessRequest, type ProductTerms } from '#coverage';
import { utf8Bytes, printResponse } from './print-response.js';
import { requestReader } from './read-request.js';

/** Bytes of the longest line; a longer one is malformed and is not held in memory. */
export const mostLineBytes = 1_048_576;
const mostLevels = 64;

/** The lines of a stream, without their LF; null for one that is too long. The last may lack its LF. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer | null> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer): void => {
    length += part.length;
    if (length > mostLineBytes) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  const whole = (): Buffer | null => {
    const line = length > mostLineBytes ? null : parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let to = chunk.indexOf(10); to >= 0; to = chunk.indexOf(10, from)) {
      take(chunk.subarray(from, to));
      yield whole();
      from = to + 1;
    }
    take(chunk.subarray(from));
  }
  if (length > 0) yield whole();
}

/**
 * Answers one line of `sonae assess` with one line of JSON, without LF and as its bytes (`latin1`): the response, or
 * the faults. Never throws for a line.
 */
export function lineAssessor(terms: ReadonlyMap<string, ProductTerms>): (line: Buffer | null) => string {
  const read = requestReader([...terms.keys()]);
  return (line) => {
    const parsed = parse(line);
    if ('malformed' in parsed) return refusal([{ pointer: '', message: parsed.malformed }]);
    const answer = read(parsed.value);
    if ('faults' in answer) return refusal(answer.faults);
    const { request } = answer;
    return printResponse(assessRequest(request, terms.get(request.termsVersion) as ProductTerms));
  };
}

function refusal(given: readonly { readonly pointer: string; readonly message: string }[]): string {
  const faults = given.map(({ pointer, message }) => ({ pointer, message }));
  return utf8Bytes(JSON.stringify({ error: { type: 'requests.invalid', title: 'The request is not valid.', faults } }));
}

function parse(line: Buffer | null): { readonly value: unknown } | { readonly malformed: string } {
  if (line === null) return { malformed: `is longer than ${mostLineBytes} bytes` };
  if (!isUtf8(line)) return { malformed: 'is not UTF-8' };
  if (isTooDeep(line)) return { malformed: `is nested deeper than ${mostLevels} levels` };
  try {
    return { value: JSON.parse(line.toString('utf8')) };
  } catch {
    return { malformed: 'is not JSON' };
  }
}

const [quote, backslash, openBracket, closeBracket, openBrace, closeBrace] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

/** Levels are counted in the text, so that a text that is no JSON is bounded too. */
function isTooDeep(line: Buffer): boolean {
  let level = 0;
  let inString = false;
  for (let at = 0; at < line.length; at++) {
    const byte = line[at];
    if (inString) {
      if (byte === backslash) at++;
      else if (byte === quote) inString = false;
    } else if (byte === quote) inString = true;
    else if (byte === openBrace || byte === openBracket) {
      if (++level > mostLevels) return true;
    } else if (byte === closeBrace || byte === closeBracket) level--;
  }
  return false;
}
