import { bankDaysAfter } from '#platform';
import { dayInJapan } from '#kernel';
import type { Desk } from './demonstration-desk.js';

const senior = 'senior@sonae.example';
const second = 'senior2@sonae.example';
const cashier = 'payments@sonae.example';
const releaser = 'payments2@sonae.example';

interface Claimed {
  readonly id: string;
  readonly expenses: readonly { readonly id: string; readonly state: string }[];
}
interface Paid {
  readonly id: string;
  readonly state: string;
  readonly incidentId: string;
}

/**
 * Takes a reported case of the demonstration from its match to the file for the bank, as its people would: checks,
 * papers, review, decisions by two, the account, batch and release. The bank pays on the transfer date: see
 * `settleCourses`.
 */
export async function payCourse(desk: Desk, caseId: string, key: string, manager: string): Promise<void> {
  let calls = 0;
  const post = <T>(as: string, path: string, body: object): Promise<T> =>
    desk.post<T>(as, path, `${key}-${++calls}`, body);
  const shown = (): Promise<Claimed & { institutionId: string; policyId: string }> =>
    desk.get(senior, `/incidents/${caseId}`);
  const { institutionId, policyId } = await shown();
  await post('support@sonae.example', `/incidents/${caseId}/matches`, { institutionId, policyId });
  for (const kind of ['premium-received', 'declaration-compared', 'other-insurance', 'vendor-compensation'])
    await post(senior, `/incidents/${caseId}/checks`, {
      kind,
      finding: 'clear',
      note: '見本の確認',
      source: '契約台帳（見本）',
    });
  await desk.settled(caseId);
  await filePapers(desk, caseId, key, manager);
  const people = await desk.people();
  for (const { id } of (await shown()).expenses) {
    const { workItems } = await desk.get<{ workItems: { id: string; assignee: { id: string } | null }[] }>(
      senior,
      `/expenses/${id}`,
    );
    const holder = people.get(workItems[0]?.assignee?.id ?? '');
    if (!holder) throw new Error('an expense of the demonstration was offered to nobody');
    await post(holder.email, `/work-items/${workItems[0]?.id}/claim`, {});
    await openOnce(desk, caseId, `${key}-open`);
    const proposed = await post<{ id: string; state: string }>(senior, `/expenses/${id}/decisions`, {
      kind: 'approve',
      textJa: '査定額どおりお支払いします。',
    });
    if (proposed.state === 'open') await post(second, `/decisions/${proposed.id}/countersignatures`, {});
  }
  await payOut(desk, { caseId, count: (await shown()).expenses.length, manager, post });
}

/** Triaged and opened by the desk: the one who took the first expense is in charge. */
async function openOnce(desk: Desk, caseId: string, key: string): Promise<void> {
  const { state } = await desk.get<{ state: string }>(senior, `/incidents/${caseId}`);
  const path = `/incidents/${caseId}/transitions`;
  if (state === 'reported')
    await desk.post('support@sonae.example', path, `${key}-triaged`, { to: 'triaged', severity: 'normal' });
  if (state === 'reported' || state === 'triaged')
    await desk.post('support@sonae.example', path, `${key}-opened`, { to: 'open' });
}

/** Every paper that the case still needs, one page each, by the manager. */
async function filePapers(desk: Desk, caseId: string, key: string, manager: string): Promise<void> {
  const { expenses } = await desk.get<{ expenses: { expenseId: string; missing: { code: string }[] }[] }>(
    manager,
    `/incidents/${caseId}/documents`,
  );
  const kinds = new Map<string, string[]>();
  for (const { expenseId, missing } of expenses)
    for (const { code } of missing) {
      const kind = code.replace('evidence-missing.', '');
      kinds.set(kind, [...(kinds.get(kind) ?? []), expenseId]);
    }
  for (const [kind, expenseIds] of kinds) {
    const filed = await desk.upload<{ id: string }>(manager, '/documents', `${key}-${kind}`, {
      fields: { incidentId: caseId, kind },
      name: `${kind}.pdf`,
      content: emptyPage(`${caseId} ${kind}`),
    });
    await desk.post(manager, `/documents/${filed.id}/links`, `${key}-${kind}-link`, { expenseIds });
  }
}

/**
 * The manager's account, confirmed; what is scheduled goes into a batch that somebody else releases, and to the bank.
 */
async function payOut(
  desk: Desk,
  {
    caseId,
    count,
    manager,
    post,
  }: {
    readonly caseId: string;
    readonly count: number;
    readonly manager: string;
    readonly post: <T>(as: string, path: string, body: object) => Promise<T>;
  },
): Promise<void> {
  const typed = { accountNumber: '1234567', holder: 'ｲ)ﾐﾎﾝｶｴﾃﾞ' };
  const account = await post<{ id: string }>(manager, '/payee-accounts', {
    bankCode: '0001',
    branchCode: '100',
    ...typed,
  });
  await post(cashier, `/payee-accounts/${account.id}/confirmations`, typed);
  await desk.post('admin@sonae.example', '/originating-accounts', 'demo-originating-account', {
    requesterCode: '0000012345',
    requesterName: 'ﾐﾎﾝｿﾝｶﾞｲﾎｹﾝ(ｶ',
    bankCode: '0001',
    branchCode: '100',
    accountType: 'ordinary',
    accountNumber: '7654321',
    lineEnd: 'none',
    endOfFile: false,
    leadDays: 1,
  });
  // a ruling can be undone for ten seconds: nothing is scheduled before
  const until = Date.now() + 60_000;
  let payments: readonly Paid[] = [];
  while (payments.length < count && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    payments = (await desk.get<{ items: Paid[] }>(cashier, `/payments?incidentId=${caseId}&limit=200`)).items;
  }
  const person = [...(await desk.people())].find(([, { email }]) => email === releaser)?.[0];
  const batch = await post<{ id: string }>(cashier, '/payment-batches', {
    transferOn: bankDaysAfter(dayInJapan(new Date()), 1),
    releaserId: person,
    paymentIds: payments.map(({ id }) => id),
  });
  await post(releaser, `/payment-batches/${batch.id}/transitions`, { to: 'released' });
  await post(cashier, `/payment-batches/${batch.id}/transitions`, { to: 'exported' });
}

/**
 * Payments of these cases whose transfer date has come are settled, as the bank reports them. Answers how many wait for
 * theirs.
 */
export async function settleCourses(desk: Desk, institutions: ReadonlySet<string>): Promise<{ waiting: number }> {
  const today = dayInJapan(new Date());
  const { items: batches } = await desk.get<{ items: { id: string; state: string; transferOn: string }[] }>(
    cashier,
    '/payment-batches?limit=200',
  );
  let waiting = 0;
  for (const { id, transferOn } of batches.filter(({ state }) => state === 'exported')) {
    const { payments } = await desk.get<{ payments: (Paid & { institutionName: string })[] }>(
      cashier,
      `/payment-batches/${id}`,
    );
    for (const payment of payments) {
      if (payment.state !== 'exported' || !institutions.has(payment.institutionName)) continue;
      if (transferOn > today) waiting += 1;
      else
        await desk.post(cashier, `/payments/${payment.id}/settlements`, `demo-settle-${payment.id}`, {
          settledOn: today,
        });
    }
  }
  return { waiting };
}

const emptyPage = (text: string): string =>
  `%PDF-1.4\n% ${text}\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages ` +
  `/Kids [3 0 R] /Count 1>> endobj\n3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>> ` +
  `endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n`;
