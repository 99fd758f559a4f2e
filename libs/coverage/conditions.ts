import type { IncidentGateCode, LineGateCode } from './response.js';
import type { Words } from '#kernel';

/**
 * The condition of each gate in words, beside the gate in docs/rules.md, for people who check the table without reading
 * code. A gate without words does not compile.
 */
export const gateConditions: Readonly<Record<IncidentGateCode | LineGateCode, Words>> = {
  'ineligible-institution': { ja: '加入者が薬局である', en: 'The institution is a pharmacy' },
  'known-before-inception': {
    ja: 'ご契約者が開始前に事故を知っていた、または発見日が補償の開始（切れ目のない継続では最初の開始）より前である',
    en: 'The policyholder knew of it before inception, or it was discovered before cover (unbroken over renewals) began',
  },
  'outside-period': {
    ja: '発生日が補償の終了後である、または発生日が開始前で発見日が終了後である',
    en: 'It occurred after cover, or occurred before cover and was discovered after it',
  },
  'period-boundary-day': {
    ja: '発生日または発見日が、補償の始まる日または終わる日に当たる（補償の開始・終了時刻が0時のご契約を除く）',
    en: 'It occurred or was discovered on the day on which cover begins or ends, unless cover begins and ends at hour 0',
  },
  'period-basis-undecided': {
    ja: '発生日が補償の開始前である、または発見日が終了後である',
    en: 'It occurred before cover, or was discovered after it',
  },
  'period-of-limits-undecided': {
    ja: '切れ目のない継続で、発生日または発見日がこの期間の開始より前（補償の開始以後）、またはこの期間の開始日に当たる（開始時刻が0時のご契約では開始日を除く）',
    en: 'In an unbroken cover, it occurred or was discovered within cover but before this period began, or on the day it began unless at hour 0',
  },
  'undeclared-premises': {
    ja: '申告されていない拠点の業務だけに損害が生じた',
    en: 'The business of an undeclared place alone suffered',
  },
  'premises-undecided': {
    ja: '被害を受けた拠点が期間の途中で申告されたか不明である、または医療法人でない加入者の申告済み拠点である',
    en: 'The place was declared mid-term or is unknown, or is a declared place of one who is not a medical corporation',
  },
  'director-perpetrator': {
    ja: '行為者が役員で、意図が過失と確認されていない',
    en: 'A director did it, and not by mere error',
  },
  'exclusion-undecided': {
    ja: '確認すべき免責事由が一つでも挙げられている',
    en: 'Any exclusion to be looked into is named',
  },
  ransom: { ja: '身代金として支払った金額である', en: 'The money was paid as ransom' },
  'perpetrator-own-loss': {
    ja: '請求者が行為を行った従業員等で、意図が犯罪行為・背任行為、行為者が従業員または役員である',
    en: 'The perpetrating employee claims, the intent is crime or breach of trust, and an employee or director did it',
  },
  'perpetrator-intent-unknown': {
    ja: '請求者が行為を行った従業員等で、意図が不明である、または犯罪行為・背任行為だが行為者が外部または不明である',
    en: 'The perpetrating employee claims, and the intent is unknown, or is a crime or breach of trust by an outsider or by someone unknown',
  },
  'not-a-cyber-attack': {
    ja: '原因がサイバー攻撃でなく、攻撃でないと確認され、指摘がないか院内の職員によるものである',
    en: 'The cause is no cyber attack, it is established that there was none, and nobody or own staff raised the suspicion',
  },
  'suspicion-not-raised-by-third-party': {
    ja: '攻撃でないと確認され、指摘したのが院内の職員である',
    en: 'It is established that there was no attack, and own staff raised the suspicion',
  },
  'attack-not-yet-determined': {
    ja: '攻撃かどうか不明で、指摘がないか院内の職員によるものである、または攻撃でないと確認され、指摘がない',
    en: 'Whether it was an attack is not known and nobody or own staff raised the suspicion, or it was none and nobody raised it',
  },
  'third-party-undecided': {
    ja: '攻撃と確認されておらず、指摘したのがその他の第三者または攻撃者である',
    en: 'No attack is confirmed, and another third party or the attacker raised the suspicion',
  },
  'suspicion-cost-after-confirmation': {
    ja: '攻撃と確認され、指摘がないか院内の職員または攻撃者によるもので、ご契約で「支払う」と定めていない',
    en: 'The attack is confirmed, nobody, own staff or the attacker raised the suspicion, and the contract does not say “payable”',
  },
  'cost-precedes-notice': {
    ja: '公的機関、運用管理の委託先またはその他の第三者が指摘した日より前の費用である',
    en: 'The cost is of a day before a public body, the security contractor or another third party gave notice',
  },
  'not-outsourced': { ja: '外部に委託した費用と確認されていない', en: 'It is not known to be outsourced' },
  'attack-not-confirmed': {
    ja: '原因がサイバー攻撃で、まだ確認されていない',
    en: 'The cause is a cyber attack that is not confirmed',
  },
  'investigation-without-attack': {
    ja: '原因が攻撃によらない情報漏えいである',
    en: 'The cause is a leak without an attack',
  },
  'response-trigger-undecided': {
    ja: '原因がデジタルコンテンツ不当事由またはその他の偶然な事由である',
    en: 'The cause is digital content or another accident',
  },
  'affected-persons-unknown': { ja: '被害者の人数が分からない', en: 'The number of affected persons is not known' },
  'more-persons-than-affected': {
    ja: '見舞いの人数が被害者の人数を超えている',
    en: 'It is for more persons than are affected',
  },
  'consent-missing': {
    ja: '保険会社の同意が記録されていない（損害賠償金は判決によるものを除く）',
    en: 'The insurer’s consent is not on record (damages: unless a court has decided)',
  },
  'replacement-or-upgrade': { ja: '機器の入替えまたは更新である', en: 'It is a replacement or an upgrade' },
  'security-product-purchase': { ja: 'セキュリティ製品の購入である', en: 'It is the purchase of a security product' },
  'unlisted-expense': { ja: '常に', en: 'Always' },
  'equipment-repair-undecided': { ja: '常に', en: 'Always' },
  'cost-precedes-discovery': {
    ja: '事故の発見日より前の費用である',
    en: 'The cost is of a day before the incident was discovered',
  },
  'after-response-window': {
    ja: '発見から定めた日数（定めがなければ365日）を過ぎた費用である',
    en: 'The cost is of a day later after discovery than the days set (365 where none are)',
  },
  'no-legal-liability': {
    ja: '法律上の賠償責任がないと確認された',
    en: 'It is established that there is no legal liability',
  },
  'defence-without-liability': {
    ja: '法律上の賠償責任がないと確認された',
    en: 'It is established that there is no legal liability',
  },
  'legal-liability-undecided': {
    ja: '賠償責任について何も記録されていない、または損害賠償金・その他の賠償関連費用で賠償責任の有無が決まっていない（このとき28から31は見ない）',
    en: 'Nothing is on record of the liability, or for damages and other liability costs it is not decided (28 to 31 are then not looked at)',
  },
  'not-in-course-of-business': {
    ja: '原因がデジタルコンテンツ不当事由またはその他の偶然な事由で、業務の一環として生じたものでない',
    en: 'The cause is digital content or another accident, and it was not in the course of business',
  },
  'not-accidental': {
    ja: '原因がその他の偶然な事由で、偶然なものでない',
    en: 'The cause is another accident, and it was not accidental',
  },
  'bodily-injury-territory': {
    ja: '身体障害・財物損壊で、事故が国外で起きた',
    en: 'There is bodily injury or property damage, and the incident was abroad',
  },
  'bodily-injury-undecided': {
    ja: '身体障害・財物損壊で、事故が国内で起き、追加条項がないか原因がサイバー攻撃でない',
    en: 'There is bodily injury or property damage in Japan, and the clause is not on the contract or the cause is no cyber attack',
  },
  'option-not-purchased': { ja: 'ご契約に追加条項が付いていない', en: 'The option is not on the contract' },
  'no-system-stop': { ja: 'システムの停止がなかった', en: 'There was no stop of the system' },
  'system-stop-unknown': {
    ja: 'システムの停止があったかどうか分からない',
    en: 'Whether the system stopped is not known',
  },
  'voluntary-stop': { ja: 'システムを自ら止めた', en: 'The institution stopped the system itself' },
  'interruption-cause-undecided': { ja: '原因がサイバー攻撃でない', en: 'The cause is no cyber attack' },
  'within-waiting-time': {
    ja: '停止した時間が分かっており、待機時間以内である',
    en: 'The length of the stop is known and not longer than the waiting time',
  },
  'stop-length-unknown': {
    ja: '停止について分かっているが、その時間が分からない',
    en: 'The stop is known, but not its length',
  },
  'no-standard-revenue': { ja: '比べる期間の収益がない', en: 'There is no comparable revenue' },
  'after-system-restoration': {
    ja: 'システムの復旧日が分かっており、それより後の費用である',
    en: 'The day of restoration of the system is known, and the cost is of a later day',
  },
  'after-business-recovery': {
    ja: '営業の回復日が分かっており、それより後の費用である',
    en: 'The day of recovery of business is known, and the cost is of a later day',
  },
  'beyond-indemnity-period': {
    ja: 'ご契約に支払対象期間（月数）があり、発見日からその月数を過ぎた費用である（同じ日がない月では末日まで）',
    en: 'The contract has an indemnity period in months, and the cost is of a day beyond it, counted from discovery to the same day of the month or the month’s last',
  },
  'prevention-undecided': {
    ja: '同じご請求の収益減少防止費用のうち、担当者の判断を待つものがある',
    en: 'Some revenue-decline prevention cost of the same request is left to a person',
  },
};
