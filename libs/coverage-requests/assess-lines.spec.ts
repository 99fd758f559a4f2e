import { Readable } from 'node:stream';
import { join } from 'node:path';
import fc from 'fast-check';
import { assessRequest } from '#coverage';
import { arbitraryRequest } from '../../test/support/arbitrary-request.js';
import { lineAssessor, linesOf, mostLineBytes } from './assess-lines.js';
import { printResponse } from './print-response.js';
import { productTermsIn } from './product-terms.js';

const terms = productTermsIn(join(process.cwd(), 'data'));
const answer = lineAssessor(terms);
const parsed = (
  line: Buffer | null,
): { error?: { faults: { pointer: string; message: string }[] }; lines?: { id: string }[] } =>
  JSON.parse(Buffer.from(answer(line), 'latin1').toString('utf8')) as never;
const valid = (id = '1', more = ''): string =>
  '{"termsVersion":"2026-11","policy":{"institutionKind":"general-clinic","corporationKind":"other","plan":3,' +
  '"inceptionDate":"2026-04-01","expiryDate":"2027-04-01"},"incident":{"cause":"cyber-attack","country":"JP",' +
  '"discoveredOn":"2026-09-10","premises":"unknown","perpetrator":"unknown"},' +
  `"lines":[{"id":"${id}","category":"call-center","amount":1000,"incurredOn":"2026-09-20"${more}}]}`;
/** A request with so many levels: it is the first, its lines are the second and third. */
const nested = (levels: number): string =>
  valid('1', `,"interruption":{"a":${'['.repeat(levels - 4)}${']'.repeat(levels - 4)}}`);

describe('a line of requests', () => {
  it.each<[string, Buffer | null, string]>([
    ['blank', Buffer.from(''), 'is not JSON'],
    ['white space', Buffer.from(' \r'), 'is not JSON'],
    ['cut off', Buffer.from(valid().slice(0, -1)), 'is not JSON'],
    ['with a byte order mark', Buffer.from(`\uFEFF${valid()}`), 'is not JSON'],
    ['not UTF-8', Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')]), 'is not UTF-8'],
    ['too long', null, 'is longer than 1048576 bytes'],
    ['65 levels deep', Buffer.from(nested(65)), 'is nested deeper than 64 levels'],
    ['a list', Buffer.from('[]'), 'must be object'],
  ])('%s is answered with an error', (_, line, message) => {
    expect(parsed(line).error?.faults).toEqual([{ pointer: '', message }]);
  });

  it.each([
    ['64 levels deep', nested(64)],
    ['with a CR at its end', `${valid()}\r`],
    ['whose last of two equal keys is right', valid().replace('"plan":3', '"plan":9,"plan":3')],
    ['with brackets in a text', valid('['.repeat(70))],
    ['with an escaped quote before them', valid('\\"[['.repeat(70))],
  ])('%s is answered', (_, line) => {
    expect(parsed(Buffer.from(line)).lines).toHaveLength(1);
  });

  it.each(['日本語', '😀', '\\ud800', '\\u0000', 'quote \\" and \\\\', '\\n'])('gives back the id %s', (id) => {
    expect(parsed(Buffer.from(valid(id))).lines?.[0]?.id).toBe(JSON.parse(`"${id}"`));
  });

  it('is answered with what the engine answers', () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        const expected = assessRequest(request, terms.get('2026-11') as never);
        const text = Buffer.from(printResponse(expected), 'latin1').toString('utf8');
        const plain = JSON.stringify(expected, (_, value: unknown) =>
          typeof value === 'bigint' ? Number(value) : value,
        );
        expect(JSON.parse(text)).toEqual(JSON.parse(plain));
        expect(answer(Buffer.from(JSON.stringify(request)))).toBe(printResponse(expected));
      }),
      { numRuns: 1_000 },
    );
  });

  it('has totals beyond 2^53 to the yen', () => {
    const most = 999_999_999_999_999;
    const lines = Array.from({ length: 9 }, (_, at) => ({
      id: String(at),
      category: 'other-response',
      amount: most,
      tax: most,
      incurredOn: '2026-09-20',
    }));
    const request = { ...(JSON.parse(valid()) as object), lines };
    expect(answer(Buffer.from(JSON.stringify(request)))).toContain('"totals":{"claimed":17999999999999982,');
  });
});

describe('lines of a stream', () => {
  const read = async (...chunks: readonly Buffer[]): Promise<(string | null)[]> => {
    const lines: (string | null)[] = [];
    for await (const line of linesOf(Readable.from(chunks) as AsyncIterable<Buffer>))
      lines.push(line && line.toString());
    return lines;
  };

  it.each<[string, string[], (string | null)[]]>([
    ['nothing', [], []],
    ['the last without its LF', ['a\nb'], ['a', 'b']],
    ['the last with it', ['a\n'], ['a']],
    ['blank ones', ['\n\n'], ['', '']],
    ['cut anywhere', ['ab', 'c\n', '\nd', 'e\nf'], ['abc', '', 'de', 'f']],
    ['CR stays', ['a\r\nb\r'], ['a\r', 'b\r']],
  ])('%s', async (_, chunks, lines) => {
    expect(await read(...chunks.map((chunk) => Buffer.from(chunk)))).toEqual(lines);
  });

  it('one of 1,048,576 bytes is whole, a longer one is none, and what follows is read', async () => {
    const long = 'x'.repeat(mostLineBytes);
    expect(await read(Buffer.from(`${long}\n${long}`), Buffer.from('y\nnext\n'))).toEqual([long, null, 'next']);
  });
});
