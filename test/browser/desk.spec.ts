import { Browsers } from '../support/browser.js';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { freshKey, testSystem, type TestSystem } from '../support/system.js';

let system: TestSystem;
let browsers: Browsers;

beforeAll(async () => {
  system = await testSystem();
  browsers = await Browsers.on(system);
}, 60_000);
afterAll(async () => {
  await browsers?.close();
  await system?.stop();
});

interface Case {
  readonly id: string;
  readonly caseNumber: string;
}
async function reported(body: object): Promise<Case> {
  const manager = await system.as('manager@sakura.example');
  const answer = await manager.send<Case>('POST', '/incidents', {
    key: freshKey(),
    body: { reporter: { name: '見本', phone: '03-5550-0000' }, ...body },
  });
  expect(answer.status).toBe(201);
  await system.settled();
  return answer.body;
}

it('takes a call: the policy is found by telephone, name and number while talking, and the report is the caller’s', async () => {
  const desk = await system.as('support@sonae.example');
  const { items } = await desk.get<{
    items: { policyNumber: string; institutionName: string; institutionId: string; inForce: boolean }[];
  }>(`/policies?q=${encodeURIComponent('さくら総合病院')}`);
  const policy = items.find(({ inForce }) => inForce);
  const { telephone } = await desk.get<{ telephone: string | null }>(`/institutions/${policy?.institutionId}`);
  const page = await browsers.as('support@sonae.example');
  await page.getByRole('link', { name: '電話で受け付ける' }).first().click();
  const search = page.getByRole('search');
  for (const words of [telephone ?? '', 'さくら', policy?.policyNumber ?? '']) {
    await search.getByRole('textbox').fill(words);
    await search.getByRole('textbox').press('Enter');
    await page
      .getByRole('listitem')
      .filter({ hasText: policy?.institutionName ?? '' })
      .filter({ hasText: '補償期間中' })
      .first()
      .waitFor();
  }
  await search.getByRole('textbox').fill('ありえない医療機関');
  await search.getByRole('textbox').press('Enter');
  await page.getByText(/見つかりません。番号の一部/).waitFor();
  await search.getByRole('textbox').fill(policy?.policyNumber ?? '');
  await search.getByRole('textbox').press('Enter');
  await page
    .getByRole('listitem')
    .filter({ hasText: '補償期間中' })
    .getByRole('button', { name: 'この契約を使う' })
    .click();
  expect(await page.getByLabel('医療機関の名称').inputValue()).toBe(policy?.institutionName);
  await page.getByRole('button', { name: '受け付ける' }).click();
  // an empty number is empty like every other field; one that cannot be read says how it is written
  const faults = page.getByText('入力してください。', { exact: true });
  await faults.first().waitFor();
  expect([await faults.count(), await page.getByText('電話番号を確かめてください。').count()]).toEqual([3, 0]);
  await page.getByLabel('折り返しの電話番号').fill('内線だけ');
  await page.getByRole('button', { name: '受け付ける' }).click();
  await page.getByText('電話番号を確かめてください。').waitFor();
  await page.getByLabel('折り返しの電話番号').fill('０３-5550-0001');
  await page.getByLabel('相手のお名前').fill('見本 次郎');
  await page.getByLabel('何が起きていますか').fill('電話で聞いた事故');
  // what was typed is there again after a reload, until it is sent
  await page.reload();
  expect(await page.getByLabel('何が起きていますか').inputValue()).toBe('電話で聞いた事故');
  await page.getByRole('button', { name: '受け付ける' }).click();
  await page.getByRole('heading', { level: 1, name: policy?.institutionName ?? '', exact: true }).waitFor();
  await page.getByText(/^MC-\d{4}-\d{6}-\d$/).waitFor();
  const { rows } = await asSuperuser(system.db.ownerUrl, (client) =>
    client.query(
      `SELECT channel, reporter_name, reporter_phone, policy_number FROM incident WHERE description = '電話で聞いた事故'`,
    ),
  );
  expect(rows).toEqual([
    {
      channel: 'telephone',
      reporter_name: '見本 次郎',
      reporter_phone: '03-5550-0001',
      policy_number: policy?.policyNumber,
    },
  ]);
});

it('support that waits is opened by name and with a reason; abroad without effect in Japan there is none to open', async () => {
  const amber = await reported({
    description: '侵入の疑い',
    cause: 'cyber-attack',
    country: 'JP',
    discoveredAt: new Date().toISOString(),
  });
  const abroad = await reported({
    description: '海外の支所',
    cause: 'cyber-attack',
    country: 'US',
    domesticEffect: false,
  });
  const page = await browsers.as('support@sonae.example');
  await page.getByRole('link', { name: /判断待ち/ }).click();
  const request = page.getByRole('row').filter({ hasText: amber.caseNumber }).first();
  await request.getByText('専任スタッフの確認待ち').waitFor();
  await request.getByRole('button', { name: '手配待ちにする' }).click();
  const dialog = page.getByRole('dialog', { name: '手配待ちにする' });
  await dialog.getByRole('button', { name: '手配待ちにする' }).click();
  await dialog.getByText('入力してください。').waitFor();
  await dialog.getByLabel('理由').fill('加入施設での発生を電話で確認');
  await dialog.getByRole('button', { name: '手配待ちにする' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.goto(`${browsers.address}/app/cases/${amber.id}`);
  await page.getByText(/の判断：加入施設での発生を電話で確認/).waitFor();
  await page.goto(`${browsers.address}/app/cases/${abroad.id}`);
  await page.getByText('緊急時サポートの依頼はありません。').waitFor();
  expect(browsers.faults).toEqual([]);
});

it('a fault in the bank file is shown at its byte and in words', async () => {
  const claims = await Claims.on(system);
  const cashiers = await Cashiers.on(system);
  const policy = await claims.policy({ plan: 3 });
  const claimed = await claims.inReview(policy, [cost('call-center', 80_000)]);
  await cashiers.account(policy.institutionId);
  await claims.propose(await claims.holder(idOf(claimed)), idOf(claimed));
  await cashiers.makeFinal(claimed.id);
  const built = await cashiers.build(await cashiers.payments(claimed.id, 1));
  // a name of the requester that nobody could have entered
  await asSuperuser(system.db.ownerUrl, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query(`UPDATE originating_account SET requester_name = 'ﾐﾎﾝｮﾝ'`);
  });
  const page = await browsers.as('payments@sonae.example');
  await page.goto(`${browsers.address}/app/batches/${built.body.id}`);
  await page.getByText('1か所に誤りがあります。').waitFor();
  // the fourth letter of the requester's name, which begins at byte 15
  await page.getByText('1行目 18バイト目').first().waitFor();
  await page
    .getByText(/「振込依頼人名」に振込データで使えない文字があります。/)
    .first()
    .waitFor();
  expect(browsers.faults).toEqual([]);
});

it('met no fault of a script and no refusal of the content security policy', () => {
  expect(browsers.faults).toEqual([]);
});
