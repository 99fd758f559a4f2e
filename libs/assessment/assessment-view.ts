import { coverageOf, explainLine, limitsOf, type AssessedLine } from '#coverage';
import { unruled, type StoredExpense } from '#expenses';
import { bucketsOf, leftFor } from '#limits';
import { termsOf } from '#terms';
import type { AssessmentDto, AvailableDto } from './assessment.dto.js';
import type { CaseCoverage, Run } from './case-coverage.js';
import { leftAfterCase } from './period-limits.js';

interface Said {
  readonly ja: string;
  readonly en: string;
}

/**
 * What one expense of a case was assessed at, for its reader; limits are told to those who may see them. The text is
 * that of
 * `explainLine`, no matter who asks.
 */
export function assessmentOf(
  expense: Pick<StoredExpense, 'id' | 'incident_id' | 'state'> & { readonly supplements?: string | null },
  coverage: CaseCoverage,
): AssessmentDto {
  const { run, limits } = coverage;
  const line = run?.assessment?.lines.find(({ id }) => id === expense.id);
  if (!run?.assessment || !line || !run.answer.asked) return notAssessed(expense, run);
  const { outcome, claimed, indemnifiable, payable, wouldPay, reasons } = line;
  const explanation = explainLine(line, run.answer.asked, limits && leftAfterCase(limits));
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

/** Which of the two an expected amount comes from. */
const whence: Readonly<Record<'assessment' | 'ledger', Said>> = {
  assessment: { ja: '査定の結果による額です。', en: 'It comes from the assessment.' },
  ledger: { ja: '支払限度額の残りによる額です。', en: 'It comes from what is left of the limit.' },
};

const decidesLater: Said = {
  ja: '必要な書類の確認と、決定するときの支払限度額の残りによって変わることがあります。',
  en: 'It may change with the papers that are needed and with what the limit has left when it is decided.',
};
const mayStillBe: Said = {
  ja: `お支払いの対象と決まった場合の額で、${decidesLater.ja}`,
  en: `It is what it would be if it is found to be covered. ${decidesLater.en}`,
};

/** What an amount depends on while nothing is decided. */
const dependsOn: Readonly<Record<AssessedLine['outcome'], Said>> = {
  payable: decidesLater,
  reduced: decidesLater,
  'not-payable': decidesLater,
  refer: mayStillBe,
};

/** The smaller of the assessment and what the ledger has left now, and which of the two it is. */
function availableFor(line: AssessedLine, incidentId: string, { period, open }: CaseCoverage): AvailableDto | null {
  if (!period || !open) return null;
  const plan = limitsOf(termsOf(period.termsVersion), period.institutionKind, period.plan);
  if (!plan) return null;
  const left = leftFor(coverageOf(line.category), period, bucketsOf(period, plan, open, incidentId));
  const [by, yen] = left < line.wouldPay ? (['ledger', left] as const) : (['assessment', line.wouldPay] as const);
  return {
    yen,
    by,
    textJa: `${whence[by].ja}${dependsOn[line.outcome].ja}`,
    textEn: `${whence[by].en} ${dependsOn[line.outcome].en}`,
  };
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
