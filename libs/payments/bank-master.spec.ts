import { readFileSync } from 'node:fs';
import type { Tx } from '#database';
import { bankAndBranch, masterOn, masterVersion, type MasterEntry } from './bank-master.js';

/** Nothing was entered over the package's. */
const nothing = { rows: () => Promise.resolve([]) } as unknown as Tx;
const entry = (more: Partial<MasterEntry>): MasterEntry => ({
  branch_code: '001',
  act: 'added',
  name: '見本',
  kana: 'ﾐﾎﾝ',
  from_on: '2026-11-01',
  ...more,
});
const closed = (more: Partial<MasterEntry>): MasterEntry => entry({ act: 'closed', name: null, kana: null, ...more });
const open = { name: '元の支店', kana: 'ﾓﾄﾉｼﾃﾝ', closedOn: null };
const known = { bank: { name: '元の銀行', kana: 'ﾓﾄﾉｷﾞﾝｺｳ', closedOn: null }, branch: open };

describe('the bank master', () => {
  it('knows banks and branches by code, as people read them and in the characters of a transfer', async () => {
    expect(await bankAndBranch(nothing, { bankCode: '0001', branchCode: '100' }, '2026-11-01')).toEqual({
      bank: { name: 'みずほ', kana: 'ﾐｽﾞﾎ', closedOn: null },
      branch: { name: '本店', kana: 'ﾎﾝﾃﾝ', closedOn: null },
    });
    const postal = await bankAndBranch(nothing, { bankCode: '9900', branchCode: '018' }, '2026-11-01');
    expect(postal.bank?.kana).toBe('ﾕｳﾁﾖ');
    expect(await bankAndBranch(nothing, { bankCode: '0001', branchCode: '999' }, '2026-11-01')).toMatchObject({
      branch: null,
    });
    expect(await bankAndBranch(nothing, { bankCode: '9999', branchCode: '100' }, '2026-11-01')).toEqual({
      bank: null,
      branch: null,
    });
  });

  it('says which release it is', () => {
    const { version } = JSON.parse(readFileSync('node_modules/zengin-code/package.json', 'utf8')) as {
      version: string;
    };
    expect(masterVersion).toBe(version);
  });
});

describe('what was entered over the package', () => {
  it('adds what the package does not have', () => {
    expect(masterOn({ bank: null, branch: null }, [entry({ branch_code: null }), entry({})])).toEqual({
      bank: { name: '見本', kana: 'ﾐﾎﾝ', closedOn: null },
      branch: { name: '見本', kana: 'ﾐﾎﾝ', closedOn: null },
    });
  });

  it('corrects a name, and the last one holds', () => {
    const later = entry({ act: 'corrected', name: '新しい名', kana: 'ｱﾀﾗｼｲﾅ', from_on: '2026-11-02' });
    expect(masterOn(known, [entry({ act: 'corrected' }), later]).branch).toEqual({
      name: '新しい名',
      kana: 'ｱﾀﾗｼｲﾅ',
      closedOn: null,
    });
  });

  it('closes a branch, keeps its name for what names it, and opens it again', () => {
    expect(masterOn(known, [closed({ from_on: '2026-11-05' })]).branch).toEqual({ ...open, closedOn: '2026-11-05' });
    expect(masterOn(known, [closed({}), entry({ from_on: '2026-12-01' })]).branch?.closedOn).toBeNull();
  });

  it('closes every branch of a closed bank', () => {
    const { bank, branch } = masterOn(known, [closed({ branch_code: null, from_on: '2026-11-09' })]);
    expect([bank?.closedOn, branch?.closedOn]).toEqual(['2026-11-09', '2026-11-09']);
  });
});
