import type { BankPreviewDto } from '#payments';
import { daysAfter } from '#platform';
import { written, type WrittenFile } from '../support/bank-files.js';
import { Cashiers, type PaymentShown } from '../support/cashiers.js';
import { Claims, cost, idOf, post, today, type ClaimCase, type Refused } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { sendForm } from '../support/papers.js';
import { freshKey, testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';

// A line of the bank counts once, in whatever file it comes.

interface Item {
  readonly kind: string;
  readonly id: string;
  readonly amount: number;
  readonly code: string;
  readonly note: string | null;
  readonly likelyAs: string | null;
  readonly likelyNumber: number | null;
}
interface Taken {
  readonly taken: number;
  readonly known: number;
  readonly items: readonly Item[];
  readonly closed: readonly { readonly id: string; readonly reason: string }[];
}

let system: TestSystem;
let claims: Claims;
let cashiers: Cashiers;
let senior: Session;
let second: Session;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  [senior, second] = await Promise.all([system.as('senior@sonae.example'), system.as('senior2@sonae.example')]);
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  asSuperuser(system.db.ownerUrl, async (client) => (await client.query<T>(text, values)).rows);

const list = (rows: readonly string[]): Buffer => Buffer.from(['区分,日付,金額,支払番号,摘要', ...rows].join('\r\n'));
const send = (
  file: Buffer,
  by = cashiers.cashier,
  fields: Record<string, string> = {},
): Promise<Reply<Taken & Refused>> =>
  sendForm<Taken & Refused>(system, by, '/bank-reports', { file, name: '入出金明細.txt', fields });
const look = (file: Buffer, fields: Record<string, string> = {}): Promise<Reply<BankPreviewDto & Refused>> =>
  sendForm<BankPreviewDto & Refused>(system, cashiers.cashier, '/bank-reports/previews', {
    file,
    name: 'a.txt',
    fields,
  });
const entered = async (note: string): Promise<number> =>
  (await sql<{ many: number }>('SELECT count(*)::int AS many FROM bank_line WHERE note LIKE $1', [`%${note}%`]))[0]
    ?.many ?? -1;
const lines = async (): Promise<number> =>
  (await sql<{ many: number }>('SELECT count(*)::int AS many FROM bank_line'))[0]?.many ?? -1;

/** Approved, final and exported with a transfer date four days ago. */
async function exported(...amounts: readonly number[]): Promise<{ shown: ClaimCase; payments: PaymentShown[] }> {
  const policy = await claims.policy({ plan: 3 });
  const shown = await claims.inReview(
    policy,
    amounts.map((amount, line) => cost('call-center', amount, { vendorName: `見本${line}${Math.random()}` })),
  );
  await cashiers.account(policy.institutionId);
  for (const { id } of shown.expenses) expect((await claims.propose(senior, id)).body.state).toBe('approved');
  await cashiers.makeFinal(shown.id);
  const payments = await cashiers.payments(shown.id, amounts.length);
  await cashiers.export(payments);
  return { shown, payments: await cashiers.payments(shown.id, amounts.length) };
}
const numberOf = async ({ id }: PaymentShown): Promise<number> =>
  (await cashiers.cashier.get<{ number: number }>(`/payments/${id}`)).number;
const stateOf = async ({ id }: PaymentShown): Promise<string> =>
  (await cashiers.cashier.get<{ state: string }>(`/payments/${id}`)).state;

const account = { bankCode: '0001', branchCode: '100', accountType: '1', accountNumber: '7654321' };
/** A day of a record: the year of Japan, month, day. */
const short = (day: string): string =>
  `${String(Number(day.slice(0, 4)) - 2018).padStart(2, '0')}${day.slice(5, 7)}${day.slice(8)}`;
type Money = Extract<WrittenFile, { readonly form: '01' | '03' }>['lines'][number];
const money = (over: Partial<Money>): Money => ({
  ...{ kind: 'credit', day: short(today), yen: 1, reference: '', name: '', note: '', ...over },
});
const statement = (some: readonly Money[], of = account): Buffer =>
  written({ form: '03', account: of, lines: some }, { lineEnd: '\r\n' });

describe('lines are recognised, not files', () => {
  it('two people take over overlapping files at once: each line is entered once, and both are told how many', async () => {
    const rows = [1, 2, 3, 4].map((at) => `入金,${today},${700 + at},,同時${at}`);
    const both = await Promise.all([send(list(rows.slice(0, 3))), send(list(rows.slice(1)), cashiers.other)]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    const counts = both.map(({ body: { taken, known } }) => [taken, known]);
    expect(counts.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual([
      [1, 2],
      [3, 0],
    ]);
    expect(await entered('同時')).toBe(4);
  }, 60_000);

  it('of equal lines of a day as many are new as there are more of them', async () => {
    const row = `入金,${today},500,,同じ明細`;
    expect((await send(list([row, row]))).body).toMatchObject({ taken: 2, known: 0 });
    const again = list([row, row, row, `入金,${today},501,,同じ明細`]);
    const { body: shown } = await look(again);
    expect([shown.known, shown.amount, shown.rows.map(({ isKnown }) => isKnown)]).toEqual([
      2,
      1001,
      [true, true, false, false],
    ]);
    expect((await send(again)).body).toMatchObject({ taken: 2, known: 2 });
    expect(await entered('同じ明細')).toBe(4);
  }, 60_000);

  it('only what was previewed is taken: its sum and its known lines', async () => {
    const rows = [1, 2].map((at) => `入金,${today},${900 + at},,見たまま`);
    const { body: shown } = await look(list(rows));
    const fields = { sha256: shown.sha256, amount: String(shown.amount), known: String(shown.known), form: '' };
    expect([fields.amount, fields.known, shown.formId]).toEqual(['1803', '0', null]);
    await send(list(rows.slice(0, 1)), cashiers.other);
    const differs = await send(list(rows), cashiers.cashier, fields);
    expect([differs.status, differs.body.code]).toEqual([409, 'uploads.preview-differs']);
    expect(await entered('見たまま')).toBe(1);
    const { body: again } = await look(list(rows));
    const seen = { ...fields, amount: String(again.amount), known: String(again.known) };
    expect((await send(list(rows), cashiers.cashier, { ...seen, form: freshKey() })).body.code).toBe(
      'uploads.preview-differs',
    );
    expect((await send(list(rows), cashiers.cashier, seen)).body).toMatchObject({ taken: 1, known: 1 });
  }, 60_000);

  it('a file with yesterday’s lines only adds nothing and says so', async () => {
    const rows = [1, 2].map((at) => `入金,${daysAfter(today, -1)},${800 + at},,昨日`);
    await send(list(rows));
    const before = await lines();
    const again = await send(list([...rows].toReversed()));
    expect([again.status, again.body.taken, again.body.known]).toEqual([201, 0, 2]);
    expect(await lines()).toBe(before);
  }, 60_000);
});

describe('the bank’s own files', () => {
  it('a statement gives repayments, sums of batches, and what belongs to nothing; the next one adds what is new', async () => {
    const { payments } = await exported(110_000, 220_000);
    const [batch] = await sql<{ day: string }>(
      `SELECT b.transfer_on::text AS day FROM payment p JOIN payment_batch b ON b.id = p.batch_id WHERE p.id = $1`,
      [payments[0]?.id],
    );
    const first = [
      money({ kind: 'debit', day: short(batch?.day ?? ''), yen: 330_000, reference: '1', note: 'ｿｳｺﾞｳﾌﾘｺﾐ' }),
      money({ yen: 110_000, reference: '2', name: 'ﾌﾘｺﾐﾌﾉｳ', note: 'ﾓﾄﾞﾘ' }),
    ];
    const taken = await send(statement(first));
    expect([taken.status, taken.body.taken, taken.body.known]).toEqual([201, 2, 0]);
    // the sum agrees with its batch
    expect(taken.body.items.filter(({ code }) => code === 'no-such-batch')).toEqual([]);
    expect(taken.body.items.find(({ note }) => note === 'フリコミフノウ　モドリ')).toMatchObject({
      ...{ code: 'no-such-claim', amount: 110_000, likelyAs: 'return' },
      likelyNumber: await numberOf(payments.find(({ amount }) => amount === 110_000) ?? payments[0]!),
    });
    const next = await send(statement([...first, money({ kind: 'debit', yen: 440, reference: '3', note: 'ﾃｽｳﾘｮｳ' })]));
    expect([next.body.taken, next.body.known]).toEqual([1, 2]);
    expect(next.body.items.find(({ note }) => note === 'テスウリョウ')).toMatchObject({ code: 'no-such-batch' });
  }, 60_000);

  it('a file that is cut, or of another account, is refused with what to do, and nothing of it is entered', async () => {
    const before = await lines();
    const whole = statement([money({ yen: 900, note: 'ｷﾚﾀ' }), money({ yen: 901, note: 'ｷﾚﾀ' })]);
    const cut = await send(whole.subarray(0, 202 * 2 + 57));
    expect([cut.status, cut.body.code]).toEqual([422, 'payments.bank-record-length']);
    expect(cut.body.textJa).toMatch(/3番目のレコードが57バイト.*もう一度ダウンロード/);
    expect((await look(whole.subarray(0, 202 * 3))).body.textJa).toMatch(
      /3番目のレコードで終わっていて.*途中で切れています/,
    );
    for (const [other, said] of [
      [{ ...account, bankCode: '0005' }, /金融機関0005・支店100の口座（末尾321）/],
      [{ ...account, branchCode: '101' }, /支店101/],
      [{ ...account, accountNumber: '7654320' }, /末尾320/],
      [{ ...account, accountType: '2' }, /登録されている振込元口座のファイルではありません/],
    ] as const) {
      const file = statement([money({ yen: 902, note: 'ﾎｶ' })], other);
      for (const answer of [await look(file), await send(file)]) {
        expect([answer.status, answer.body.code]).toEqual([422, 'payments.bank-other-account']);
        expect(answer.body.textJa).toMatch(said);
      }
    }
    expect(await lines()).toBe(before);
  }, 60_000);

  it('transfers of 120 bytes are what the person says they are: those that failed are returned', async () => {
    const { payments } = await exported(130_000);
    const [payment] = payments;
    if (!payment) throw new Error('there is one payment');
    const file = written({
      ...{ form: '21', account, day: `${today.slice(5, 7)}${today.slice(8)}` },
      lines: [{ kind: 'result', yen: 130_000, number: await numberOf(payment), name: 'ｲ)ﾐﾎﾝｶｲ' }],
    });
    expect((await look(file)).body.code).toBe('payments.bank-outcome-needed');
    expect((await look(file, { outcome: 'failed' })).body.rows[0]).toMatchObject({ outcome: 'failed', onDay: today });
    expect((await send(file, cashiers.cashier, { outcome: 'failed' })).body).toMatchObject({ taken: 1, known: 0 });
    expect(await stateOf(payment)).toBe('returned');
  }, 60_000);
});

describe('a bank’s CSV is mapped once by an example and kept', () => {
  const csv = (rows: readonly string[]): Buffer =>
    Buffer.from(['照会口座,普通 7654321', '取引日,お引出し,お預入れ,お取り扱い内容,番号', ...rows].join('\r\n'));
  const columns = {
    ...{ dayColumn: '取引日', inColumn: 'お預入れ', outColumn: 'お引出し' },
    ...{ nameColumn: 'お取り扱い内容', referenceColumn: '番号' },
  };
  const rows = [`${today.replaceAll('-', '/')},,"1,234",ミホン,77`, `${today},440,,テスウリヨウ,78`];

  it('its columns are chosen by the first lines, looked at, kept, and used for the next file', async () => {
    const unknown = await look(csv(rows));
    expect([unknown.status, unknown.body.code]).toEqual([422, 'payments.bank-file-refused']);
    const { body: example } = await sendForm<{ headings: string[]; rows: { line: number; cells: string[] }[] }>(
      system,
      cashiers.cashier,
      '/bank-forms/previews',
      { file: csv(rows), name: 'a.csv' },
    );
    expect(example.headings).toEqual(['取引日', 'お引出し', 'お預入れ', 'お取り扱い内容', '番号']);
    expect(example.rows[1]?.cells).toEqual([today, '440', '', 'テスウリヨウ', '78']);
    const before = await lines();
    const { body: draft } = await look(csv(rows), { columns: JSON.stringify(columns) });
    expect(draft.rows).toMatchObject([
      { kind: 'credit', onDay: today, amount: 1234, note: 'ミホン', reference: '77' },
      { kind: 'debit', onDay: today, amount: 440, note: 'テスウリヨウ', reference: '78' },
    ]);
    expect(await lines()).toBe(before);
    const kept = await post<{ items: { name: string }[] }>(cashiers.cashier, '/bank-forms', {
      ...columns,
      name: '見本銀行',
    });
    expect([kept.status, kept.body.items.map(({ name }) => name)]).toEqual([201, ['見本銀行']]);
    expect((await send(csv(rows))).body).toMatchObject({ taken: 2, known: 0 });
    expect((await send(csv([...rows, `${today},,5,ミホン,79`]))).body).toMatchObject({ taken: 1, known: 2 });
  }, 60_000);

  it('a file without a table says so; one whose first row is a title is asked for its columns', async () => {
    const paper = Buffer.from('このファイルは明細ではありません。\r\n銀行の画面からもう一度取得してください。\r\n');
    const fault = {
      code: 'file.no-table',
      textJa: expect.stringMatching(/表が見つかりません.*もう一度取得/) as string,
    };
    for (const answer of [await look(paper), await send(paper)])
      expect(answer).toMatchObject({ status: 422, body: { code: 'expenses.file-unreadable', missing: [fault] } });
    const example = await sendForm(system, cashiers.cashier, '/bank-forms/previews', { file: paper, name: 'a.csv' });
    expect(example).toMatchObject({ status: 422, body: { code: 'expenses.file-unreadable', missing: [fault] } });
    const titled = Buffer.from('知らない銀行の明細\r\n日にち,金額\r\n2026/11/27,1\r\n');
    expect((await look(titled)).body.code).toBe('payments.bank-file-refused');
  }, 60_000);

  it('what cannot be is refused by its column: a column twice, no amount, both amounts, no JSON', async () => {
    const twice = await post<Refused>(cashiers.cashier, '/bank-forms', {
      ...columns,
      outColumn: 'お預入れ',
      name: '見本',
    });
    expect([twice.status, twice.body.code]).toEqual([422, 'payments.form-column-twice']);
    const some = [`${today},0,,ミホン,1`, `${today},1,2,ミホン,2`, `いつか,1,,ミホン,3`, `${today},,,繰越,4`];
    const { body } = await look(csv(some), {
      columns: JSON.stringify(columns),
    });
    expect(body.rows.map(({ faults }) => faults.map(({ column, code }) => [column, code]))).toEqual([
      [['お預入れ', 'requests.field-missing']],
      [['お引出し', 'payments.form-both-ways']],
      [['取引日', 'values.day']],
    ]);
    // without an amount it is no line, and is told
    expect(body.leftOut.rows.filter(({ why }) => why === 'no-amount')).toMatchObject([{ text: `${today} 繰越 4` }]);
    expect((await look(csv(rows), { columns: '{' })).body.code).toBe('payments.form-unreadable');
    expect((await look(csv(rows), { columns: '{}' })).status).toBe(400);
    expect((await post(claims.desk, '/bank-forms', { ...columns, name: '見本' })).status).toBe(403);
  }, 60_000);
});

describe('a bank’s CSV has one column of amounts', () => {
  const csv = (rows: readonly string[]): Buffer => Buffer.from(['年月日,区分,金額,内容', ...rows].join('\r\n'));
  const columns = { dayColumn: '年月日', amountColumn: '金額', nameColumn: '内容' };
  const worded = { ...columns, directionColumn: '区分', inWords: ['入金'], outWords: ['出金'] };
  const rows = [`${today},入金,"1,500",ヒトツ`, `${today},出金,330,ヒトツ`, `${today},入金,20,ヒトツ`];
  const draft = (file: Buffer, sent: object) => look(file, { columns: JSON.stringify(sent) });

  it('the words of its column are told with how often each stands there, kept, and used for the next file', async () => {
    const { body: example } = await sendForm<{ words: { heading: string; words: object[] }[] }>(
      ...[system, cashiers.cashier, '/bank-forms/previews'],
      { file: csv([...rows, `合計,出金,1850,`]), name: 'a.csv' },
    );
    expect(example.words.find(({ heading }) => heading === '区分')?.words).toEqual([
      { word: '入金', count: 2 },
      { word: '出金', count: 1 },
    ]);
    const kept = await post<{ items: object[] }>(cashiers.cashier, '/bank-forms', { ...worded, name: '一列銀行' });
    expect([kept.status, kept.body.items]).toEqual([201, expect.arrayContaining([expect.objectContaining(worded)])]);
    const { body: shown } = await look(csv(rows));
    expect(shown.rows).toMatchObject([
      { kind: 'credit', amount: 1500, note: 'ヒトツ' },
      { kind: 'debit', amount: 330, note: 'ヒトツ' },
      { kind: 'credit', amount: 20, note: 'ヒトツ' },
    ]);
    expect((await send(csv(rows))).body).toMatchObject({ taken: 3, known: 0 });
  }, 60_000);

  it('a word that was not there is a fault of its row, and nothing of the file is taken', async () => {
    const before = await lines();
    const file = csv([`${today},組戻,77,シラナイ`, `${today},入金,78,シラナイ`]);
    const told = [['/rows/2/区分', 'payments.form-word-unknown']];
    const { body } = await look(file);
    expect(body.rows.map(({ faults }) => faults.map(({ column, code }) => [column, code]))).toEqual([
      [['区分', 'payments.form-word-unknown']],
      [],
    ]);
    const sent = await send(file);
    expect([sent.status, sent.body.code, sent.body.errors?.map(({ pointer, code }) => [pointer, code])]).toEqual([
      ...[422, 'payments.bank-file-refused', told],
    ]);
    expect(await lines()).toBe(before);
  }, 60_000);

  it('signed amounts go out where they are negative', async () => {
    const { body } = await draft(
      csv([`${today},,"-2,000",フゴウ`, `${today},,"△2,001",フゴウ`, `${today},,2002,フゴウ`]),
      {
        ...columns,
      },
    );
    expect(body.rows).toMatchObject([
      { kind: 'debit', amount: 2000 },
      { kind: 'debit', amount: 2001 },
      { kind: 'credit', amount: 2002 },
    ]);
  }, 60_000);

  it('what cannot be is refused: both ways to say it, words without their column, a word twice, a column twice', async () => {
    const code = async (sent: object) => (await draft(csv(rows), sent)).body.code;
    expect(await code({ dayColumn: '年月日' })).toBe('payments.form-incomplete');
    expect(await code({ ...columns, inColumn: '内容', outColumn: '区分' })).toBe('payments.form-incomplete');
    expect(await code({ ...columns, inWords: ['入金'] })).toBe('payments.form-incomplete');
    expect(await code({ ...columns, directionColumn: '区分' })).toBe('payments.form-incomplete');
    expect(await code({ ...worded, outWords: ['出金', ' 入金'] })).toBe('payments.form-word-twice');
    expect(await code({ ...worded, directionColumn: '金額' })).toBe('payments.form-column-twice');
  }, 60_000);
});

describe('a line is known when its columns are assigned anew', () => {
  const csv = (rows: readonly string[]): Buffer =>
    Buffer.from(['取扱日,入,出,摘要一,摘要二,残高', ...rows].join('\r\n'));
  const first = { dayColumn: '取扱日', inColumn: '入', outColumn: '出', nameColumn: '摘要一' };
  const keep = (columns: object) => post(cashiers.cashier, '/bank-forms', { ...columns, name: '変わる銀行' });
  const rows = [`${today},610,,アラタ,カ 1,1000`, `${today},610,,アラタ,カ 2,1610`, `${today},,20,アラタ,カ 3,1590`];

  it('another column gives name and number: the same rows count once, equal ones as often as there are more', async () => {
    await keep(first);
    expect((await send(csv(rows))).body).toMatchObject({ taken: 3, known: 0 });
    expect((await keep({ ...first, nameColumn: '摘要二', referenceColumn: '摘要一' })).status).toBe(201);
    const more = [...rows, `${today},610,,アラタ,カ 4,2200`, `${today},610,,アラタ,カ 1,1000`];
    const { body: shown } = await look(csv(more));
    expect(shown.rows.map(({ note, reference, isKnown }) => [note, reference, isKnown])).toEqual([
      ['カ 1', 'アラタ', true],
      ['カ 2', 'アラタ', true],
      ['カ 3', 'アラタ', true],
      ['カ 4', 'アラタ', false],
      ['カ 1', 'アラタ', false],
    ]);
    expect((await send(csv(more))).body).toMatchObject({ taken: 2, known: 3 });
    expect((await look(csv(more))).body.known).toBe(5);
  }, 60_000);

  it('what says the same after it is no line of before: its number among equal ones goes on', async () => {
    // without a name the two forms say the same of different rows
    const { nameColumn: _, ...bare } = first;
    await keep(bare);
    const [one, two, three] = ['ア', 'イ', 'ウ'].map((name) => `${today},620,,${name},,`);
    expect((await send(csv([one ?? '']))).body).toMatchObject({ taken: 1, known: 0 });
    // the row itself is known before another one that says the same
    const { body: shown } = await look(csv([two ?? '', one ?? '']));
    expect(shown.rows.map(({ isKnown }) => isKnown)).toEqual([false, true]);
    expect((await send(csv([two ?? '', three ?? '', one ?? '']))).body).toMatchObject({ taken: 2, known: 1 });
  }, 60_000);

  it('two people take over the same rows at once under two forms: each line is entered once', async () => {
    await keep(first);
    const same = [1, 2].map((at) => `${today},63${at},,ドウジニ,ニ ${at},`);
    const other = JSON.stringify({ ...first, nameColumn: '摘要二' });
    const both = await Promise.all([send(csv(same)), send(csv(same.toReversed()), cashiers.other, { columns: other })]);
    expect(both.map(({ body: { taken, known } }) => taken * 10 + known).toSorted((a, b) => a - b)).toEqual([2, 20]);
  }, 60_000);
});

describe('an open line is taken by one act', () => {
  const open = async (note: string, file: Buffer): Promise<Item> => {
    const { body } = await send(file);
    const found = body.items.find((item) => item.note?.includes(note));
    if (!found) throw new Error(JSON.stringify(body));
    return found;
  };
  const take = (id: string, body: object, by = cashiers.cashier) =>
    post<Taken & Refused>(by, `/bank-lines/${id}/settlements`, body);

  it('as the return of the payment it likely is; who comes second is told', async () => {
    const { payments } = await exported(141_000);
    const [payment] = payments;
    if (!payment) throw new Error('there is one payment');
    const line = await open('ｸﾐﾓﾄﾞｼ'.normalize('NFKC'), statement([money({ yen: 141_000, note: 'ｸﾐﾓﾄﾞｼ' })]));
    expect(line).toMatchObject({ likelyAs: 'return', likelyNumber: await numberOf(payment) });
    const acts = { as: 'return', number: line.likelyNumber, reason: '口座なし', mistake: 'payee' };
    const both = await Promise.all([take(line.id, acts), take(line.id, acts, cashiers.other)]);
    expect(both.map(({ status, body }) => body.code ?? status).toSorted()).toEqual([200, 'payments.line-settled']);
    const { state, returnReason } = await cashiers.cashier.get<{ state: string; returnReason: string }>(
      `/payments/${payment.id}`,
    );
    expect([state, returnReason]).toEqual(['returned', '口座なし']);
  }, 60_000);

  it('as a settlement only with the same amount; a number that is not there is named', async () => {
    const { payments } = await exported(151_000);
    const [payment] = payments;
    if (!payment) throw new Error('there is one payment');
    const number = await numberOf(payment);
    const line = await open('カミ', list([`振込済,${today},151000,99999998,カミ`]));
    expect((await take(line.id, { as: 'settlement' })).body.code).toBe('payments.line-number-needed');
    expect((await take(line.id, { as: 'settlement', number: 99_999_997 })).body.code).toBe(
      'payments.line-no-such-number',
    );
    expect((await take(line.id, { as: 'repayment', number })).body.code).toBe('payments.line-other-kind');
    const less = await open('たりない', list([`振込済,${today},150999,99999998,たりない`]));
    const refused = await take(less.id, { as: 'settlement', number });
    expect([refused.status, refused.body.code]).toEqual([422, 'payments.line-other-amount']);
    expect(refused.body.textJa).toMatch(/明細の金額は150,999円ですが、この番号の金額は151,000円です/);
    expect((await take(line.id, { as: 'settlement', number })).status).toBe(200);
    expect(await stateOf(payment)).toBe('settled');
  }, 60_000);

  it('as a repayment, whose claim it likely is', async () => {
    const { shown, payments } = await exported(161_000);
    await post(cashiers.cashier, `/payments/${payments[0]?.id}/settlements`, { settledOn: today });
    const asked = await post<{ id: string; number: number }>(senior, `/expenses/${idOf(shown)}/repayments`, {
      ...{ amount: 61_000, reason: '二重払い', textJa: '重ねてお支払いしたため、ご返金をお願いします。' },
    });
    await post(second, `/repayments/${asked.body.id}/signatures`);
    const line = await open('ヘンキン', statement([money({ yen: 61_000, name: 'ﾐﾎﾝ', note: 'ﾍﾝｷﾝ' })]));
    expect(line.likelyAs).toBe('repayment');
    expect((await take(line.id, { as: 'repayment', number: line.likelyNumber })).status).toBe(200);
    const [claim] = await sql<{ state: string }>('SELECT state FROM repayment_claim WHERE id = $1', [asked.body.id]);
    expect(claim?.state).toBe('received');
  }, 60_000);

  it('as other, with the reason, and is put back', async () => {
    const line = await open('リソク', statement([money({ yen: 12, note: 'ﾘｿｸ' })]));
    expect((await take(line.id, {})).body.code).toBe('payments.reason-needed');
    const closed = await take(line.id, { as: 'other', reason: '預金利息' });
    expect(closed.body.closed[0]).toMatchObject({ id: line.id, reason: '預金利息' });
    expect(closed.body.items.map(({ id }) => id)).not.toContain(line.id);
    const back = (reason: string) =>
      post<Taken & Refused>(cashiers.other, `/bank-lines/${line.id}/put-backs`, { reason });
    const opened = await back('返還の入金だった');
    expect(opened.body.items.map(({ id }) => id)).toContain(line.id);
    expect(opened.body.closed.map(({ id }) => id)).not.toContain(line.id);
    expect((await back('もう一度')).body.code).toBe('payments.line-not-closed');
  }, 60_000);

  const one = async (amount: number): Promise<{ payment: PaymentShown; number: number }> => {
    const { payments } = await exported(amount);
    const [payment] = payments;
    if (!payment) throw new Error('there is one payment');
    return { payment, number: await numberOf(payment) };
  };

  it('a late line of an earlier return leaves the later, good transfer alone', async () => {
    const { payment, number } = await one(171_000);
    // a person entered the return by telephone; the payment was sent again to another account and paid
    await post(cashiers.cashier, `/payments/${payment.id}/returns`, {
      ...{ returnedOn: today, reason: '口座なし', mistake: 'insurer' },
    });
    await sql(
      `SET session_replication_role = replica;
       UPDATE payment SET state = 'settled', settled_on = '${today}', returned_on = NULL, return_reason = NULL
        WHERE id = '${payment.id}';
       UPDATE payment_return SET confirmed_on = '${today}' WHERE payment_id = '${payment.id}'`,
    );
    const late = await open('遅れて', list([`振込不能,${today},171000,${number},遅れて届いた`]));
    expect([late.code, late.likelyAs, await stateOf(payment)]).toEqual(['other-state', null, 'settled']);
    const credit = await open('ｵｸﾚﾓﾄﾞｼ'.normalize('NFKC'), statement([money({ yen: 171_000, note: 'ｵｸﾚﾓﾄﾞｼ' })]));
    expect(credit.likelyAs).toBeNull();
    for (const { id } of [late, credit])
      expect((await take(id, { as: 'return', number, reason: '口座なし' })).body.code).toBe(
        'payments.line-earlier-return',
      );
    expect(await stateOf(payment)).toBe('settled');
    // of a day before the transfer that was paid it is taken as what it says, and moves nothing
    await sql('UPDATE payment_batch SET transfer_on = $2 WHERE id = (SELECT batch_id FROM payment WHERE id = $1)', [
      ...[payment.id, daysAfter(today, 1)],
    ]);
    expect((await take(late.id, { as: 'return', number, reason: '口座なし' })).status).toBe(200);
    expect(await stateOf(payment)).toBe('settled');
  }, 60_000);

  it('of two real movements the second is no evidence of the first', async () => {
    const { payment, number } = await one(172_000);
    const rows = [1, 2].map((at) => `振込済,${today},172000,9999999${at},二重${at}`);
    const [first, again] = [await open('二重1', list(rows)), await open('二重2', list(rows.toReversed()))];
    const both = await Promise.all([
      take(first.id, { as: 'settlement', number }),
      take(again.id, { as: 'settlement', number }, cashiers.other),
    ]);
    expect(both.map(({ status, body }) => body.code ?? status).toSorted()).toEqual([
      ...[200, 'payments.line-stands-already'],
    ]);
    expect(await stateOf(payment)).toBe('settled');
    const [back, twice] = [1, 2].map((at) => money({ yen: 172_000, reference: String(at), note: `ﾆｼﾞｭｳ${at}` }));
    if (!back || !twice) throw new Error('there are two');
    const credits = [await open('ニジュウ1', statement([back])), await open('ニジュウ2', statement([twice]))];
    expect(credits.map(({ likelyNumber }) => likelyNumber)).toEqual([number, number]);
    const codes = [];
    for (const { id } of credits) codes.push((await take(id, { as: 'return', number, reason: '口座なし' })).body.code);
    expect(codes).toEqual([undefined, 'payments.line-stands-already']);
  }, 60_000);

  it('a batch whose sum went out is not cancelled; a line of one that was is open', async () => {
    const { payment } = await one(173_000);
    const [batch] = await sql<{ id: string; day: string }>(
      `SELECT b.id, b.transfer_on::text AS day
         FROM payment p JOIN payment_batch b ON b.id = p.batch_id WHERE p.id = $1`,
      [payment.id],
    );
    if (!batch) throw new Error('it is in a batch');
    await send(statement([money({ kind: 'debit', day: short(batch.day), yen: 173_000, note: 'ｲﾁｶﾂ' })]));
    const asked = await post<Refused>(cashiers.cashier, `/payment-batches/${batch.id}/transitions`, {
      ...{ to: 'cancelled', reason: '送らなかった' },
    });
    expect([asked.status, asked.body.code]).toEqual([409, 'payments.batch-debited']);
    const items = async () => (await cashiers.cashier.get<Taken>('/reconciliation')).items;
    const isListed = async () => (await items()).find(({ note }) => note === 'イチカツ');
    expect(await isListed()).toBeUndefined();
    // as a release before this one could cancel it
    await sql(
      `SET session_replication_role = replica;
       UPDATE payment_batch SET state = 'cancelled', cancelled_by = built_by, cancelled_at = now()
        WHERE id = '${batch.id}'`,
    );
    const shown = await isListed();
    expect(shown?.code).toBe('batch-cancelled');
    expect((await take(shown?.id ?? '', { as: 'other', reason: '取消済み' })).status).toBe(200);
    expect(await isListed()).toBeUndefined();
  }, 60_000);

  it('a receipt that the bank takes back is no sum that we sent', async () => {
    const { payment, number } = await one(174_000);
    const [batch] = await sql<{ day: string }>(
      `SELECT b.transfer_on::text AS day FROM payment p JOIN payment_batch b ON b.id = p.batch_id WHERE p.id = $1`,
      [payment.id],
    );
    const back = money({ kind: 'debit', day: short(batch?.day ?? ''), yen: 174_000, note: 'ﾄﾘｹｼ' });
    const line = await open('トリケシ', written({ form: '01', account, lines: [back] }));
    expect(line.code).toBe('credit-taken-back');
    expect((await take(line.id, { as: 'settlement', number })).body.code).toBe('payments.line-other-kind');
    expect(await stateOf(payment)).toBe('exported');
  }, 60_000);

  it('nothing is proposed that would be refused: of a day to come, of a claim that is later', async () => {
    const { number } = await one(175_000);
    const tomorrow = daysAfter(today, 1);
    const early = await open('アシタ', statement([money({ yen: 175_000, day: short(tomorrow), note: 'ｱｼﾀ' })]));
    expect(early.likelyAs).toBeNull();
    const [before, later] = [
      daysAfter(today, -5),
      await open('まだ', list([`振込済,${tomorrow},175000,${number},まだ`])),
    ];
    expect([later.code, later.likelyAs]).toEqual(['future-day', null]);
    const old = await open('まえ', list([`振込済,${before},175000,${number},まえ`]));
    expect([old.code, old.likelyAs]).toEqual(['other-day', null]);
  }, 60_000);
});
