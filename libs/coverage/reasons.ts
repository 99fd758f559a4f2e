import type {
  CoverageReason,
  IncidentGateCode,
  LineGateCode,
  RuleId,
  SupportCode,
  SupportOnlyCode,
} from './response.js';

interface ReasonText {
  readonly rule: RuleId;
  readonly textJa: string;
  readonly textEn: string;
}

/** A code without a rule or without a sentence in both languages does not compile. */
const reasonTexts: Readonly<Record<IncidentGateCode | LineGateCode | SupportOnlyCode, ReasonText>> = {
  'ineligible-institution': {
    rule: 'R-ELG-2',
    textJa:
      '薬局はこの保険の加入対象ではなく、商品ページは「企業向けサイバー保険」をご案内しているため、お支払いの対象外です。',
    textEn:
      'A pharmacy cannot be insured under this product, for which the product page points to company cyber insurance (企業向けサイバー保険), so nothing is payable.',
  },
  'known-before-inception': {
    rule: 'R-TIME',
    textJa:
      '補償の開始（切れ目なく継続されたご契約では最初の開始）より前に発見され、またはご契約者が知っていた事故は「保険期間中」の事故に当たらないため、お支払いの対象外です。',
    textEn:
      'The incident was discovered, or known to the policyholder, before cover (unbroken over renewals) began and so does not fall within the policy period (保険期間中), so nothing is payable.',
  },
  'outside-period': {
    rule: 'R-TIME',
    textJa:
      '事故の発生が補償の終了後であるか、または発生が補償の開始前で発見が終了後であり、「保険期間中」の事故に当たらないため、お支払いの対象外です。',
    textEn:
      'The incident occurred after cover ended, or occurred before cover began and was discovered after it ended, and so does not fall within the policy period (保険期間中), so nothing is payable.',
  },
  'period-boundary-day': {
    rule: 'R-TIME',
    textJa:
      '事故の発生日または発見日が補償の始まる日または終わる日であり、「保険期間中」に当たるかどうかが時刻によって変わるため、担当者が個別に確認します。',
    textEn:
      'The incident occurred or was discovered on the day on which cover begins or ends, and the hour decides whether that is within the policy period (保険期間中), so a person decides.',
  },
  'period-basis-undecided': {
    rule: 'R-TIME',
    textJa:
      '事故の発生または発見が補償の期間の外にあり、「保険期間中」を発生と発見のどちらで判断するかは商品ページに示されていないため、担当者が個別に確認します。',
    textEn:
      'The incident occurred before cover began or was discovered after it ended, and the product page does not say which of the two counts as within the policy period (保険期間中), so a person decides.',
  },
  'period-of-limits-undecided': {
    rule: 'R-TIME',
    textJa:
      '事故の発生日または発見日がご継続前の期間またはご継続の当日であり、「加入者毎」「保険期間中」の支払限度額をどの期間のものとするかは商品ページに示されていないため、担当者が個別に確認します。',
    textEn:
      'The incident occurred or was discovered before this period of an unbroken cover or on the day of renewal, and the product page does not say which period’s limits (加入者毎, 保険期間中: per member, within the policy period) apply, so a person decides.',
  },
  'undeclared-premises': {
    rule: 'R-PRM-1',
    textJa:
      '医療施設の外にある「法人本部事務局」や「医療法第42条の付帯業務」の施設・事務所は「申込時にご申告」いただいた場合に限り補償されるため、ご申告のない拠点の業務のみに生じた損害はお支払いの対象外です。',
    textEn:
      'A head office (法人本部事務局) or place of attached business (医療法第42条の付帯業務) outside the medical facility is covered only if declared at application (申込時にご申告), so a loss of the business of an undeclared place alone is not payable.',
  },
  'premises-undecided': {
    rule: 'R-PRM-1',
    textJa:
      '被害を受けた拠点が「申込時にご申告」いただいた医療法人の拠点として補償されるかどうかを確認できていないため、担当者が個別に確認します。',
    textEn:
      'It is not established whether the place that suffered is covered as a place of a medical corporation declared at application (申込時にご申告), so a person decides.',
  },
  'director-perpetrator': {
    rule: 'R-EMP-4',
    textJa:
      '役員（理事長・院長など）による行為が「従業員等」の行為に含まれるかどうかは商品ページに示されていないため、担当者が個別に確認します。',
    textEn:
      'The product page does not say whether acts of a director, such as the chairman or the head of the institution, are among those of employees or the like (従業員等), so a person decides.',
  },
  'exclusion-undecided': {
    rule: 'R-EXC',
    textJa:
      '保険金をお支払いしない場合（戦争、地震、故意など）に当たるおそれがあり、商品ページの記載だけでは判断できないため、担当者が個別に確認します。',
    textEn:
      'An exclusion, such as war, earthquake or intent, may apply, which the product page alone does not decide, so a person decides.',
  },
  ransom: {
    rule: 'R-BI-4',
    textJa: '行為者に支払った「身代金」は補償に含まれないため、お支払いの対象外です。',
    textEn: 'Money paid to the perpetrator is ransom (身代金), which is not included, so nothing is payable.',
  },
  'perpetrator-own-loss': {
    rule: 'R-EMP-2',
    textJa:
      '犯罪行為や背任行為の「行為を行った従業員等自身の被る損害」に当たるため、お支払いの対象外です（医療機関ご自身の損害は補償されます）。',
    textEn:
      'This is loss suffered by the very employee or the like who committed the crime or breach of trust (行為を行った従業員等自身の被る損害), so nothing is payable (the institution’s own loss remains covered).',
  },
  'perpetrator-intent-unknown': {
    rule: 'R-EMP-2',
    textJa:
      '「行為を行った従業員等自身の被る損害」に当たるかどうかは、行為者とその意図が分からなければ決まらないため、担当者が個別に確認します。',
    textEn:
      'Whether this is loss of the very employee who did it (行為を行った従業員等自身の被る損害) depends on who did it and with what intent, which is not known yet, so a person decides.',
  },
  'not-a-cyber-attack': {
    rule: 'R-EXP-1',
    textJa:
      'この費用はサイバー攻撃のおそれを「公的機関」などの第三者から指摘された段階のもので、攻撃ではなく、第三者からの指摘もなかったため、お支払いの対象外です。',
    textEn:
      'This cost belongs to the phase in which a third party such as a public body (公的機関) pointed out a possible cyber attack; there was no attack and no such notice, so nothing is payable.',
  },
  'suspicion-not-raised-by-third-party': {
    rule: 'R-3P-1',
    textJa:
      'サイバー攻撃ではないと分かり、おそれを指摘したのが院内の職員であって「公的機関、被保険者システムのセキュリティ運用管理を委託している会社等」の第三者ではないため、お支払いの対象外です。',
    textEn:
      'It was no attack, and the possibility was raised by the institution’s own staff, not by a third party such as a public body or the company entrusted with security operations (公的機関、セキュリティ運用管理を委託している会社等), so nothing is payable.',
  },
  'attack-not-yet-determined': {
    rule: 'R-3P-1',
    textJa:
      'サイバー攻撃かどうかがまだ分からず、「公的機関、被保険者システムのセキュリティ運用管理を委託している会社等」の第三者からの指摘も確認できていないため、担当者が個別に確認します。',
    textEn:
      'Whether it was an attack is not determined, and no notice by a third party such as a public body or the company entrusted with security operations (公的機関、セキュリティ運用管理を委託している会社等) is known, so a person decides.',
  },
  'third-party-undecided': {
    rule: 'R-3P-2',
    textJa:
      'おそれを指摘した相手が「公的機関、被保険者システムのセキュリティ運用管理を委託している会社等」の「等」に当たるかどうかは商品ページに示されていないため、担当者が個別に確認します。',
    textEn:
      'The product page does not say whether whoever raised the suspicion is among “and the like” (等) of public bodies and the company entrusted with security operations, so a person decides.',
  },
  'suspicion-cost-after-confirmation': {
    rule: 'R-3P-3',
    textJa:
      'サイバー攻撃が確認され、「公的機関」などの第三者から指摘されたものではない場合に、おそれの段階の費用（ネットワーク遮断、発生調査）をお支払いするかどうかは商品ページに示されていないため、担当者が個別に確認します。',
    textEn:
      'The product page does not say whether costs of the suspicion phase are paid when the attack is confirmed without the notice of a third party such as a public body (公的機関), so a person decides.',
  },
  'cost-precedes-notice': {
    rule: 'R-3P',
    textJa:
      'この費用は「公的機関」などの第三者から指摘された日より前のもので、指摘を受けた後の対応に当たるかどうかを確認できないため、担当者が個別に確認します。',
    textEn:
      'This cost was incurred before the day on which a third party such as a public body (公的機関) gave notice, so a person decides whether it answers that notice.',
  },
  'not-outsourced': {
    rule: 'R-EXP-1a',
    textJa:
      '対象は「ネットワーク遮断対応のための外部委託費用」であり、外部に委託した費用かどうかを確認できていないため、担当者が個別に確認します。',
    textEn:
      'What is listed is the cost of outside contractors for network isolation (ネットワーク遮断対応のための外部委託費用), and this is not known to be outsourced, so a person decides.',
  },
  'attack-not-confirmed': {
    rule: 'R-EXP-2',
    textJa:
      'この費用は「被害状況・原因調査費用」などと同じく「サイバー攻撃」が確認された後のもので、攻撃がまだ確認されていないため、担当者が個別に確認します。',
    textEn:
      'This cost is, like 被害状況・原因調査費用 (investigation), for a confirmed cyber attack (サイバー攻撃), and the attack is not confirmed yet, so a person decides.',
  },
  'investigation-without-attack': {
    rule: 'R-EXP-6',
    textJa:
      '「被害状況・原因調査費用」はサイバー攻撃が確認された場合のものとして示され、攻撃によらない情報漏えいの調査を含むかどうかは示されていないため（「従業員のシステム設定ミスなどによって生じた損害も補償します」との記載もあります）、担当者が個別に確認します。',
    textEn:
      'Investigation of damage and cause (被害状況・原因調査費用) is listed for a confirmed attack, and the page does not say whether it includes a leak without one (it also says 従業員のシステム設定ミスなどによって生じた損害も補償します: damage by staff’s wrong settings is covered), so a person decides.',
  },
  'response-trigger-undecided': {
    rule: 'R-EXP',
    textJa:
      'サイバー攻撃や情報漏えいによらない事故の対応費用が「事故発生時の各種対応費用に関する補償」に含まれるかどうかは示されていないため（「従業員のシステム設定ミスなどによって生じた損害も補償します」との記載もあります）、担当者が個別に確認します。',
    textEn:
      'The page does not say whether response costs of an accident that is neither attack nor leak are among 事故発生時の各種対応費用に関する補償 (it also says 従業員のシステム設定ミスなどによって生じた損害も補償します: damage by staff’s wrong settings is covered), so a person decides.',
  },
  'affected-persons-unknown': {
    rule: 'R-EXP-3a',
    textJa:
      '「被害者への見舞金・見舞品購入費用」の対象となる被害者の人数がまだ分からないため、担当者が個別に確認します。',
    textEn:
      'The number of victims for condolence money or gifts (被害者への見舞金・見舞品購入費用) is not known yet, so a person decides.',
  },
  'more-persons-than-affected': {
    rule: 'R-EXP-3a',
    textJa: '見舞金・見舞品の人数が「被害者」の人数を超えているため、担当者が個別に確認します。',
    textEn:
      'Condolence money or gifts (被害者への見舞金・見舞品購入費用) are for more persons than are known to be affected, so a person decides.',
  },
  'consent-missing': {
    rule: 'R-CONSENT',
    textJa:
      'この費用は事前に保険会社の同意（承認）を得たかどうかでお支払いが変わることがあり、その同意を確認できていないため、担当者が個別に確認します。',
    textEn:
      'Payment of this cost may depend on the insurer’s consent beforehand (同意), which is not on record, so a person decides.',
  },
  'replacement-or-upgrade': {
    rule: 'R-EXP-4a',
    textJa:
      '示されているのは「データを修復するための費用」「消去された電子カルテの復旧費用」であり、機器の入替えや新しいシステムへの更新を含むかどうかは示されていないため、担当者が個別に確認します。',
    textEn:
      'What is named is repairing data (データを修復するための費用, 消去された電子カルテの復旧費用); the page does not say whether replacement or upgrade is included, so a person decides.',
  },
  'security-product-purchase': {
    rule: 'R-EXP-5a',
    textJa:
      '示されているのは再発防止の「コンサルタント相談費用」や「策定費用」であり、セキュリティ製品の購入など再発防止策の実施を含むかどうかは示されていないため、担当者が個別に確認します。',
    textEn:
      'What is named is consulting on prevention (コンサルタント相談費用) and drawing up measures (策定費用); the page does not say whether buying security products is included, so a person decides.',
  },
  'unlisted-expense': {
    rule: 'R-EXP',
    textJa:
      '商品ページは「主な費用」を挙げたものであり、挙げられていないこの費用をお支払いするかどうかはそこからは決まらないため、担当者が個別に確認します。',
    textEn:
      'The product page lists main expenses (主な費用), which neither include nor exclude this one, so a person decides.',
  },
  'equipment-repair-undecided': {
    rule: 'R-EXP-4a',
    textJa:
      '示されているのは「データを修復するための費用」と「院内システムの損害」であり、情報機器の修理を含むかどうかは示されていないため、担当者が個別に確認します。',
    textEn:
      'What is named is repairing data (データを修復するための費用) and damage to in-house systems (院内システムの損害); the page does not say whether repair of equipment is included, so a person decides.',
  },
  'cost-precedes-discovery': {
    rule: 'R-TIME',
    textJa:
      'この費用は「保険期間中」の事故の発見日より前のもので、その事故の費用に当たるかどうかを確認できないため、担当者が個別に確認します。',
    textEn:
      'This cost was incurred before the discovery of the incident of the policy period (保険期間中), so a person decides whether it is a cost of that incident.',
  },
  'after-response-window': {
    rule: 'R-TIME',
    textJa:
      'この費用は事故の発見から定めた日数を過ぎた後のもので、「事故発生時の各種対応費用」に当たる期間は商品ページに示されていないため、担当者が個別に確認します。',
    textEn:
      'This cost was incurred longer after discovery than the days set; the product page does not say until when costs count as response to the incident (事故発生時の各種対応費用), so a person decides.',
  },
  'no-legal-liability': {
    rule: 'R-LIA',
    textJa: '「法律上の賠償責任」がないと確認されたため、お支払いの対象外です。',
    textEn: 'It is established that there is no legal liability (法律上の賠償責任), so nothing is payable.',
  },
  'defence-without-liability': {
    rule: 'R-LIA-5',
    textJa:
      '「法律上の賠償責任」がないと確認された場合に「争訟費用」「協力費用」をお支払いするかどうかは商品ページに示されていないため、担当者が個別に確認します。',
    textEn:
      'The product page does not say whether dispute and cooperation costs (争訟費用, 協力費用) are paid where there is no legal liability (法律上の賠償責任), so a person decides.',
  },
  'legal-liability-undecided': {
    rule: 'R-LIA',
    textJa: '「法律上の賠償責任」があるかどうかがまだ決まっていないため、担当者が個別に確認します。',
    textEn: 'Whether there is legal liability (法律上の賠償責任) is not decided yet, so a person decides.',
  },
  'not-in-course-of-business': {
    rule: 'R-LIA-7',
    textJa: '「貴院の業務の一環」として生じたものではないと確認されたため、お支払いの対象外です。',
    textEn: 'It did not arise as part of the institution’s business (貴院の業務の一環), so nothing is payable.',
  },
  'not-accidental': {
    rule: 'R-LIA-6',
    textJa: '「偶然な」事由によるものではないと確認されたため、お支払いの対象外です。',
    textEn: 'It was not caused by accident (偶然な), so nothing is payable.',
  },
  'bodily-injury-territory': {
    rule: 'R-TER-2',
    textJa:
      '「サイバー攻撃による対人・対物事故補償追加条項」は国内の事故に限られ、海外の身体障害・財物損壊を基本補償がどう扱うかは商品ページに示されていないため、担当者が個別に確認します。',
    textEn:
      'The added clause for bodily injury and property damage (サイバー攻撃による対人・対物事故補償追加条項) applies in Japan only, and the page does not say what the basic part does abroad, so a person decides.',
  },
  'bodily-injury-undecided': {
    rule: 'R-TER-2',
    textJa:
      '「サイバー攻撃による対人・対物事故補償追加条項」が付いていないか、サイバー攻撃によるものではない身体障害・財物損壊であり、基本補償がどう扱うかは商品ページに示されていないため、担当者が個別に確認します。',
    textEn:
      'The added clause for bodily injury and property damage by cyber attack (サイバー攻撃による対人・対物事故補償追加条項) is not on the contract, or it was no cyber attack, and the page does not say what the basic part does, so a person decides.',
  },
  'option-not-purchased': {
    rule: 'R-BI',
    textJa: 'ご契約に「利益・営業継続費用補償追加条項」が付いていないため、お支払いの対象外です。',
    textEn:
      'The business-interruption clause (利益・営業継続費用補償追加条項) is not on the contract, so nothing is payable.',
  },
  'no-system-stop': {
    rule: 'R-BI',
    textJa:
      'この補償は「サイバー攻撃など」でシステムが中断・停止し、業務が中断した場合のもので、システムの停止がなかったため、お支払いの対象外です。',
    textEn:
      'This cover is for business interrupted by the interruption or stop of the system by a cyber attack and the like (サイバー攻撃など), and there was none, so nothing is payable.',
  },
  'system-stop-unknown': {
    rule: 'R-BI',
    textJa:
      'この補償は「サイバー攻撃など」でシステムが中断・停止し、業務が中断した場合のもので、停止があったかどうかがまだ分からないため、担当者が個別に確認します。',
    textEn:
      'This cover is for business interrupted by the interruption or stop of the system by a cyber attack and the like (サイバー攻撃など), and whether there was one is not known yet, so a person decides.',
  },
  'voluntary-stop': {
    rule: 'R-BI',
    textJa:
      '念のために自ら止めた場合が「サイバー攻撃など」によるシステムの停止に当たるかどうかは商品ページに示されていないため、担当者が個別に確認します。',
    textEn:
      'The product page does not say whether a precautionary stop by the institution itself is a stop by a cyber attack and the like (サイバー攻撃など), so a person decides.',
  },
  'interruption-cause-undecided': {
    rule: 'R-BI',
    textJa:
      'この補償は「サイバー攻撃など」によるシステムの停止のもので、攻撃によらない停止が「など」に含まれるかどうかは商品ページに示されていないため、担当者が個別に確認します。',
    textEn:
      'This cover is for stops by a cyber attack and the like (サイバー攻撃など); the page does not say whether “and the like” includes this cause, so a person decides.',
  },
  'within-waiting-time': {
    rule: 'R-BI',
    textJa:
      'システムの停止が、ご契約の「利益・営業継続費用補償追加条項」の待機時間以内であったため、お支払いの対象外です。',
    textEn:
      'The stop was no longer than the waiting time of the business-interruption clause (利益・営業継続費用補償追加条項) on the contract, so nothing is payable.',
  },
  'stop-length-unknown': {
    rule: 'R-BI',
    textJa:
      'システムの停止が続いた時間がまだ分からず、ご契約の「利益・営業継続費用補償追加条項」の待機時間を超えたかどうかが決まらないため、担当者が個別に確認します。',
    textEn:
      'How long the system stood still is not known yet, so whether it was longer than the waiting time of the clause (利益・営業継続費用補償追加条項) is open, and a person decides.',
  },
  'no-standard-revenue': {
    rule: 'R-BI-1',
    textJa:
      '「喪失利益」は、攻撃がなければ得られた「営業利益および経常費」によりますが、開業後間もないなど比べる期間の収益がないため、担当者が個別に確認します。',
    textEn:
      'Lost profit (喪失利益) follows the operating profit and ordinary expenses (営業利益および経常費) that would have been earned, and there is no comparable period, as with a newly opened institution, so a person decides.',
  },
  'after-system-restoration': {
    rule: 'R-BI-3',
    textJa:
      '「営業継続費用」はシステムの機能が復旧するまでの期間の費用で、復旧より後のものであるため、お支払いの対象外です。',
    textEn:
      'Business-continuation costs (営業継続費用) are those of the period until the function of the system is restored, and this one came after it, so nothing is payable.',
  },
  'after-business-recovery': {
    rule: 'R-BI-2',
    textJa:
      '「収益減少防止費用」は攻撃の影響がなくなり営業が回復するまでの期間の費用で、回復より後のものであるため、お支払いの対象外です。',
    textEn:
      'Revenue-decline prevention costs (収益減少防止費用) are those of the period until business has recovered, and this one came after it, so nothing is payable.',
  },
  'beyond-indemnity-period': {
    rule: 'R-BI',
    textJa:
      'この費用はご契約の「利益・営業継続費用補償追加条項」の支払対象期間を過ぎた後のもので、お支払いするかどうかは商品ページに示されていないため、担当者が個別に確認します。',
    textEn:
      'This cost came after the indemnity period of the clause (利益・営業継続費用補償追加条項) on the contract; the product page does not say what then holds, so a person decides.',
  },
  'prevention-undecided': {
    rule: 'R-BI-3',
    textJa:
      '「営業継続費用」からは「収益減少防止費用」を差し引きますが、その収益減少防止費用がまだ決まっていないため、担当者が個別に確認します。',
    textEn:
      'Revenue-decline prevention costs (収益減少防止費用) are deducted from business-continuation costs (営業継続費用), and they are undecided, so a person decides.',
  },
  'overseas-incident': {
    rule: 'R-TER-3',
    textJa:
      '「緊急時サポート総合サービス」は国内の事故に限ってご利用いただけるため、国内の施設への影響が確認されていない海外の事故ではご利用いただけません（保険金のお支払いは海外の事故も対象です）。',
    textEn:
      'The emergency support service (緊急時サポート総合サービス) is for incidents in Japan only, so it cannot be used for an incident abroad without known effect on a facility in Japan (insurance money is payable for incidents worldwide).',
  },
  'domestic-undecided': {
    rule: 'R-TER-3',
    textJa:
      '海外で起き、国内の施設に影響が及んだ事故が「緊急時サポート総合サービス」の対象である国内の事故に当たるかどうかは商品ページに示されていないため、担当者が個別に確認します。',
    textEn:
      'The product page does not say whether an incident abroad that affects a facility in Japan is an incident in Japan, for which alone the emergency support service (緊急時サポート総合サービス) is provided, so a person decides.',
  },
  'coverage-not-yet-established': {
    rule: 'R-SUP-1',
    textJa:
      '「緊急時サポート総合サービス」は「保険金がお支払いできる場合」に限ってご利用いただけますが、お支払いの対象となるかどうかをまだ確認できていないため、担当者が個別に確認します。',
    textEn:
      'The emergency support service can be used only where insurance money can be paid (保険金がお支払いできる場合), which is not yet established, so a person decides.',
  },
  'limit-exhausted': {
    rule: 'R-SUP-1',
    textJa:
      '「緊急時サポート総合サービス」は「保険金がお支払いできる場合」に限ってご利用いただけますが、事故対応特別費用の支払限度額または保険期間中の合計支払限度額に残りがないため、担当者が個別に確認します。',
    textEn:
      'The emergency support service can be used only where insurance money can be paid (保険金がお支払いできる場合), and nothing is left of the response-expense limit or of the aggregate limit of the policy period, so a person decides.',
  },
  available: {
    rule: 'R-SUP-1',
    textJa:
      '「保険金がお支払いできる場合」に当たる国内の事故として「緊急時サポート総合サービス」をご利用いただけます。',
    textEn:
      'The emergency support service can be used, as this is an incident in Japan for which insurance money can be paid (保険金がお支払いできる場合).',
  },
};

/** The rule behind a code of the gates or of emergency support. */
export function ruleOf(code: IncidentGateCode | LineGateCode | SupportCode): RuleId {
  return reasonTexts[code].rule;
}

const reasons = new Map(
  Object.entries(reasonTexts).map(([code, { rule, textJa, textEn }]) => [
    code,
    Object.freeze({ rule, code, textJa, textEn }),
  ]),
);

/**
 * The reason behind a code: its rule and one plain sentence in Japanese and English that names the product page's
 * words.
 */
export function reasonOf<C extends IncidentGateCode | LineGateCode | SupportCode>(code: C): CoverageReason<C> {
  return reasons.get(code) as CoverageReason<C>;
}
