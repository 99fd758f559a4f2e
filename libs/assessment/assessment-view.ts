import { coverageOf, explainLine, limitsOf, type AssessedLine } from '#coverage';
import { unruled, type StoredExpense } from '#expenses';
import { bucketsOf, leftFor } from '#limits';
import { termsOf } from '#terms';
import type { AssessmentDto, AvailableDto } from './assessment.dto.js';
import type { CaseCoverage, Run } from './case-coverage.js';

interface Said {
  readonly ja: string;
  readonly en: string;
}

/**
 * What one expense of a case was assessed at, for its reader; limits are told to those who may see them. The text is that of
 * `explainLine`, whoever asks.
 */
export function assessmentOf(
  expense: Pick<StoredExpense, 'id' | 'incident_id' | 'state'> & { readonly supplements?: string | null },
  coverage: CaseCoverage,
  mayReadLimits: boolean,
): AssessmentDto {
  const { run } = coverage;
  const line = run?.assessment?.lines.find(({ id }) => id === expense.id);
  if (!run?.assessment || !line || !run.answer.asked) return notAssessed(expense, run);
  const { outcome, claimed, indemnifiable, payable, wouldPay, reasons } = line;
  const limits = mayReadLimits ? run.assessment.limits : null;
  const explanation = explainLine(line, run.answer.asked, limits);
  return {
    outcome,
    textJa: explanation.textJa,
    textEn: explanation.textEn,
    claimed,
    indemnifiable,
    payable,
    wouldPay,
    reasons: [...reasons],
    steps: [...explanation.steps],
    undecided: [...explanation.undecided],
    available: unruled.includes(expense.state) ? availableFor(line, expense.incident_id, coverage) : null,
    ...provenance(run),
  };
}

function provenance(run: Run | null): Pick<AssessmentDto, 'requestHash' | 'termsVersion' | 'assessedAt'> {
  return {
    requestHash: run?.request_hash ?? null,
    termsVersion: run?.terms_version ?? null,
    assessedAt: run?.at.toISOString() ?? null,
  };
}

/** The smaller of the assessment and what the ledger has left now, and which of the two it is. */
function availableFor(line: AssessedLine, incidentId: string, { period, open }: CaseCoverage): AvailableDto | null {
  if (!period || !open) return null;
  const plan = limitsOf(termsOf(period.termsVersion), period.institutionKind, period.plan);
  if (!plan) return null;
  const left = leftFor(coverageOf(line.category), period, bucketsOf(period, plan, open, incidentId));
  const [by, yen] = left < line.wouldPay ? (['ledger', left] as const) : (['assessment', line.wouldPay] as const);
  const figure = yen.toLocaleString('en-US');
  const said: Readonly<Record<typeof by, Said>> = {
    assessment: { ja: `査定の結果による額（${figure}円）です。`, en: `By the assessment: ${figure} yen.` },
    ledger: { ja: `限度額の残りによる額（${figure}円）です。`, en: `By what is left of the limit: ${figure} yen.` },
  };
  return { yen, by, textJa: said[by].ja, textEn: said[by].en };
}

function notAssessed(
  { id, state, supplements }: Pick<StoredExpense, 'id' | 'state'> & { readonly supplements?: string | null },
  run: Run | null,
): AssessmentDto {
  const text = supplements ? withFirst : whyNot(id, unruled.includes(state), run);
  return {
    outcome: 'not-assessed',
    textJa: text.ja,
    textEn: text.en,
    reasons: [],
    steps: [],
    undecided: [],
    available: null,
    ...provenance(run),
  };
}

const withFirst: Said = {
  ja: 'はじめの費用とあわせて、判断のときに確認します。',
  en: 'It is assessed together with the first line, when it is decided.',
};

function whyNot(id: string, open: boolean, run: Run | null): Said {
  if (!open) return { ja: '見込みの計算には含まれていません。', en: 'It is not among the lines that are assessed.' };
  if (!run) return { ja: 'まだ確認していません。', en: 'Not assessed yet.' };
  // a run that did not call the engine says why; one of before answers were kept says nothing
  if (!run.assessment && run.request_hash === null) {
    const reasons = run.answer.coverageReasons ?? run.answer.reasons ?? [];
    return {
      ja: reasons.map(({ textJa }) => textJa).join(''),
      en: reasons.map(({ textEn }) => textEn).join(' '),
    };
  }
  const members = run.answer.notAssessed?.find((line) => line.id === id)?.members;
  if (!members) return { ja: 'まだ確認していません。', en: 'Not assessed yet.' };
  const words = members.map((name) => figureNames[name] ?? { ja: name, en: name });
  return {
    ja: `計算に必要な次の項目がないか、正しくないため、まだ確認できません：${words.map(({ ja }) => ja).join('、')}。`,
    en: `It cannot be assessed yet, because these are missing or not right: ${words.map(({ en }) => en).join(', ')}.`,
  };
}

/** The members of a line that the engine cannot do without, as people call them. */
const figureNames: Readonly<Record<string, Said>> = {
  standardRevenue: { ja: '前年同期などの標準売上', en: 'standard revenue' },
  actualRevenue: { ja: '実際の売上', en: 'actual revenue' },
  profitRate: { ja: '利益率（0から1、小数第6位まで）', en: 'profit rate (0 to 1, at most 6 decimals)' },
  avoidedOrdinaryExpenses: { ja: '支出を免れた経常費', en: 'ordinary expenses avoided' },
  avoidedRevenueDecline: { ja: '減少を免れた売上', en: 'revenue whose decline was avoided' },
  avoidedCosts: { ja: '支出を免れた費用', en: 'costs avoided' },
  businessRecoveredOn: { ja: '営業が回復した日', en: 'the day on which business recovered' },
  systemRestoredOn: { ja: 'システムが復旧した日', en: 'the day on which the system was restored' },
  persons: { ja: '対象の人数', en: 'number of persons' },
  liability: { ja: '損害賠償請求の内容', en: 'what is claimed by the third party' },
};
