import { bankDaysAfter } from '#platform';
import { Cashiers } from './cashiers.js';
import { Claims, cost, idOf, post, today } from './claims.js';
import { freshKey, type Session, type TestSystem } from './system.js';

/** Cases of one hospital in every state that a page shows: what the pages are looked at with. */
export interface World {
  /** Reported a moment ago by the manager: nothing is done yet. */
  readonly reported: string;
  /** Abroad, with the question on which the outlook hangs. */
  readonly abroad: string;
  /** With expenses in review, asked about, proposed, rejected and paid. */
  readonly claimed: string;
  readonly expenses: {
    readonly inReview: string;
    readonly asked: string;
    readonly proposed: string;
    readonly rejected: string;
    readonly paid: string;
    /** Damages, of a claimant who was paid in part. */
    readonly damages: string;
  };
  /** Built and not released. */
  readonly batch: string;
  /** Who has the line in review. */
  readonly holder: Session;
}

/** Makes the world through HTTP, as its people would. */
export async function worldOf(system: TestSystem): Promise<World> {
  const claims = await Claims.on(system);
  const cashiers = await Cashiers.on(system);
  const manager = await system.as('manager@sakura.example');
  const senior = await system.as('senior@sonae.example');
  const { items } = await claims.desk.get<{ items: { id: string; institutionId: string; inForce: boolean }[] }>(
    `/policies?q=${encodeURIComponent('さくら総合病院')}`,
  );
  const policy = items.find(({ inForce }) => inForce);
  if (!policy) throw new Error('the hospital of the demonstration has no policy in force');

  const report = async (body: object): Promise<string> => {
    const answer = await manager.send<{ id: string }>('POST', '/incidents', {
      key: freshKey(),
      body: { reporter: { name: '見本 花子', phone: '03-5550-0100' }, ...body },
    });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body.id;
  };
  const abroad = await report({
    description: '海外の学会でノートパソコンを盗まれた',
    cause: 'information-leak',
    country: 'US',
    discoveredAt: new Date(Date.now() - 7_200_000).toISOString(),
    expenses: [cost('call-center', 500_000)],
  });
  const claimed = await claims.inReview(policy, [
    cost('damage-and-cause-investigation', 300_000, {
      vendorName: '見本フォレンジック株式会社',
      invoiceNumber: 'INV-001',
    }),
    cost('damage-and-cause-investigation', 200_000, {
      vendorName: '見本フォレンジック株式会社',
      invoiceNumber: 'INV-002',
    }),
    cost('data-restoration', 2_400_000, { vendorName: '見本データ復旧株式会社', tax: 240_000 }),
    cost('call-center', 100_000),
    cost('call-center', 150_000, { vendorName: '見本コールセンター株式会社' }),
    damages(500_000),
  ]);
  const line = (at: number): string => idOf(claimed, at);
  const holderOf = (at: number): Promise<Session> => claims.holder(line(at));
  await cashiers.account(policy.institutionId);

  const approved = await claims.propose(await holderOf(4), line(4));
  if (approved.body.state !== 'approved') throw new Error(JSON.stringify(approved.body));
  await cashiers.pay(claimed.id, 1);
  const rejected = await claims.propose(await holderOf(3), line(3), {
    kind: 'reject',
    reasons: [{ code: 'not-proven', text: '受電の記録と日付が合いません。' }],
    textJa: '受電の記録で確認できないため、お支払いの対象になりません。',
  });
  await claims.sign(senior, rejected.body.id, { articles: [{ article: '第12条第1項' }] });
  await cashiers.makeFinal(claimed.id);
  const proposed = await claims.propose(await holderOf(2), line(2));
  if (proposed.body.state !== 'open') throw new Error(JSON.stringify(proposed.body));
  await post(await holderOf(1), `/expenses/${line(1)}/information-requests`, {
    question: '作業報告書の2頁目が読めません。もう一度お送りください。',
  });
  await post(manager, `/incidents/${claimed.id}/pre-approvals`, {
    category: 'press-conference',
    amount: 800_000,
    description: '記者会見の会場と司会',
  });

  // one more, to be paid: a batch that waits for its release
  const more = await claims.inReview(policy, [cost('call-center', 90_000, { vendorName: '見本受電株式会社' })]);
  await claims.propose(await claims.holder(idOf(more)), idOf(more));
  await cashiers.makeFinal(more.id);
  const waiting = await cashiers.payments(more.id, 1);
  const batch = await cashiers.build(waiting);
  if (batch.status !== 201) throw new Error(`${bankDaysAfter(today, 3)} ${JSON.stringify(batch.body)}`);

  const entered = await post<{ items: { id: string }[] }>(manager, `/incidents/${claimed.id}/claimants`, {
    name: '見本 患者',
  });
  const claimantId = entered.body.items[0]?.id ?? '';
  for (const [kind, amount] of [
    ['demand', 600_000],
    ['paid-by-institution', 200_000],
  ] as const)
    await post(manager, `/claimants/${claimantId}/acts`, { kind, amount, onDay: today });
  await post(await holderOf(5), `/expenses/${line(5)}/claimants`, { claimantId, payTo: 'institution' });

  await returnedAndWatched(claims, cashiers);

  const reported = await report({
    description: '電子カルテが開けない。画面に脅迫文が出ている。',
    cause: 'cyber-attack',
    country: 'JP',
    attackConfirmed: true,
    careImpact: { emergencyStopped: true, paperCharts: true },
  });
  await system.settled(60_000);
  return {
    reported,
    abroad,
    claimed: claimed.id,
    expenses: {
      inReview: line(0),
      asked: line(1),
      proposed: line(2),
      rejected: line(3),
      paid: line(4),
      damages: line(5),
    },
    batch: batch.body.id,
    holder: await holderOf(0),
  };
}

/** Damages of a third party, for which the hospital is liable. */
export const damages = (amount: number): object =>
  cost('damages', amount, {
    claimant: 'third-party',
    liability: {
      legalLiability: true,
      inCourseOfBusiness: true,
      accidental: true,
      bodilyInjuryOrPropertyDamage: false,
    },
  });

/** Of another hospital: a transfer that came back, and an account whose vendor resembles a watched name. */
async function returnedAndWatched(claims: Claims, cashiers: Cashiers): Promise<void> {
  const policy = await claims.policy({
    institution: { name: '見本つばめ診療所', kind: 'general-clinic', corporationKind: 'medical-corporation' },
  });
  const shown = await claims.inReview(policy, [cost('call-center', 70_000)]);
  await cashiers.account(policy.institutionId);
  const approved = await claims.propose(await claims.holder(idOf(shown)), idOf(shown));
  if (approved.body.state !== 'approved') throw new Error(JSON.stringify(approved.body));
  await cashiers.makeFinal(shown.id);
  const payments = await cashiers.payments(shown.id, 1);
  await cashiers.export(payments);
  const back = await post(cashiers.cashier, `/payments/${payments[0]?.id}/returns`, {
    returnedOn: today,
    reason: '口座解約済み',
    mistake: 'payee',
  });
  if (back.status !== 200) throw new Error(JSON.stringify(back.body));
  await post(claims.admin, '/watch-entries', { names: [{ name: '見本髙橋商会', source: '見本の名簿 2026-11' }] });
  const vendor = await post(cashiers.cashier, '/payee-accounts', {
    institutionId: policy.institutionId,
    bankCode: '0009',
    branchCode: '015',
    accountNumber: '1112223',
    holder: 'ﾐﾎﾝﾀｶﾊｼｼﾖｳｶｲ',
    vendorName: '株式会社見本高橋商会',
  });
  if (vendor.status !== 201) throw new Error(JSON.stringify(vendor.body));
}
