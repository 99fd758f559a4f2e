import type { CodedText } from '#kernel';

/** A reason of a quote, with its rule. */
export interface QuoteReason extends CodedText {
  readonly rule: string;
}

const reason = (code: string, rule: string, textJa: string, textEn: string): QuoteReason => ({
  code,
  rule,
  textJa,
  textEn,
});

/** Why there is no published premium, or cover is not possible. */
export const quoteReasons = {
  pharmacy: reason(
    'quotes.pharmacy',
    'R-ELG-2',
    '薬局はこの保険に加入できません。「企業向けサイバー保険」をご案内します。',
    'A pharmacy cannot be insured under this product; company cyber insurance (企業向けサイバー保険) is the product for it.',
  ),
  term: reason(
    'quotes.term-too-short',
    'R-ELG-4',
    '保険期間が 1 年に満たないご契約はお引き受けできません。',
    'A contract of less than one year is not possible.',
  ),
  beds: reason(
    'quotes.bed-count',
    'R-PLAN-3',
    '保険料が公表されているのは一般病床 50 床と 100 床だけで、ほかの病床数の保険料はお問い合わせによります。',
    'Premiums are published for 50 and 100 general beds only; for other bed counts they are given on request.',
  ),
  otherBeds: reason(
    'quotes.other-beds',
    'R-PLAN-2',
    '公表されている保険料は一般病床によるもので、精神病床などほかの病床がある場合の保険料はお問い合わせによります。',
    'Published premiums go by general beds; with beds of other kinds, such as psychiatric ones, they ' +
      'are given on request.',
  ),
  careFacility: reason(
    'quotes.care-facility',
    'R-PLAN-2',
    '介護医療院と介護老人保健施設の保険料は定員数によるもので、公表されていないため、お問い合わせによります。',
    'Premiums of care facilities go by capacity and are not published; they are given on request.',
  ),
  option: reason(
    'quotes.option',
    'R-PLAN-5',
    '利益・営業継続費用補償追加条項を付けたご契約の保険料は公表されていないため、お問い合わせによります。',
    'Premiums with the business-interruption clause are not published; they are given on request.',
  ),
  deductible: reason(
    'quotes.deductible',
    'R-PLAN',
    '公表されている保険料は自己負担額なしのもので、自己負担額を設ける場合の保険料はお問い合わせによります。',
    'Published premiums are without a deductible; with one they are given on request.',
  ),
  declaration: reason(
    'quotes.declaration-discount',
    'R-PLAN',
    '公表されている保険料は告知割引なしのもので、告知割引がある場合の保険料はお問い合わせによります。',
    'Published premiums are without the declaration discount; with it they are given on request.',
  ),
  instalments: reason(
    'quotes.instalments',
    'R-PLAN',
    '公表されている保険料は一括払のもので、分割払の保険料はお問い合わせによります。',
    'Published premiums are paid at once; in instalments they are given on request.',
  ),
  group: reason(
    'quotes.group-discount',
    'R-PLAN-4',
    '団体のご契約では「最大20%割引」となります。実際の割引率は団体により異なるため、下限の額だけをお示しします。',
    'In a group contract the premium is up to 20 % lower (最大20%割引); the rate depends on the group, ' +
      'so only the floor is shown.',
  ),
} as const;
