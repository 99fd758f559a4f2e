import type { ContractParameters, Coverage } from '#coverage';

interface Said {
  readonly ja: string;
  readonly en: string;
}

/** Who settled a point: the contract itself, the insurer for the terms of the contract, or nobody. */
export type SettledBy = 'contract' | 'insurer' | 'default';

/** A point that the published terms leave open, with the value that holds for a contract. */
export interface ParameterInUse {
  readonly name: keyof ContractParameters;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly valueJa: string;
  readonly valueEn: string;
  readonly settledBy: SettledBy;
  /** Nobody settled it: the default holds, which is not in the published terms. */
  readonly isDefault: boolean;
  readonly noteJa: string | null;
  readonly noteEn: string | null;
}

const notPublished: Said = {
  ja: '公表された条件に定めがないため、既定の扱いによります。',
  en: 'Not in the published terms: the default holds.',
};

const coverageNames: Readonly<Record<Coverage, Said>> = {
  'response-expense': { ja: '事故対応特別費用', en: 'response expenses' },
  liability: { ja: '損害賠償', en: 'liability' },
  'business-interruption': { ja: '利益・営業継続費用', en: 'business interruption' },
};

const yen = (value: number): Said => ({
  ja: `${value.toLocaleString('ja-JP')}円`,
  en: `${value.toLocaleString('en-US')} yen`,
});
const percent = (ratio: number): string => `${Number((ratio * 100).toFixed(4))}%`;

/**
 * The name of each open point and the words for its value; the default is the engine's, for a contract without a value.
 */
const open: {
  readonly [N in keyof Required<ContractParameters>]: { name: Said; says: (value: ContractParameters[N]) => Said };
} = {
  ratio: {
    name: { ja: '費目ごとの支払割合', en: 'Share paid by category' },
    says: (value) => {
      const shares = Object.entries(value ?? {});
      if (shares.length === 0) return { ja: 'すべての費目で100%', en: '100% of every category' };
      const list = shares.map(([category, ratio]) => `${category}: ${percent(ratio)}`).join(', ');
      return { ja: `${list}（ほかの費目は100%）`, en: `${list} (100% of all others)` };
    },
  },
  condolenceCapPerPerson: {
    name: { ja: '見舞金・見舞品の1人あたりの上限', en: 'Condolence: most for one person' },
    says: (value) => (value === undefined ? { ja: '上限なし', en: 'no cap' } : yen(value)),
  },
  businessInterruptionInsideAggregate: {
    name: {
      ja: '利益・営業継続費用を合計支払限度額に含めるか',
      en: 'Whether business interruption counts towards the aggregate limit',
    },
    says: (value) => (value ? { ja: '含める', en: 'it counts' } : { ja: '含めない', en: 'it does not count' }),
  },
  preventionDeduction: {
    name: {
      ja: '営業継続費用から差し引く収益減少防止費用',
      en: 'Prevention costs taken off business-continuation costs',
    },
    says: (value) =>
      value === 'spent'
        ? { ja: '支出した額', en: 'what was spent' }
        : { ja: '補償の対象と認めた額', en: 'what was found indemnifiable' },
  },
  responseExpenseLimitScope: {
    name: { ja: '事故対応特別費用の支払限度額の単位', en: 'What the response-expense limit is for' },
    says: (value) =>
      value === 'incident' ? { ja: '1事故ごと', en: 'each incident' } : { ja: '保険期間中', en: 'the policy period' },
  },
  deductibleAppliesTo: {
    name: { ja: '自己負担額を適用する補償', en: 'Coverages to which the deductible applies' },
    says: (value) => {
      const coverages = value ?? ['response-expense', 'liability'];
      if (coverages.length === 0) return { ja: 'なし', en: 'none' };
      return {
        ja: coverages.map((coverage) => coverageNames[coverage].ja).join('、'),
        en: coverages.map((coverage) => coverageNames[coverage].en).join(', '),
      };
    },
  },
  expenseWindowDays: {
    name: { ja: '事故対応特別費用の対象となる期間', en: 'How long response expenses are covered' },
    says: (value = 365) => ({ ja: `事故の発見から${value}日`, en: `${value} days from discovery` }),
  },
  isolationAfterConfirmation: {
    name: {
      ja: '攻撃の確認後に支出した、攻撃のおそれに関する費用',
      en: 'Suspicion costs spent after the attack was confirmed',
    },
    says: (value) =>
      value === 'payable'
        ? { ja: 'お支払いの対象', en: 'payable' }
        : { ja: '担当者が個別に確認', en: 'a person decides' },
  },
};

/**
 * Each open point with its value for a contract: that of the contract, else that approved for its terms, else the
 * default.
 */
export function parametersInUse(own: ContractParameters, inForce: ContractParameters = own): ParameterInUse[] {
  const names = Object.keys(open) as (keyof ContractParameters)[];
  return names.map((name) =>
    lineOf(name, inForce, own[name] !== undefined ? 'contract' : inForce[name] !== undefined ? 'insurer' : 'default'),
  );
}

const notes: Readonly<Record<SettledBy, Said | null>> = {
  contract: null,
  insurer: {
    ja: '公表された条件に定めがないため、保険会社が定めた扱いによります。',
    en: 'Not in the published terms: what the insurer settled holds.',
  },
  default: notPublished,
};

function lineOf<N extends keyof ContractParameters>(
  name: N,
  parameters: ContractParameters,
  settledBy: SettledBy,
): ParameterInUse {
  const said = open[name].says(parameters[name]);
  return {
    name,
    nameJa: open[name].name.ja,
    nameEn: open[name].name.en,
    valueJa: said.ja,
    valueEn: said.en,
    settledBy,
    isDefault: settledBy === 'default',
    noteJa: notes[settledBy]?.ja ?? null,
    noteEn: notes[settledBy]?.en ?? null,
  };
}
