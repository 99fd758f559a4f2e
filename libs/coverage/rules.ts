interface Rule {
  /** The product page's own words; null where it has none and a person decides. */
  readonly words: string | null;
  readonly ja: string;
  readonly en: string;
}

/**
 * The product page, which explains the cover; a denial rests on the policy wording, whose article is entered
 * separately.
 */
export const productPage = 'https://www.sompo-japan.co.jp/hinsurance/iryou-cyberrisk';

/** The rules of the product by their id: the page's words and their consequence. */
export const productRules = {
  'R-ELG-2': {
    words: '企業向けサイバー保険',
    ja: '薬局は加入対象ではなく、別の商品が案内されている',
    en: 'A pharmacy cannot enrol and is pointed to another product',
  },
  'R-TIME': {
    words: '保険期間中',
    ja: '事故は保険期間中のもの。発生と発見のどちらによるかは示されていない',
    en: 'The incident falls within the policy period; by occurrence or by discovery is not said',
  },
  'R-PRM-1': {
    words: '法人本部事務局、医療法第42条の付帯業務：申込時にご申告',
    ja: '医療施設の外にある医療法人の拠点は、申込時に申告されていれば含まれる',
    en: 'Places of a medical corporation outside the facility are included if declared at application',
  },
  'R-EMP-2': {
    words: '行為を行った従業員等自身の被る損害',
    ja: '行為を行った本人の損害は含まれない',
    en: 'The loss of the very person who did it is not included',
  },
  'R-EMP-4': {
    words: '従業員等',
    ja: '役員が含まれるかどうかは示されていない',
    en: 'Whether directors are among employees or the like is not said',
  },
  'R-EXC': {
    words: null,
    ja: '免責事由は商品ページに示されていない',
    en: 'The product page does not give the exclusions',
  },
  'R-3P': {
    words: 'サイバー攻撃を受けたおそれがある旨の第三者からの指摘',
    ja: 'おそれの段階の費用は第三者の指摘を受けた後のもの',
    en: 'Costs of the suspicion phase follow the notice of a third party',
  },
  'R-3P-1': {
    words: '公的機関、被保険者システムのセキュリティ運用管理を委託している会社等',
    ja: '第三者とは公的機関と運用管理の委託先など。院内の職員ではない',
    en: 'Third parties are public bodies and the security contractor and the like, not own staff',
  },
  'R-3P-2': {
    words: '等',
    ja: 'ほかの誰が第三者に当たるかは示されていない',
    en: 'Who else is a third party is not said',
  },
  'R-3P-3': {
    words: null,
    ja: '指摘のないまま攻撃と確認された場合の、おそれの段階の費用は示されていない',
    en: 'Costs of the suspicion phase without notice, once the attack is confirmed, are not spoken of',
  },
  'R-EXP': {
    words: '事故発生時の各種対応費用に関する補償、主な費用',
    ja: '一覧は主な費用であり、ほかを除くものではない',
    en: 'The lists name main expenses and exclude no others',
  },
  'R-EXP-1': {
    words: 'サイバー攻撃有無の発生調査費用',
    ja: 'おそれの段階の費用',
    en: 'Costs of the suspicion phase',
  },
  'R-EXP-1a': {
    words: 'ネットワーク遮断対応のための外部委託費用',
    ja: '外部に委託した費用が示されている',
    en: 'Outsourced work is named',
  },
  'R-EXP-2': {
    words: '被害状況・原因調査費用',
    ja: '攻撃が確認された後の費用',
    en: 'Costs once the attack is confirmed',
  },
  'R-EXP-3a': {
    words: '被害者への見舞金・見舞品購入費用',
    ja: '被害者に対するもの。一人あたりの上限は示されていない',
    en: 'For victims; no cap for each person is said',
  },
  'R-EXP-4a': {
    words: 'データを修復するための費用、消去された電子カルテの復旧費用、院内システムの損害',
    ja: 'データの修復が示されており、機器の入替え・修理は示されていない',
    en: 'Repair of data is named; replacement and repair of equipment are not',
  },
  'R-EXP-5a': {
    words: '再発防止のためのコンサルタント相談費用、再発防止策の策定費用',
    ja: '相談と策定が示されており、実施は示されていない',
    en: 'Advice and drawing up measures are named; carrying them out is not',
  },
  'R-EXP-6': {
    words: '従業員のシステム設定ミスなどによって生じた損害も補償します',
    ja: '攻撃によらない漏えいの調査を含むかどうかは示されていない',
    en: 'Whether investigation of a leak without an attack is included is not said',
  },
  'R-CONSENT': {
    words: null,
    ja: '保険会社の事前の同意を要するかどうかは商品ページに示されていない',
    en: 'The product page does not speak of the insurer’s consent beforehand',
  },
  'R-LIA': {
    words: '法律上の賠償責任',
    ja: '第三者に対し法律上の賠償責任を負うことによる損害',
    en: 'Loss by legal liability to a third party',
  },
  'R-LIA-5': {
    words: '損害賠償金、争訟費用、協力費用',
    ja: '賠償の補償に含まれる費用',
    en: 'What the liability cover includes',
  },
  'R-LIA-6': {
    words: '偶然な',
    ja: 'その他の事由は偶然なもの',
    en: 'Other causes must be accidental',
  },
  'R-LIA-7': {
    words: '貴院の業務の一環',
    ja: 'デジタルコンテンツとその他の事由は業務の一環として生じたもの',
    en: 'Digital content and other causes must arise in the course of business',
  },
  'R-TER-2': {
    words: 'サイバー攻撃による対人・対物事故補償追加条項',
    ja: '追加条項は国内の事故に限られる',
    en: 'The added clause applies in Japan only',
  },
  'R-TER-3': {
    words: '緊急時サポート総合サービス',
    ja: 'サービスは国内の事故に限られる',
    en: 'The service is for incidents in Japan only',
  },
  'R-SUP-1': {
    words: '保険金がお支払いできる場合',
    ja: 'サービスは保険金をお支払いできる場合に限られる',
    en: 'The service can be used only where insurance money can be paid',
  },
  'R-BI': {
    words: 'サイバー攻撃など、利益・営業継続費用補償追加条項',
    ja: '追加条項が付いたご契約で、サイバー攻撃などによりシステムが中断・停止し、業務が中断した場合',
    en: 'With the clause on the contract, where a cyber attack and the like stops the system and so the business',
  },
  'R-BI-1': {
    words: '喪失利益、営業利益および経常費',
    ja: '攻撃がなければ得られた営業利益と経常費',
    en: 'Operating profit and ordinary expenses that would have been earned without the attack',
  },
  'R-BI-2': {
    words: '収益減少防止費用',
    ja: '営業が回復するまでの費用。防げた減収に利益率を乗じた額まで',
    en: 'Costs until business has recovered, up to the avoided decline times the profit rate',
  },
  'R-BI-3': {
    words: '営業継続費用、支出を免れた費用',
    ja: 'システムが復旧するまでの費用から、免れた費用と収益減少防止費用を引いた額',
    en: 'Costs until the system is restored, less costs avoided and prevention costs',
  },
  'R-BI-4': {
    words: '身代金',
    ja: '行為者に支払った金銭は含まれない',
    en: 'Money paid to the perpetrator is not included',
  },
  'R-LIM-1': {
    words: '損害賠償、事故対応特別費用',
    ja: 'プランごとに二つの支払限度額がある',
    en: 'Each plan has two limits',
  },
  'R-LIM-2': {
    words: '加入者毎、保険期間中',
    ja: '損害賠償と事故対応特別費用の合計は、損害賠償の支払限度額まで',
    en: 'Liability and response expenses together are paid up to the liability limit',
  },
  'R-LIM-4': {
    words: null,
    ja: '事故対応特別費用の限度額が事故ごとか期間ごとかは示されていない',
    en: 'Whether the response-expense limit is for an incident or for the period is not said',
  },
  'R-LIM-5': {
    words: null,
    ja: '利益・営業継続費用が合計の限度額に含まれるかどうかは示されていない',
    en: 'Whether business interruption is inside the aggregate is not said',
  },
} as const satisfies Readonly<Record<`R-${string}`, Rule>>;

/** The id of a rule of the product, such as `R-LIM-2`. */
export type RuleId = keyof typeof productRules;

/** Every rule, in the order of its id; the articles of the policy wording are entered separately. */
export const ruleIds: readonly RuleId[] = (Object.keys(productRules) as RuleId[]).toSorted();
