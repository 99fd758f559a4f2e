import type { AssessedLine } from '#coverage';
import type { Words } from '#kernel';
import type { Bucket } from '#limits';

/** What each limit is called. */
export const limitNames: Readonly<Record<Bucket['bucket'], Words>> = {
  'response-expense': { ja: '事故対応特別費用の支払限度額', en: 'Limit for response expenses' },
  aggregate: { ja: '保険期間中の合計支払限度額', en: 'Aggregate limit of the policy period' },
  'business-interruption': { ja: '利益・営業継続費用の支払限度額', en: 'Limit for business interruption' },
  deductible: { ja: '自己負担額（1事故あたり）', en: 'Deductible per incident' },
};

/** Where an expected amount comes from. */
const whence: Readonly<Record<'assessment' | 'ledger', Words>> = {
  assessment: { ja: '査定の結果による額です。', en: 'It comes from the assessment.' },
  ledger: { ja: '支払限度額の残りによる額です。', en: 'It comes from what is left of the limit.' },
};

const decidesLater: Words = {
  ja: '必要な資料の確認と、決定するときの支払限度額の残りによって変わることがあります。',
  en: 'It may change with the documents that are needed and with what the limit has left when it is decided.',
};
const mayStillBe: Words = {
  ja: `お支払いの対象と決まった場合の額で、${decidesLater.ja}`,
  en: `It is what it would be if it is found to be covered. ${decidesLater.en}`,
};

/** What an amount depends on until it is decided. */
const dependsOn: Readonly<Record<AssessedLine['outcome'], Words>> = {
  payable: decidesLater,
  reduced: decidesLater,
  'not-payable': decidesLater,
  refer: mayStillBe,
};

/** Where an expected amount comes from and what it depends on. */
export const expectedInWords = (by: keyof typeof whence, outcome: AssessedLine['outcome']): Words => ({
  ja: `${whence[by].ja}${dependsOn[outcome].ja}`,
  en: `${whence[by].en} ${dependsOn[outcome].en}`,
});

/** Why a line has no assessment. */
export const notAssessedWords = {
  withFirst: {
    ja: 'はじめの費用とあわせて、判断のときに確認します。',
    en: 'It is assessed together with the first line, when it is decided.',
  },
  decided: { ja: '見込みの計算には含まれていません。', en: 'It is not among the lines that are assessed.' },
  notYet: { ja: 'まだ確認していません。', en: 'Not assessed yet.' },
} as const satisfies Record<string, Words>;

/** A line that lacks figures which the engine needs. */
export function figuresMissing(members: readonly string[]): Words {
  const words = members.map((name) => figureNames[name] ?? { ja: name, en: name });
  return {
    ja: `計算に必要な次の項目がないか、正しくないため、まだ確認できません：${words.map(({ ja }) => ja).join('、')}。`,
    en: `It cannot be assessed yet, because these are missing or not right: ${words.map(({ en }) => en).join(', ')}.`,
  };
}

/** The names of figures that the engine needs. */
const figureNames: Readonly<Record<string, Words>> = {
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
