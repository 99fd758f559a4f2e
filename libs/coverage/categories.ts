import type { Lane } from '#kernel';

/**
 * The coverage a cost belongs to; each has limits of its own (response expense lies inside the liability limit,
 * R-LIM-2).
 */
export type Coverage = 'response-expense' | 'liability' | 'business-interruption';

/** The phase of a case in which a cost arises, in the order of the product page. */
export type Phase = 'suspicion' | 'investigation' | 'apology' | 'recovery' | 'liability';

interface CategoryEntry {
  /** The page's word for the cost. */
  readonly ja: string;
  readonly en: string;
  readonly coverage: Coverage;
  /** `in-progress`: the phase in which the case is when the cost is submitted. */
  readonly phase: Phase | 'in-progress';
  readonly lane: Lane;
  /** The lane when the expert is a lawyer, where that is another one. */
  readonly laneOfLawyer?: Lane;
}

/** Every category of cost with its words, coverage, phase and lane; answers that list categories keep this order. */
export const categoryTable = {
  'network-isolation': {
    ja: 'ネットワーク遮断対応のための外部委託費用',
    en: 'Outsourced network isolation',
    coverage: 'response-expense',
    phase: 'suspicion',
    lane: 'forensics',
  },
  'attack-check': {
    ja: 'サイバー攻撃有無の発生調査費用',
    en: 'Check whether a cyber attack occurred',
    coverage: 'response-expense',
    phase: 'suspicion',
    lane: 'forensics',
  },
  'damage-and-cause-investigation': {
    ja: '被害状況・原因調査費用',
    en: 'Investigation of damage and cause',
    coverage: 'response-expense',
    phase: 'investigation',
    lane: 'forensics',
  },
  'call-center': {
    ja: 'コールセンター設置費用',
    en: 'Call-centre set-up',
    coverage: 'response-expense',
    phase: 'apology',
    lane: 'call-center',
  },
  'media-apology': {
    ja: 'メディアによる謝罪対応費用',
    en: 'Apology through the media',
    coverage: 'response-expense',
    phase: 'apology',
    lane: 'communications',
  },
  condolence: {
    ja: '被害者への見舞金・見舞品購入費用',
    en: 'Condolence money and gifts for victims',
    coverage: 'response-expense',
    phase: 'apology',
    lane: 'communications',
  },
  'press-conference': {
    ja: '信頼回復のための会見など',
    en: 'Press conference and the like to restore trust',
    coverage: 'response-expense',
    phase: 'apology',
    lane: 'communications',
  },
  'data-restoration': {
    ja: 'データを修復するための費用',
    en: 'Data restoration',
    coverage: 'response-expense',
    phase: 'recovery',
    lane: 'data-restoration',
  },
  'prevention-consulting': {
    ja: '再発防止のためのコンサルタント相談費用',
    en: 'Consultant advice to prevent recurrence',
    coverage: 'response-expense',
    phase: 'recovery',
    lane: 'prevention',
  },
  'prevention-planning': {
    ja: '再発防止策の策定費用',
    en: 'Drawing up prevention measures',
    coverage: 'response-expense',
    phase: 'recovery',
    lane: 'prevention',
  },
  'expert-advice': {
    ja: '専門家への相談費用',
    en: 'Advice from specialists',
    coverage: 'response-expense',
    phase: 'in-progress',
    lane: 'prevention',
    laneOfLawyer: 'compensation',
  },
  'equipment-repair': {
    ja: '情報機器の修理費用',
    en: 'Repair of information equipment',
    coverage: 'response-expense',
    phase: 'recovery',
    lane: 'data-restoration',
  },
  'other-response': {
    ja: 'その他の事故対応費用',
    en: 'Other response expenses',
    coverage: 'response-expense',
    phase: 'in-progress',
    lane: 'general',
  },
  damages: {
    ja: '損害賠償金',
    en: 'Damages',
    coverage: 'liability',
    phase: 'liability',
    lane: 'compensation',
  },
  litigation: {
    ja: '争訟費用',
    en: 'Dispute costs',
    coverage: 'liability',
    phase: 'liability',
    lane: 'compensation',
  },
  cooperation: {
    ja: '協力費用',
    en: 'Cooperation costs',
    coverage: 'liability',
    phase: 'liability',
    lane: 'compensation',
  },
  'other-liability': {
    ja: 'その他の賠償関連費用',
    en: 'Other liability costs',
    coverage: 'liability',
    phase: 'liability',
    lane: 'compensation',
  },
  'lost-profit': {
    ja: '喪失利益',
    en: 'Lost profit',
    coverage: 'business-interruption',
    phase: 'recovery',
    lane: 'business-interruption',
  },
  'revenue-decline-prevention': {
    ja: '収益減少防止費用',
    en: 'Revenue-decline prevention costs',
    coverage: 'business-interruption',
    phase: 'recovery',
    lane: 'business-interruption',
  },
  'business-continuation': {
    ja: '営業継続費用',
    en: 'Business-continuation costs',
    coverage: 'business-interruption',
    phase: 'recovery',
    lane: 'business-interruption',
  },
} as const satisfies Record<string, CategoryEntry>;

/** The code of a category of cost. */
export type Category = keyof typeof categoryTable;

/** The categories of one coverage. */
export type CategoryOf<C extends Coverage> = {
  [K in Category]: (typeof categoryTable)[K]['coverage'] extends C ? K : never;
}[Category];

/** All categories, in the order of the table. */
export const categories = Object.keys(categoryTable) as readonly Category[];

/** The lane of a cost; only specialist advice depends on who gave it: a lawyer's goes to `compensation`. */
export function laneOf(category: Category, { lawyer }: { readonly lawyer: boolean }): Lane {
  const entry: CategoryEntry = categoryTable[category];
  return lawyer ? (entry.laneOfLawyer ?? entry.lane) : entry.lane;
}

/**
 * The phase a cost belongs to; `in-progress` (specialist advice, other response) is settled by the case, not by the
 * table.
 */
export function phaseOf(category: Category): Phase | 'in-progress' {
  return categoryTable[category].phase;
}

/** The coverage whose limits and gates apply to a cost. */
export function coverageOf(category: Category): Coverage {
  return categoryTable[category].coverage;
}
