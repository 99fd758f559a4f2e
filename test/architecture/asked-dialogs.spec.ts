import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const web = join(__dirname, '../../apps/web');
const dialogs = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.tsx'))
  .map((path) => [path, readFileSync(join(web, path), 'utf8')] as const)
  .filter(([, source]) => /<(ReasonDialog|ActDialog)\b/.test(source));

/** Noted where it is confirmed, that is only when its reason is there. */
const askedLate = /(?:onConfirm|send)=\{[^\n]*\n(?:\s*const [^\n]*\n)?\s*setAsked\(true\);/;

describe('a dialog that is confirmed with several fields missing says so of all of them at once', () => {
  it('there are dialogs with more fields than their reason', () => {
    expect(dialogs.filter(([, source]) => source.includes('onAsked=')).length).toBeGreaterThan(10);
  });
  it('none waits for the reason before it says what else is missing', () => {
    expect(dialogs.filter(([, source]) => askedLate.test(source)).map(([path]) => path)).toEqual([]);
  });
  it('what is noted too late is found', () => {
    expect(askedLate.test('onConfirm={async (reason) => {\n  const yen = 1;\n  setAsked(true);')).toBe(true);
    expect(askedLate.test('send={async () => {\n  setAsked(true);')).toBe(true);
  });
});
