import { yenInWords, type Words } from '#kernel';
import { categoryTable, coverageOf, type Category, type Coverage } from './categories.js';
import type { ContractParameters, UsedAmounts } from './request.js';
import type { AssessedLine, RuleId, StepCode } from './response.js';

/** The parts of a request that sentences about its answer use. */
export interface Asked {
  readonly parameters: ContractParameters;
  /** Yen per incident. */
  readonly deductible: number;
  readonly used: Pick<UsedAmounts, 'responseExpense' | 'responseExpenseThisIncident'>;
}

/** The outcome of an assessment in words. */
export function outcomeInWords({ category, claimed, outcome, payable }: AssessedLine): Words {
  const [name, all, part] = [categoryTable[category], yenInWords(claimed), yenInWords(payable)];
  const said: Readonly<Record<AssessedLine['outcome'], Words>> = {
    payable: {
      ja: `「${name.ja}」のご請求${all.ja}は、全額をお支払いできる見込みです。`,
      en: `${name.en}: the whole of the ${all.en} claimed is expected to be paid.`,
    },
    reduced: {
      ja: `「${name.ja}」のご請求${all.ja}のうち、${part.ja}をお支払いできる見込みです。`,
      en: `${name.en}: of ${all.en} claimed, ${part.en} are expected to be paid.`,
    },
    'not-payable': {
      ja: `「${name.ja}」のご請求${all.ja}は、お支払いの対象にならない見込みです。`,
      en: `${name.en}: the ${all.en} claimed are not expected to be paid.`,
    },
    refer: {
      ja: `「${name.ja}」のご請求${all.ja}は、お支払いできるかどうかがまだ決まっていません。`,
      en: `${name.en}: whether the ${all.en} claimed are paid is not decided yet.`,
    },
  };
  return said[outcome];
}

/** The figure that an undecided line would be paid if it is covered, in words. */
export function wouldPayInWords({ wouldPay }: AssessedLine): Words {
  const figure = yenInWords(wouldPay);
  return {
    ja: `お支払いの対象と決まった場合の額は、いまの計算では${figure.ja}です。`,
    en: `If it is found to be covered, it would be ${figure.en} as things stand.`,
  };
}

/** The remaining part of a limit (yen) after everything expected in a case, in words. */
export const leftInWords = (limit: Words, remaining: number): Words => ({
  ja: `この事案の見込みをすべて差し引くと、${limit.ja}の残りは${yenInWords(remaining).ja}です。`,
  en: `After everything expected in this case, ${yenInWords(remaining).en} are left of ${limit.en}.`,
});

/** The names of the limits in these sentences. */
export const limitNames: Readonly<Record<Coverage, Words>> = {
  'response-expense': { ja: '事故対応特別費用の支払限度額', en: 'the limit for response expenses (事故対応特別費用)' },
  liability: { ja: '保険期間中の合計支払限度額', en: 'the aggregate limit of the policy period' },
  'business-interruption': {
    ja: '利益・営業継続費用の支払限度額',
    en: 'the limit of the business-interruption clause (利益・営業継続費用補償追加条項)',
  },
};

export interface StepReason extends Words {
  readonly rule: RuleId | null;
  /**
   * Where the published terms leave it open: the contract settled it, or a default that is no final reduction holds.
   */
  readonly openPoint: 'settled-by-contract' | 'default' | null;
}

/** A step: its reason, and from which figure to which (yen). */
export function stepInWords({ ja, en, openPoint }: StepReason, beforeYen: number, afterYen: number): Words {
  const [before, after] = [yenInWords(beforeYen), yenInWords(afterYen)];
  const note: Words = openPoint === null ? { ja: '', en: '' } : openPoints[openPoint];
  return {
    ja: `${ja}ため、${before.ja}が${after.ja}になります${note.ja}。`,
    en: `${en}, so ${before.en} become ${after.en}${note.en}.`,
  };
}

const openPoints: Readonly<Record<'settled-by-contract' | 'default', Words>> = {
  'settled-by-contract': {
    ja: '（公表された条件に定めがなく、ご契約で定めた扱いです）',
    en: ' (not in the published terms: the contract settles it)',
  },
  default: {
    ja: '（公表された条件に定めがなく、既定の扱いによるもので、最終の減額ではありません）',
    en: ' (not in the published terms: a default holds, and the reduction is not final)',
  },
};

type Formula = 'lost-profit' | 'revenue-decline-prevention' | 'business-continuation';
const formulas: Readonly<Record<Formula, { readonly rule: RuleId } & Words>> = {
  'lost-profit': {
    rule: 'R-BI-1',
    ja: '「喪失利益」は、攻撃がなければ得られた「営業利益および経常費」（減った売上に利益率を掛け、支出を免れた経常費を引いた額）までとなる',
    en: 'Lost profit is at most the operating profit and ordinary expenses (営業利益および経常費) that would have been earned: the decline in revenue times the profit rate, less ordinary expenses avoided',
  },
  'revenue-decline-prevention': {
    rule: 'R-BI-2',
    ja: '「収益減少防止費用」は、支出により減少を免れた売上に「利益率」を掛けた額までとなる',
    en: 'Revenue-decline prevention costs count up to the revenue whose decline they avoided times the profit rate (利益率)',
  },
  'business-continuation': {
    rule: 'R-BI-3',
    ja: '「営業継続費用」からは「支出を免れた費用」と「収益減少防止費用」を差し引く',
    en: 'Costs avoided (支出を免れた費用) and revenue-decline prevention costs (収益減少防止費用) are deducted from business-continuation costs',
  },
};

/** The reason why a figure is lowered, with whether the published terms say so. */
export const stepReasons: Readonly<Record<StepCode, (category: Category, asked: Asked) => StepReason>> = {
  'recoverable-tax': () => ({
    rule: null,
    openPoint: null,
    ja: '消費税のうち、仕入税額控除で取り戻せる割合は損害にならない',
    en: 'The share of consumption tax that the institution can recover (仕入税額控除) is no loss',
  }),
  formula: (category, { parameters }) => ({
    ...formulas[category as Formula],
    openPoint:
      category !== 'business-continuation'
        ? null
        : parameters.preventionDeduction === undefined
          ? 'default'
          : 'settled-by-contract',
  }),
  ratio: () => ({
    rule: null,
    openPoint: 'settled-by-contract',
    ja: 'この費目には、ご契約で支払割合が定められている',
    en: 'The contract sets the share that is paid of this category',
  }),
  'condolence-cap': () => ({
    rule: 'R-EXP-3a',
    openPoint: 'settled-by-contract',
    ja: '「見舞金・見舞品」には、ご契約で1人あたりの上限が定められている',
    en: 'The contract caps condolence money and gifts (見舞金・見舞品) per person',
  }),
  deductible: (_, { deductible, parameters }) => ({
    rule: null,
    openPoint: parameters.deductibleAppliesTo === undefined ? 'default' : 'settled-by-contract',
    ja: `1事故あたりの「自己負担額」（${yenInWords(deductible).ja}）をまず差し引く`,
    en: `The deductible (自己負担額) of ${yenInWords(deductible).en} per incident comes off first`,
  }),
  'sub-limit': (category, { parameters, used }) => {
    const coverage = coverageOf(category);
    const shared = used.responseExpense > used.responseExpenseThisIncident;
    return {
      rule: coverage === 'business-interruption' ? 'R-BI' : 'R-LIM-1',
      // the published terms say which limit applies, but not that other incidents of the period count against it
      openPoint:
        coverage !== 'response-expense'
          ? null
          : parameters.responseExpenseLimitScope !== undefined
            ? 'settled-by-contract'
            : shared
              ? 'default'
              : null,
      ja: `${limitNames[coverage].ja}の残りがそれより少ない`,
      en: `Less is left of ${limitNames[coverage].en}`,
    };
  },
  'aggregate-limit': () => ({
    rule: 'R-LIM-2',
    openPoint: null,
    ja: '損害賠償と事故対応特別費用のお支払いは「加入者毎」「保険期間中」の合計で損害賠償の支払限度額までであり、その残りがそれより少ない',
    en: 'Liability and response expenses together are paid up to the liability limit, per member (加入者毎) and within the policy period (保険期間中), of which less is left',
  }),
};
