import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyFileError, Secrets } from './secrets.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonae-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const secrets = (keyFile: string | null = null): Secrets => new Secrets({ keyFile, dataFolder: folder });
const content = Buffer.from('1234567 ｲ)ｽｺﾔｶｶｲ');

describe('what is sealed', () => {
  it('is opened by whoever has the key, at its place alone', () => {
    const sealed = secrets().seal(content, 'account:1');
    expect(sealed.toString('latin1')).not.toContain('1234567');
    expect(secrets().open(sealed, 'account:1')).toEqual(content);
    expect(() => secrets().open(sealed, 'account:2')).toThrow(/unable to authenticate|not known here/);
  });

  it('is never the same twice, and refused when it was changed', () => {
    const one = secrets();
    const sealed = one.seal(content, 'a');
    expect(one.seal(content, 'a')).not.toEqual(sealed);
    for (const at of [0, 1, 15, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => one.open(changed, 'a')).toThrow(/unable to authenticate|not known here/);
    }
  });

  it('has a key of its own that only this user reads', () => {
    secrets().seal(content, 'a');
    expect(statSync(join(folder, 'key')).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(join(folder, 'key'), 'utf8'), 'base64').length).toBe(32);
  });

  it('says what is wrong with a key file', () => {
    expect(() => secrets(join(folder, 'nowhere')).seal(content, 'a')).toThrow(KeyFileError);
    writeFileSync(join(folder, 'short'), 'c2hvcnQ=');
    expect(() => secrets(join(folder, 'short')).seal(content, 'a')).toThrow(/must hold 32 bytes in base64/);
    const other = secrets();
    const sealed = other.seal(content, 'a');
    writeFileSync(join(folder, 'another'), Buffer.alloc(32, 7).toString('base64'));
    expect(() => secrets(join(folder, 'another')).open(sealed, 'a')).toThrow(/unable to authenticate|not known here/);
  });
});
