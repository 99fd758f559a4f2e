import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolderFault, makeFolder, writeSecretOnce } from './folders.js';

describe('folders and what is made in them once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sonae-folders-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const faultOf = (work: () => void): unknown => {
    try {
      work();
      return null;
    } catch (error) {
      return error;
    }
  };

  it('makes what is missing on the way, and leaves what is there', () => {
    makeFolder(join(folder, 'a', 'b', 'c'));
    makeFolder(join(folder, 'a', 'b', 'c'));
    expect(statSync(join(folder, 'a', 'b', 'c')).isDirectory()).toBe(true);
  });

  it('ends where none can be made, and says which and why', () => {
    writeFileSync(join(folder, 'file'), '');
    for (const path of [join(folder, 'file'), join(folder, 'file', 'below'), join(folder, 'n'.repeat(300))])
      expect(
        dataFolderFault(
          faultOf(() => makeFolder(path)),
          path,
        ),
      ).toMatch(/^「.+」を使用できません（.+）。.+\n.+ cannot be used: .+\.$/);
    if (process.platform === 'linux') {
      const error = faultOf(() => makeFolder('/proc/sonae/data'));
      expect(dataFolderFault(error, '/proc/sonae/data')).toContain('no folder can be made there');
    }
  });

  it('says nothing of files that have nothing to do with it', () => {
    const error = faultOf(() => readFileSync('/nowhere/list.csv'));
    expect(dataFolderFault(error, folder)).toBeNull();
    expect(dataFolderFault(new Error('other'), folder)).toBeNull();
  });

  it('a secret is written once, whole, for this user only', () => {
    const file = join(folder, 'secrets', 'key');
    writeSecretOnce(file, 'first');
    expect(faultOf(() => writeSecretOnce(file, 'second'))).toMatchObject({ code: 'EEXIST' });
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['first', 0o600]);
    expect(readdirSync(join(folder, 'secrets'))).toEqual(['key']);
  });
});
