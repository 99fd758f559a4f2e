import { explainLine, type ExplainedStep } from '#coverage';
import type { Tx } from '#platform';
import type { DecisionRow, KeptBasis, NamedArticle, reasonCodes } from './decision.store.js';

/** What each reason of a decision is called. */
export const reasonNames: Readonly<Record<(typeof reasonCodes)[number], { readonly ja: string; readonly en: string }>> =
  {
    'not-covered': { ja: '補償の対象外', en: 'Not covered' },
    'not-proven': { ja: '資料で確認できない', en: 'Not proven' },
    'not-necessary': { ja: '必要・相当と認められない', en: 'Not necessary or not reasonable' },
    'other-incident': { ja: '別の事故による費用', en: 'Of another incident' },
    duplicate: { ja: '重複', en: 'Claimed twice' },
    'other-insurance': { ja: '他の保険からのお支払い', en: 'Paid by another insurance' },
    'compensated-by-vendor': { ja: '事業者からの補償', en: 'Compensated by a vendor' },
    other: { ja: 'その他', en: 'Other' },
  };

/** The steps of the assessed figure as they were kept with a decision, with their rules; whole yen. */
export function keptSteps({ request: { policy, used = {} }, line }: KeptBasis): readonly ExplainedStep[] {
  return explainLine(
    line,
    {
      parameters: policy.parameters ?? {},
      deductible: policy.deductible ?? 0,
      used: {
        responseExpense: used.responseExpense ?? 0,
        responseExpenseThisIncident: used.responseExpenseThisIncident ?? 0,
      },
    },
    null,
  ).steps;
}

/** How the assessed figure of a decision came to be, step by step as it was kept with it; whole yen. */
export function explained({
  basis,
  answers,
  amount_yen,
  reasons,
}: DecisionRow): { readonly text: string; readonly before: number | null; readonly after: number | null }[] {
  const { line, statement, lessYen = 0 } = basis;
  const denied = answers.filter(({ answer }) => answer === 'not-covered');
  const said = [
    ...denied.map(({ reason }) => ({ text: reason, before: null, after: null })),
    // a question that was answered "covered" is none any more
    ...(line.outcome === 'not-payable' ? line.reasons : []).map(({ textJa }) => ({
      text: textJa,
      before: null,
      after: null,
    })),
  ];
  if (statement) {
    const { totalYen, reducedYen, beforeYen, paysYen } = statement;
    return [
      ...said,
      { text: `対象となる各月を合計した額は${figure(totalYen + reducedYen)}です。`, before: null, after: null },
      ...(reducedYen > 0 ? [{ text: 'これまでに減額を決めた額', before: reducedYen, after: 0 }] : []),
      ...(beforeYen > 0 ? [{ text: 'これまでのお支払いの額', before: beforeYen, after: 0 }] : []),
      ...(totalYen - beforeYen > paysYen
        ? [{ text: '支払限度額の残りを超える額', before: totalYen - beforeYen, after: paysYen }]
        : []),
    ];
  }
  const reduced = reasons.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  return [
    ...said,
    ...(denied.length > 0 && amount_yen + reduced === 0
      ? []
      : keptSteps(basis).map(({ textJa, before, after }) => ({ text: textJa, before, after }))),
    ...(lessYen > 0 ? [{ text: 'この費用について先にお支払いを決めた額', before: lessYen, after: 0 }] : []),
  ];
}

const figure = (amount: number): string => `${amount.toLocaleString('en-US')}円`;

/** The articles of the policy wording a ruling stands on. */
export async function groundsOf(tx: Tx, decisionId: string): Promise<string[]> {
  const row = await tx.one<{ articles: readonly NamedArticle[] }>(
    'SELECT articles FROM ruling WHERE decision_id = $1',
    [decisionId],
  );
  return [...new Set((row?.articles ?? []).map(({ article }) => article))];
}
