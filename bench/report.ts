const dayInMs = 86_400_000;

/** The vendor that a whole country names in a surge. */
export const commonVendor = '見本クラウド株式会社';

/** A report as a hospital sends one: ransomware, four expenses of four lanes. `n` makes the words differ. */
export function reportBody(n: number, now: number, vendor?: string): string {
  const day = new Date(now + 9 * 3_600_000 - dayInMs).toISOString().slice(0, 10);
  const expense = (category: string, amount: number, more: object = {}): object => ({
    category,
    amount,
    tax: amount / 10,
    incurredOn: day,
    vendorName: `見本調査株式会社 第${n % 50}事業部`,
    ...more,
  });
  return JSON.stringify({
    reporter: { name: '見本 太郎', phone: '03-0000-0001' },
    description: `電子カルテが開けず、身代金を求める文面が表示されました。外来を止め、紙カルテで対応しています。（${n}）`,
    cause: 'cyber-attack',
    country: 'JP',
    discoveredAt: new Date(now - 5 * 3_600_000).toISOString(),
    attackConfirmed: true,
    premises: 'insured-facility',
    perpetrator: 'outsider',
    systemStop: { kind: 'caused', from: new Date(now - 6 * 3_600_000).toISOString() },
    careImpact: { outpatientsStopped: true, paperCharts: true },
    affectedPersons: n % 100_000,
    ...(vendor === undefined ? {} : { involvedVendors: [vendor] }),
    expenses: [
      expense('damage-and-cause-investigation', 900_000, { outsourced: true }),
      expense('call-center', 300_000),
      expense('data-restoration', 2_000_000),
      expense('expert-advice', 200_000, { lawyer: true }),
    ],
  });
}

export const expensesOfReport = 4;

/** The ids in an answer to a report, or what is wrong with it. */
export function readAnswer(status: number, text: string): { fault: string } | { id: string; expenses: string[] } {
  if (status !== 201) return { fault: `answered ${status}: ${text.slice(0, 300)}` };
  const answer = JSON.parse(text) as { id?: unknown; caseNumber?: unknown; expenses?: { id?: unknown }[] };
  if (typeof answer.id !== 'string' || !/^MC-\d{4}-\d{6,}-\d$/.test(String(answer.caseNumber)))
    return { fault: `answered without a case number: ${text.slice(0, 300)}` };
  const expenses = (answer.expenses ?? []).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
  if (new Set(expenses).size !== expensesOfReport) return { fault: `answered with ${expenses.length} expenses` };
  return { id: answer.id, expenses };
}
