import type { InstitutionKind, Plan } from '#coverage';
import { newestTerms } from '#terms';
import { quoteOf, type Quote, type QuoteRequest } from './quote.js';

const asked = (institutionKind: InstitutionKind, plan: Plan, more: Partial<QuoteRequest> = {}): Quote =>
  quoteOf(
    {
      institutionKind,
      plan,
      groupMember: false,
      declarationDiscount: false,
      deductible: 0,
      payment: 'lump-sum',
      businessInterruption: false,
      termMonths: 12,
      ...more,
    },
    newestTerms('2026-11-24'),
  );
const beds = (general: number, total = general): Partial<QuoteRequest> => ({ beds: { general, total } });
const codes = ({ outcome, premium, reasons }: Quote): unknown[] => [
  outcome,
  premium,
  ...reasons.map(({ code }) => code),
];

describe('a quote', () => {
  it.each<[InstitutionKind, Partial<QuoteRequest>, [number, number, number]]>([
    ['general-clinic', {}, [40_800, 61_960, 77_610]],
    ['dental-clinic', {}, [27_950, 41_980, 56_620]],
    ['hospital', beds(50), [178_620, 280_410, 384_150]],
    ['hospital', beds(100), [235_870, 370_290, 507_280]],
  ])('of a %s, %j: the published premiums of the three plans', (kind, more, premiums) => {
    expect(([1, 2, 3] as const).map((plan) => codes(asked(kind, plan, more)))).toEqual(
      premiums.map((premium) => ['premium', premium]),
    );
  });

  it.each<[string, Quote, string[]]>([
    ['another bed count', asked('hospital', 1, beds(75)), ['quotes.bed-count']],
    ['psychiatric beds beside 50 general ones', asked('hospital', 1, beds(50, 90)), ['quotes.other-beds']],
    ['a care facility', asked('integrated-care-facility', 1), ['quotes.care-facility']],
    ['another care facility', asked('geriatric-health-facility', 1, beds(50)), ['quotes.care-facility']],
    [
      'everything that is not published, at once',
      asked('general-clinic', 1, {
        businessInterruption: true,
        deductible: 1,
        declarationDiscount: true,
        payment: 'instalments',
      }),
      ['quotes.option', 'quotes.deductible', 'quotes.declaration-discount', 'quotes.instalments'],
    ],
  ])('of %s is given on request, with the reason', (_, quote, reasons) => {
    expect(codes(quote)).toEqual(['on-request', null, ...reasons]);
    expect(quote.limits).not.toBeNull();
  });

  it('of a member of a group has a floor, 20 % below, and no other price', () => {
    const quote = asked('general-clinic', 1, { groupMember: true });
    expect([...codes(quote), quote.groupFloor]).toEqual(['premium', 40_800, 'quotes.group-discount', 32_640]);
    expect(quote.reasons[0]?.textJa).toContain('最大20%割引');
    const open = asked('hospital', 1, { ...beds(75), groupMember: true });
    expect([...codes(open), open.groupFloor]).toEqual([
      'on-request',
      null,
      'quotes.bed-count',
      'quotes.group-discount',
      null,
    ]);
  });

  it('is refused for a pharmacy, which is pointed to its product, and for less than twelve months', () => {
    const pharmacy = asked('pharmacy', 1, { termMonths: 11 });
    expect(codes(pharmacy)).toEqual(['refused', null, 'quotes.pharmacy', 'quotes.term-too-short']);
    expect(pharmacy.reasons[0]?.textJa).toContain('企業向けサイバー保険');
    expect(pharmacy.limits).toBeNull();
    expect(codes(asked('dental-clinic', 2, { termMonths: 11 }))).toEqual(['refused', null, 'quotes.term-too-short']);
    expect(codes(asked('dental-clinic', 2, { termMonths: 13 }))).toEqual(['premium', 41_980]);
  });
});
