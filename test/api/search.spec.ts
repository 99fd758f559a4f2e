import fc from 'fast-check';
import { foldLetters, foldName, newId } from '#kernel';
import { Claims } from '../support/claims.js';
import { pdfOf, sendForm } from '../support/papers.js';
import { People } from '../support/people.js';
import { asSuperuser } from '../support/database.js';
import { tries } from '../support/property-runs.js';
import { freshKey, type Session } from '../support/system.js';
import { RawRole } from '../trust/raw-roles.js';
import { twoHospitals, type TwoHospitals } from '../trust/two-hospitals.js';

interface Hit {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly textJa: string;
  readonly textEn: string;
  readonly matched: string;
  readonly match: string;
  readonly caseId: string | null;
  readonly expenseId: string | null;
  readonly institutionId: string | null;
}
interface Group {
  readonly kind: string;
  readonly hits: readonly Hit[];
  readonly hasMore: boolean;
}
interface Refused {
  readonly code: string;
  readonly textJa: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string }[];
}

let world: TwoHospitals;
let claims: Claims;
let desk: Session;
let manager: Session;
let reporter: Session;
let neighbour: Session;
let agent: Session;
let administrator: Session;
let cashier: Session;
/** The insurer's, beside the case of Sakura. */
let note: string;

const noteText = '内部のみ：Ｒａｎｓｏｍ の交渉はサーバー班が行う';

beforeAll(async () => {
  world = await twoHospitals();
  const { system } = world;
  [desk, manager, reporter, neighbour, agent, administrator, cashier] = (await Promise.all(
    [
      ...['support@sonae', 'manager@sakura', 'reporter@sakura', 'reporter@midori'],
      ...['agent@hikari', 'admin@sonae', 'payments@sonae'],
    ].map((name) => system.as(`${name}.example`)),
  )) as [Session, Session, Session, Session, Session, Session, Session];
  claims = await Claims.on(system);
  note = await filed(desk, world.own.id, { name: '社外秘メモ.txt', kind: 'insurer-note', content: noteText });
}, 120_000);
afterAll(async () => {
  await world?.stop();
});

interface Paper {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly kind?: string;
}
async function filed(by: Session, incidentId: string, { name, content, kind = 'other' }: Paper): Promise<string> {
  const file = typeof content === 'string' ? Buffer.from(content) : content;
  const { status, body } = await sendForm<{ id: string }>(world.system, by, '/documents', {
    fields: { incidentId, kind },
    ...{ file, name },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}
const ask = (by: Session, q: string, more = '') =>
  by.send<{ groups: Group[] } & Refused>('GET', `/search?q=${encodeURIComponent(q)}${more}`);
async function search(by: Session, q: string, more = ''): Promise<Group[]> {
  const { status, body } = await ask(by, q, more);
  if (status !== 200) throw new Error(`${q} answered ${JSON.stringify(body)}`);
  return body.groups;
}
async function hits(by: Session, kind: string, q: string, more = ''): Promise<readonly Hit[]> {
  return (await search(by, q, `&kinds=${kind}&limit=20${more}`)).flatMap((group) => group.hits);
}
const everything = async (by: Session, q: string): Promise<Hit[]> =>
  (await search(by, q, '&limit=20')).flatMap((group) => group.hits);

describe('a search shows nothing that its reader may not see', () => {
  it('a foreign case number, policy number, paper, name and telephone find nothing, and are no error', async () => {
    await filed(neighbour, world.foreign.id, { name: '緑だけの書類.pdf', content: pdfOf('midori') });
    const [own] = await world.seen<{ policy_number: string; no: number }>(
      `SELECT m.policy_number, p.no
         FROM member_period m
         JOIN payment p ON p.institution_id = m.institution_id
        WHERE m.institution_id = $1`,
      [world.midori],
    );
    const foreign = [world.foreign.caseNumber, own!.policy_number, '緑だけの書類', 'みどり中央'];
    for (const q of foreign)
      for (const by of [manager, reporter]) expect([by.email, q, await everything(by, q)]).toEqual([by.email, q, []]);
    // its own case may have the number of a foreign payment
    expect(await search(manager, String(own!.no), '&kinds=payments')).toEqual([]);
    expect(await hits(desk, 'cases', world.foreign.caseNumber)).toMatchObject([{ id: world.foreign.id }]);
    expect(await hits(desk, 'papers', '緑だけの書類')).toHaveLength(1);
  });

  it('whatever a hospital or an agent asks for, every hit is of its own institutions', async () => {
    const clients = (
      await world.seen<{ id: string }>(
        `SELECT institution_id AS id
           FROM agency_client c
           JOIN agency a ON a.id = c.agency_id
          WHERE a.name LIKE '%ひかり%'`,
      )
    ).map(({ id }) => id);
    expect(clients).toContain(world.midori);
    const asked = [
      '見本',
      '病',
      '院',
      '2026',
      'mc',
      '03',
      '0',
      'a',
      '%',
      'pdf',
      '社外秘',
      'ransom',
      '見本 太郎',
      'サーバ',
    ];
    for (const [by, may] of [
      [manager, [world.sakura]],
      [reporter, [world.sakura]],
      [neighbour, [world.midori]],
      [agent, clients],
    ] as const)
      for (const q of asked) {
        const found = await everything(by, q);
        expect([by.email, q, found.filter(({ institutionId }) => !may.includes(institutionId ?? ''))]).toEqual([
          by.email,
          q,
          [],
        ]);
      }
    expect(await hits(agent, 'cases', world.foreign.caseNumber)).toMatchObject([{ id: world.foreign.id }]);
    expect(await everything(agent, world.own.caseNumber)).toEqual([]);
  });

  it('the insurer’s own paper is found by the insurer alone, by its name and by its text', async () => {
    for (const q of ['社外秘メモ', '内部のみ', 'ransom']) {
      expect(await hits(desk, 'papers', q)).toMatchObject([{ id: note, caseId: world.own.id }]);
      for (const by of [manager, agent]) expect(await hits(by, 'papers', q)).toEqual([]);
    }
  });

  it('papers of the register of claimants are found by the hospital and not by its agent', async () => {
    const id = await filed(neighbour, world.foreign.id, {
      ...{ name: '訴状の控え.pdf', content: pdfOf('claim'), kind: 'claimant-letter' },
    });
    expect(await hits(neighbour, 'papers', '訴状の控え')).toMatchObject([{ id }]);
    expect(await hits(agent, 'papers', '訴状の控え')).toEqual([]);
  });

  it('each kind needs its own right: what somebody may not read is no group of theirs', async () => {
    const kinds = async (by: Session): Promise<string[]> => (await search(by, '見本')).map(({ kind }) => kind);
    expect(await kinds(administrator)).toEqual(['institutions', 'policies', 'people']);
    expect(await kinds(desk)).toEqual(['cases', 'institutions', 'policies', 'papers', 'people']);
    expect(await kinds(cashier)).toEqual(['cases', 'institutions', 'policies', 'payments', 'papers', 'people']);
    expect(await kinds(manager)).toEqual(['cases', 'institutions', 'policies', 'papers', 'people']);
    expect(await kinds(reporter)).toEqual(['cases', 'institutions', 'papers', 'people']);
    expect(await kinds(agent)).toEqual(['cases', 'institutions', 'policies', 'papers', 'people']);
    expect(await search(administrator, world.own.caseNumber, '&kinds=cases,payments,papers')).toEqual([]);
    // the reporters of cases are no people to somebody who reads no cases, and users none to somebody outside
    expect(await hits(administrator, 'people', '見本 太郎')).toEqual([]);
    expect(await hits(manager, 'people', 'そなえ')).toEqual([]);
    expect((await hits(cashier, 'people', 'そなえ')).filter(({ kind }) => kind === 'person')).toEqual([]);
    expect((await world.system.send('GET', '/search?q=x')).status).toBe(401);
  });

  it('the database holds it too: the institution’s role reads no foreign form by any statement', async () => {
    const role = await RawRole.on(world.system.db.institutionUrl);
    const as = (who: string, institutions: string) => ({
      ...{ institutions, cases: '*' },
      actor: { kind: 'person', id: newId(), as: who },
    });
    try {
      for (const table of ['case_name', 'document_text']) {
        const foreign = `SELECT FROM ${table} WHERE institution_id <> '${world.sakura}'`;
        expect(await role.outcome(as('hospital-manager', world.sakura), foreign)).toBe('0 rows');
        expect(
          await role.outcome(as('hospital-manager', world.sakura), `UPDATE ${table} SET incident_id = incident_id`),
        ).toBe('42501');
        expect(await role.outcome(as('hospital-manager', world.sakura), `DELETE FROM ${table}`)).toBe('42501');
      }
      const own = `SELECT FROM document_text WHERE document_id = '${note}'`;
      expect(await role.outcome(as('hospital-manager', world.sakura), own)).toBe('0 rows');
      const mine = `SELECT FROM case_name WHERE incident_id = '${world.own.id}'`;
      expect(await role.outcome(as('hospital-manager', world.sakura), mine)).toBe('1 rows');
      const [foreign] = await world.seen<{ id: string }>(
        `SELECT document_id AS id FROM document_text WHERE institution_id = $1 LIMIT 1`,
        [world.midori],
      );
      expect(
        await role.outcome(
          as('hospital-manager', world.sakura),
          `INSERT INTO document_text (document_id, incident_id, institution_id, name_folded, name_grams)
           VALUES ('${foreign!.id}', '${world.own.id}', '${world.sakura}', 'x', '{x}')`,
        ),
      ).toMatch(/^(42501|23503|23505)$/);
    } finally {
      await role.close();
    }
  });
});

describe('a text that means something elsewhere means itself', () => {
  it.each([
    '%',
    '_',
    '\\',
    '%%%',
    '\\%',
    "'",
    "' OR '1'='1",
    '"; --',
    '${}',
    '*',
    '.',
    '(',
    '[a-z]',
    '\u3000％',
    '＿',
    '🏥',
  ])('%j finds only what contains it, or nothing', async (q) => {
    const letters = foldLetters(q);
    for (const by of [desk, manager, administrator, cashier])
      for (const hit of await everything(by, q)) {
        const holds = hit.matched === 'email' ? hit.textJa.includes(q.normalize('NFKC').trim()) : letters !== '';
        expect([q, hit, holds]).toEqual([q, hit, true]);
      }
  });

  it('a file name is found by the letters beside its signs, and its signs alone find nothing', async () => {
    const id = await filed(reporter, world.own.id, { name: '100%_確定版.pdf', content: pdfOf('percent') });
    expect(await hits(manager, 'papers', '100%_確定')).toMatchObject([{ id, matched: 'file-name' }]);
    expect(await hits(manager, 'papers', '確定版')).toMatchObject([{ id }]);
    for (const q of ['%', '_', '\\', '%_', '100_確%定']) {
      const found = await hits(manager, 'papers', q);
      expect(found.every(({ title }) => foldLetters(title).includes(foldLetters(q)) && foldLetters(q) !== '')).toBe(
        true,
      );
    }
  });

  it('holds for any text: a hit by name contains every word that was asked for', async () => {
    const sign = fc.constantFrom(
      '%',
      '_',
      '\\',
      '％',
      '病',
      '院',
      'サ',
      '見',
      '本',
      ' ',
      '0',
      '-',
      '”',
      'ｻ',
      'ー',
      '*',
      'm',
      'c',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(sign, { minLength: 1, maxLength: 8 }), async (signs) => {
        const q = signs.join('');
        if (q.trim() === '') return;
        for (const hit of await everything(desk, q)) {
          const fold = hit.kind === 'institution' || hit.kind === 'case' ? foldName : foldLetters;
          if (['institution-name', 'file-name', 'reporter-name', 'person-name', 'typed-name'].includes(hit.matched))
            for (const word of q.split(/[\s\u3000]+/u).map(fold))
              expect([q, hit.title, fold(hit.title).includes(word)]).toEqual([q, hit.title, true]);
          if (hit.matched === 'email') expect(hit.textJa).toContain(q.trim().normalize('NFKC').toLowerCase());
        }
      }),
      tries(60),
    );
  });

  it.each([
    ['nothing', '', 'search.nothing-asked'],
    ['spaces of both widths', ' \u3000 ', 'search.nothing-asked'],
    ['201 characters', 'あ'.repeat(201), 'search.too-long'],
  ])('%s is refused in words, at its field', async (_, q, code) => {
    const { status, body } = await ask(desk, q);
    expect([status, body.code, body.errors?.[0]?.pointer]).toEqual([400, code, '/q']);
  });

  it('10,000 characters are refused without a look at the database, 200 with spaces around are not', async () => {
    expect((await ask(desk, 'x'.repeat(10_000))).status).toBeGreaterThanOrEqual(400);
    expect((await desk.send('GET', '/search')).body).toMatchObject({ code: 'requests.field-missing' });
    expect((await ask(desk, ` ${'あ'.repeat(200)} `)).status).toBe(200);
    expect((await ask(desk, 'x', '&limit=21')).body.code).toBe('requests.out-of-range');
    expect((await ask(desk, 'x', '&limit=0')).body.code).toBe('requests.out-of-range');
    expect((await ask(desk, 'x', '&kinds=cases,secrets')).body).toMatchObject({ code: 'search.kind-unknown' });
    expect((await ask(desk, 'x', '&q=y')).status).toBe(400);
  });
});

describe('numbers', () => {
  it('a case is found by its number in every written form, first of all', async () => {
    const { caseNumber, id } = world.own;
    const [, year = '', sequence = '', check = ''] = /^MC-(\d+)-(\d+)-(\d)$/.exec(caseNumber)!;
    const wide = (text: string): string =>
      text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
    const forms = [
      ...[caseNumber, caseNumber.toLowerCase(), caseNumber.replaceAll('-', ''), wide(caseNumber), ` ${caseNumber} `],
      ...[caseNumber.replaceAll('-', 'ー'), caseNumber.replaceAll('-', ' '), `MC${year}${sequence}${check}`],
      ...[
        `${year}-${sequence}-${check}`,
        `${year}-${sequence}`,
        `${sequence}-${check}`,
        sequence,
        `事案番号：${caseNumber}`,
      ],
    ];
    for (const q of forms)
      expect([q, (await hits(desk, 'cases', q))[0]]).toMatchObject([
        q,
        { id, matched: 'case-number', match: 'number' },
      ]);
    expect((await hits(desk, 'cases', String(Number(sequence)))).map((hit) => hit.id)).toContain(id);
    expect((await hits(manager, 'cases', caseNumber))[0]).toMatchObject({ id, caseId: id });
  });

  it('its payments are found by it, by their own number and by the institution, by those who may read them', async () => {
    const [payment] = await world.seen<{ id: string; no: number; expense_id: string }>(
      'SELECT id, no, expense_id FROM payment WHERE incident_id = $1',
      [world.own.id],
    );
    for (const q of [
      String(payment!.no),
      `No. ${payment!.no}`,
      `支払番号 ${payment!.no}`,
      world.own.caseNumber,
      'さくら総合',
    ])
      expect([q, await hits(cashier, 'payments', q)]).toMatchObject([
        q,
        expect.arrayContaining([
          expect.objectContaining({ id: payment!.id, caseId: world.own.id, expenseId: payment!.expense_id }),
        ]),
      ]);
  });

  it('a policy is found by the beginning of its number, whole numbers first', async () => {
    const [own] = await world.seen<{ id: string; policy_number: string }>(
      'SELECT id, policy_number FROM member_period WHERE institution_id = $1 ORDER BY inception_on DESC LIMIT 1',
      [world.sakura],
    );
    const { policy_number: number, id } = own!;
    expect((await hits(desk, 'policies', number))[0]).toMatchObject({ match: 'number', matched: 'policy-number' });
    expect((await hits(manager, 'policies', number.slice(0, -1))).map((hit) => hit.id)).toContain(id);
    expect((await hits(manager, 'policies', 'さくら'))[0]).toMatchObject({ institutionId: world.sakura });
    expect((await search(reporter, number)).map(({ kind }) => kind)).not.toContain('policies');
  });

  it('a telephone number is found in every written form: of institutions and of those who reported', async () => {
    const { body } = await desk.send<{ id: string }>('POST', '/incidents', {
      key: freshKey(),
      body: {
        reporter: { name: '見本 電話', phone: '０９０（１２３４）５６７８' },
        ...{ description: 'x', institutionName: '見本 どこか' },
      },
    });
    for (const q of [
      '090-1234-5678',
      '09012345678',
      '+81 90-1234-5678',
      '090(1234)5678',
      '０９０１２３４５６７８',
      '090-1234',
    ])
      expect([q, await hits(desk, 'people', q)]).toMatchObject([
        q,
        [{ kind: 'reporter', id: body.id, caseId: body.id, matched: 'telephone' }],
      ]);
    const [sakura] = await world.seen<{ telephone: string }>('SELECT telephone FROM institution WHERE id = $1', [
      world.sakura,
    ]);
    expect(await hits(desk, 'institutions', sakura!.telephone.replaceAll('-', ' '))).toMatchObject([
      { id: world.sakura, matched: 'telephone', match: 'whole' },
    ]);
    expect(await hits(neighbour, 'institutions', sakura!.telephone)).toEqual([]);
  });

  it('a case is found by the number under which the institution keeps it', async () => {
    const { body } = await reporter.send<{ id: string }>('POST', '/incidents', {
      key: freshKey(),
      body: {
        reporter: { name: '見本', phone: '03-0000-0001' },
        ...{ description: 'x', institutionReference: 'SEC-2026/77' },
      },
    });
    for (const q of ['SEC-2026/77', 'ｓｅｃ2026/77', 'sec-2026'])
      expect([q, await hits(manager, 'cases', q)]).toMatchObject([
        q,
        [{ id: body.id, matched: 'institution-reference' }],
      ]);
  });
});

describe('names', () => {
  it('an institution is found with and without 医療法人, in either variant of a character, with what is its own', async () => {
    const policy = await claims.policy({
      institution: {
        ...{ name: '医療法人社団髙﨑会 髙橋サーバクリニック', kind: 'general-clinic' },
        ...{ corporationKind: 'medical-corporation' },
      },
    });
    const forms = [
      '髙橋サーバクリニック',
      '高橋サーバー',
      '高崎会高橋',
      '医療法人社団 高﨑会',
      'ﾀｶ 高橋',
      '高橋 さーば',
      '髙',
      '橋',
    ];
    for (const q of forms.filter((form) => !form.startsWith('ﾀｶ')))
      for (const kind of ['institutions', 'policies'])
        expect([q, kind, (await hits(administrator, kind, q)).map((hit) => hit.institutionId)]).toEqual([
          q,
          kind,
          expect.arrayContaining([policy.institutionId]),
        ]);
    expect(await hits(administrator, 'institutions', 'ﾀｶ 高橋')).toEqual([]);
    const [first] = await hits(administrator, 'institutions', '髙﨑会 髙橋サーバクリニック');
    expect(first).toMatchObject({
      id: policy.institutionId,
      match: 'whole',
      textJa: expect.stringContaining('診療所'),
    });
  });

  it('a case is found by its institution, and by the name that was typed while nobody knew whose it was', async () => {
    expect((await hits(desk, 'cases', 'さくら')).map(({ id }) => id)).toEqual(
      expect.arrayContaining([world.own.id, world.other.id]),
    );
    expect(await hits(desk, 'cases', 'どこかの病院')).toMatchObject([
      { id: world.unmatched.id, matched: 'typed-name' },
    ]);
    expect(await hits(manager, 'cases', 'どこかの病院')).toEqual([]);
  });

  it('a paper is found in any width and kana, by its name and, where it is plain text, by its content', async () => {
    const named = await filed(reporter, world.own.id, { name: '院内ｻｰﾊﾞｰ構成.pdf', content: pdfOf('servers') });
    const sjis = Uint8Array.from([0x83, 0x54, 0x81, 0x5b, 0x83, 0x6f, 0x92, 0xe2, 0x8e, 0x7e]); // サーバ停止
    const note = await filed(reporter, world.own.id, { name: 'README-1.txt', content: sjis });
    for (const q of ['ｻｰﾊﾞ', 'サーバー', 'さーば', 'サーバ'])
      expect([q, await hits(manager, 'papers', q)]).toMatchObject([
        q,
        [
          { id: named, matched: 'file-name', caseId: world.own.id },
          { id: note, matched: 'text' },
        ],
      ]);
    expect(await hits(manager, 'papers', '止')).toMatchObject([{ id: note, matched: 'text' }]);
    expect(await hits(manager, 'papers', '構')).toMatchObject([{ id: named }]);
    expect(await hits(neighbour, 'papers', 'サーバ')).toEqual([]);
  });

  it('text behind the first 64 kB is not searched, nor are lists and papers with a password', async () => {
    const long = `${'あ'.repeat(21_850)}末尾の合言葉`;
    await filed(reporter, world.own.id, { name: 'long.txt', content: `先頭の合言葉${long}` });
    await filed(reporter, world.own.id, { name: '名簿.csv', content: '氏名\n名簿の合言葉\n', kind: 'recipient-count' });
    expect(await hits(manager, 'papers', '先頭の合言葉')).toHaveLength(1);
    expect(await hits(manager, 'papers', '末尾の合言葉')).toEqual([]);
    expect(await hits(manager, 'papers', '名簿の合言葉')).toEqual([]);
  });

  it('an erased content is found by no word of it, only by the name that stays', async () => {
    const id = await filed(reporter, world.own.id, { name: '消える文書.txt', content: '秘密の合言葉' });
    expect(await hits(manager, 'papers', '秘密の合言葉')).toMatchObject([{ id }]);
    const other = await world.system.as('senior@sonae.example');
    await desk.send('POST', `/documents/${id}/erasures`, { key: freshKey(), body: { reason: '患者の記録' } });
    await other.send('POST', `/documents/${id}/erasure-confirmations`, { key: freshKey(), body: {} });
    expect(await hits(manager, 'papers', '秘密の合言葉')).toEqual([]);
    expect(await hits(manager, 'papers', '消える文書')).toMatchObject([
      { id, textJa: expect.stringContaining('消去済み') },
    ]);
    expect(await world.seen('SELECT text_folded, text_grams FROM document_text WHERE document_id = $1', [id])).toEqual([
      { text_folded: null, text_grams: null },
    ]);
  });

  it('the insurer’s people are found by name, in either variant, and by address', async () => {
    await administrator.send('POST', '/users', {
      key: freshKey(),
      body: { email: 'taka_hashi@sonae.example', displayName: '髙橋 ひろ子' },
    });
    for (const q of ['高橋', '髙橋ひろ子', 'ヒロ子', '高', 'taka_hashi', 'a_h', 'TAKA_HASHI@sonae.example'])
      expect([q, (await hits(administrator, 'people', q)).map(({ title }) => title)]).toEqual([
        q,
        expect.arrayContaining(['髙橋 ひろ子']),
      ]);
    expect(await hits(administrator, 'people', 'taka%hashi')).toEqual([]);
    const [support] = await hits(desk, 'people', 'そなえ 一花');
    expect(support).toMatchObject({
      kind: 'person',
      matched: 'person-name',
      textJa: expect.stringContaining('専任スタッフ'),
    });
  });

  it('a person who was renamed is found by the new name alone', async () => {
    const { body } = await administrator.send<{ id: string; version: number }>('POST', '/users', {
      key: freshKey(),
      body: { email: 'renamed@sonae.example', displayName: '見本 旧姓' },
    });
    await administrator.send('PATCH', `/users/${body.id}`, {
      version: body.version,
      body: { displayName: '見本 新姓' },
    });
    expect(await hits(administrator, 'people', '新姓')).toMatchObject([{ id: body.id }]);
    expect(await hits(administrator, 'people', '旧姓')).toEqual([]);
  });

  it('a group has as many hits as were asked for, and says that there are more', async () => {
    const [group] = await search(desk, '見本', '&kinds=institutions&limit=3');
    expect([group?.hits.length, group?.hasMore]).toEqual([3, true]);
    const all = await search(desk, '見本', '&limit=20');
    for (const { hits: found } of all)
      expect(new Set(found.map(({ kind, id }) => `${kind}${id}`)).size).toBe(found.length);
  });
});

it('rows of before are folded by the job, and found then', async () => {
  await asSuperuser(world.system.db.ownerUrl, async (client) => {
    await client.query('SET search_path = sonae');
    await client.query('DELETE FROM case_name WHERE incident_id = $1', [world.unmatched.id]);
    await client.query('DELETE FROM document_text WHERE document_id = $1', [note]);
    await client.query(`UPDATE person SET name_folded = '' WHERE email = 'support@sonae.example'`);
  });
  expect(await hits(desk, 'papers', '社外秘メモ')).toEqual([]);
  await asSuperuser(world.system.db.ownerUrl, (client) =>
    client.query(`UPDATE sonae.name_folding SET after_id = NULL, done_at = NULL, at = clock_timestamp()`),
  );
  for (let tries_ = 0; tries_ < 100; tries_ += 1) {
    const [row] = await world.seen<{ open: number }>(
      'SELECT count(*)::int AS open FROM name_folding WHERE done_at IS NULL',
    );
    if (row?.open === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await hits(desk, 'papers', '社外秘メモ')).toMatchObject([{ id: note }]);
  expect(await hits(desk, 'cases', 'どこかの病院')).toMatchObject([{ id: world.unmatched.id }]);
  expect((await hits(desk, 'people', 'そなえ 一花')).map(({ kind }) => kind)).toContain('person');
});

it('an institution’s people and their telephones are no users of the insurer, whoever asks', async () => {
  await asSuperuser(world.system.db.ownerUrl, async (client) => {
    await client.query('SET search_path = sonae');
    const people = await People.on(client);
    await people.person({
      ...{ email: 'nurse@sakura.example', name: '見本 看護師長', institutionId: world.sakura },
      roles: ['hospital-reporter'],
    });
  });
  expect(await hits(desk, 'people', '看護師長')).toEqual([]);
});
