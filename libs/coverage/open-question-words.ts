import type { IncidentGateCode, LineGateCode } from './response.js';

/** The codes that leave a question open: all but those of gates that refuse a line. */
export type ReferCode = Exclude<
  IncidentGateCode | LineGateCode,
  | 'ineligible-institution'
  | 'known-before-inception'
  | 'outside-period'
  | 'undeclared-premises'
  | 'ransom'
  | 'perpetrator-own-loss'
  | 'not-a-cyber-attack'
  | 'suspicion-not-raised-by-third-party'
  | 'no-legal-liability'
  | 'not-in-course-of-business'
  | 'not-accidental'
  | 'option-not-purchased'
  | 'no-system-stop'
  | 'within-waiting-time'
  | 'after-system-restoration'
  | 'after-business-recovery'
>;

interface Deciding {
  /** The facts of the institution, or a person of the insurer. */
  readonly by: 'institution' | 'insurer';
  readonly ja: string;
  readonly en: string;
}

const told = (ja: string, en: string): Deciding => ({ by: 'institution', ja, en });
const judged = (ja: string, en: string): Deciding => ({ by: 'insurer', ja, en });

/** The fact or judgement that decides each open question; a code without an entry does not compile. */
export const openQuestions: Readonly<Record<ReferCode, Deciding>> = {
  'period-boundary-day': told(
    '事故の発生・発見の時刻が分かると決まります。',
    'The hour at which it occurred and was discovered decides it.',
  ),
  'period-basis-undecided': judged(
    '約款の「保険期間中」の定めを保険会社が確認して決まります。',
    'The insurer decides it by what the policy wording says of the policy period.',
  ),
  'period-of-limits-undecided': judged(
    'どの保険期間の支払限度額によるかを保険会社が確認して決まります。',
    'The insurer decides which policy period’s limits apply.',
  ),
  'premises-undecided': told(
    '被害を受けた施設・事務所の名称と、申込時に申告された拠点かどうかが分かると決まります。',
    'The name of the place that suffered, and whether it was declared at application, decide it.',
  ),
  'director-perpetrator': judged(
    '約款の「従業員等」と故意に関する定めを保険会社が確認して決まります。行為が誤りによるものと分かれば、この確認は要りません。',
    'The insurer decides it by what the policy wording says of staff and of intent; it falls away when the act proves to be an error.',
  ),
  'exclusion-undecided': judged(
    '保険金をお支払いしない場合に当たるかどうかを、事実と約款から保険会社が確認して決まります。',
    'The insurer decides from the facts and the policy wording whether the exclusion applies.',
  ),
  'perpetrator-intent-unknown': told(
    '行為者が誰で、故意によるものかどうかが分かると決まります。',
    'Who did it, and whether on purpose, decides it.',
  ),
  'attack-not-yet-determined': told(
    'サイバー攻撃かどうかの調査結果、または公的機関やセキュリティ運用の委託先から指摘を受けた日が分かると決まります。',
    'The finding whether it was an attack, or the day of a notice by a public body or the security contractor, decides it.',
  ),
  'third-party-undecided': told(
    '指摘した相手の名称と、セキュリティ運用管理の契約の有無が分かると、保険会社が確認できます。攻撃が確認された場合もあらためて確認します。',
    'The name of who raised it, and whether there is a contract for security operations, let the insurer decide.',
  ),
  'suspicion-cost-after-confirmation': judged(
    '攻撃の確認後に支出したおそれの段階の費用の扱いを、約款から保険会社が確認して決まります。',
    'The insurer decides by the policy wording how suspicion costs after confirmation are treated.',
  ),
  'cost-precedes-notice': told(
    '作業が終わった日と、指摘を受けた日が確かであるかを確認すると決まります。',
    'Checking the last day of the work and the day of the notice decides it.',
  ),
  'not-outsourced': told(
    '外部の業者に委託した作業であることが分かる請求書または契約書があると決まります。',
    'An invoice or contract that shows that an outside contractor did the work decides it.',
  ),
  'attack-not-confirmed': told(
    'サイバー攻撃の有無の調査結果が分かると決まります。',
    'The finding whether it was an attack decides it.',
  ),
  'investigation-without-attack': judged(
    '攻撃によらない漏えいの調査費用の扱いを、約款から保険会社が確認して決まります。',
    'The insurer decides by the policy wording whether investigating a leak without attack is covered.',
  ),
  'response-trigger-undecided': judged(
    '攻撃や漏えいによらない事故の対応費用の扱いを、約款から保険会社が確認して決まります。',
    'The insurer decides by the policy wording whether response to such an accident is covered.',
  ),
  'affected-persons-unknown': told('被害者の人数が分かると決まります。', 'The number of persons affected decides it.'),
  'more-persons-than-affected': told(
    '見舞金・見舞品の対象の人数と被害者の人数のどちらが正しいかが分かると決まります。',
    'Which of the two numbers is right decides it.',
  ),
  'consent-missing': told(
    '事前に保険会社の同意を得ていれば、その日と相手が分かると決まります。まだのときは、支出の前にご相談ください。',
    'The day of the insurer’s consent and who gave it decide it; where there is none yet, ask before you agree to the cost.',
  ),
  'replacement-or-upgrade': told(
    '費用のうちデータの修復に当たる部分と、入替え・更新に当たる部分の内訳が分かると決まります。',
    'How much of the cost is for restoring data and how much for replacement or upgrade decides it.',
  ),
  'security-product-purchase': told(
    '費用のうち相談・策定に当たる部分と、製品の購入に当たる部分の内訳が分かると決まります。',
    'How much of the cost is for advice and planning and how much for products decides it.',
  ),
  'unlisted-expense': told(
    '何のための費用で、事故とどう関わるかが分かる資料があると、保険会社が確認できます。',
    'Papers that show what the cost was for and how it follows from the incident let the insurer decide.',
  ),
  'equipment-repair-undecided': told(
    '事故による故障であることと、修理か入替えかが分かる見積書・報告書があると、保険会社が確認できます。',
    'A quote or report that shows that the incident broke it, and whether it is repaired or replaced, lets the insurer decide.',
  ),
  'cost-precedes-discovery': told(
    '作業が終わった日と、事故を発見した日が確かであるかを確認すると決まります。',
    'Checking the last day of the work and the day of discovery decides it.',
  ),
  'after-response-window': judged(
    '発見から長い日数がたった後の費用の扱いを、約款から保険会社が確認して決まります。',
    'The insurer decides by the policy wording whether a cost so long after discovery is covered.',
  ),
  'defence-without-liability': judged(
    '法律上の賠償責任がない場合の争訟費用・協力費用の扱いを、約款から保険会社が確認して決まります。',
    'The insurer decides by the policy wording whether defence costs are covered without liability.',
  ),
  'legal-liability-undecided': told(
    '示談、判決など、法律上の賠償責任の有無が分かる資料があると決まります。',
    'A settlement, a judgment or other papers on the legal liability decide it.',
  ),
  'bodily-injury-territory': judged(
    '海外での身体障害・財物損壊の扱いを、約款から保険会社が確認して決まります。',
    'The insurer decides by the policy wording how bodily injury and property damage abroad are treated.',
  ),
  'bodily-injury-undecided': judged(
    '身体障害・財物損壊の扱いを、約款から保険会社が確認して決まります。',
    'The insurer decides by the policy wording how bodily injury and property damage are treated.',
  ),
  'system-stop-unknown': told(
    'システムが止まったかどうかと、止まっていた時間が分かると決まります。',
    'Whether the system stopped, and for how long, decides it.',
  ),
  'voluntary-stop': judged(
    '自ら止めた場合の扱いを、止めた理由と約款から保険会社が確認して決まります。',
    'The insurer decides by the reason for the stop and the policy wording.',
  ),
  'interruption-cause-undecided': judged(
    '攻撃によらない停止の扱いを、約款から保険会社が確認して決まります。',
    'The insurer decides by the policy wording whether a stop without attack is covered.',
  ),
  'stop-length-unknown': told(
    'システムが復旧した日時が分かると決まります。',
    'The time at which the system was restored decides it.',
  ),
  'no-standard-revenue': told(
    '開業からの売上の記録など、攻撃がなければ得られた収益を見積もれる資料があると、保険会社が確認できます。',
    'Records since opening, from which the revenue without the attack can be estimated, let the insurer decide.',
  ),
  'beyond-indemnity-period': judged(
    '支払対象期間を過ぎた費用の扱いを、ご契約の条件から保険会社が確認して決まります。',
    'The insurer decides by the terms of the contract whether a cost after the indemnity period is covered.',
  ),
  'prevention-undecided': judged(
    '同じ事案の収益減少防止費用が決まると決まります。',
    'The decision on the prevention costs of this case decides it.',
  ),
};
