import fc from 'fast-check';
import { tries } from '../../test/support/property-runs.js';
import { gateText } from './victim-gate-words.js';
import { lacksOf } from './victim-gate.js';

const yen = fc.nat(2_000_000);
const register = fc.record({ paidByInstitution: yen, consented: yen, established: yen });
const payments = fc.record({ toInstitution: yen, toVictim: yen, waitsForInstitution: yen, waitsForVictim: yen });

type Register = Parameters<typeof lacksOf>[0];
type Payments = Parameters<typeof lacksOf>[1];

/** Whether all that waits can be paid one after the other: article 22, as each payment is tested. */
function allPass({ paidByInstitution, consented, established }: Register, paid: Payments, victimFirst: boolean) {
  const institution = (toInstitution: number, toVictim: number): boolean =>
    paid.waitsForInstitution === 0 ||
    Math.min(Math.max(paidByInstitution, consented) - toInstitution, established - toInstitution - toVictim) >=
      paid.waitsForInstitution;
  const victim = (toInstitution: number, toVictim: number): boolean =>
    paid.waitsForVictim === 0 ||
    established - toVictim - Math.max(toInstitution, paidByInstitution) >= paid.waitsForVictim;
  const { toInstitution, toVictim, waitsForInstitution, waitsForVictim } = paid;
  return victimFirst
    ? victim(toInstitution, toVictim) && institution(toInstitution, toVictim + waitsForVictim)
    : institution(toInstitution, toVictim) && victim(toInstitution + waitsForInstitution, toVictim);
}

describe('what would free what article 22 holds (Insurance Act, article 22)', () => {
  it.each(['payment', 'consent'] as const)('is enough and no yen too much, by a %s, whoever is paid first', (by) => {
    fc.assert(
      fc.property(register, payments, fc.boolean(), (known, paid, victimFirst) => {
        const { payment, consentNeeded, established } = lacksOf(known, paid);
        const withMore = (less: { readonly money: number; readonly liability: number }): Register => ({
          paidByInstitution: known.paidByInstitution + (by === 'payment' && payment > 0 ? payment - less.money : 0),
          consented: by === 'consent' && payment > 0 ? consentNeeded - less.money : known.consented,
          established: known.established + Math.max(0, established - less.liability),
        });
        expect(allPass(withMore({ money: 0, liability: 0 }), paid, victimFirst)).toBe(true);
        if (payment > 0) expect(allPass(withMore({ money: 1, liability: 0 }), paid, victimFirst)).toBe(false);
        if (established > 0) expect(allPass(withMore({ money: 0, liability: 1 }), paid, victimFirst)).toBe(false);
      }),
      tries(300),
    );
  });

  it('is said in yen: what is held, and which of the two, and the liability beside it', () => {
    const known = { paidByInstitution: 200_000, consented: 0, established: 0 };
    const paid = { toInstitution: 0, toVictim: 0, waitsForInstitution: 500_000, waitsForVictim: 0 };
    expect(lacksOf(known, paid)).toEqual({ payment: 300_000, consentNeeded: 500_000, established: 500_000 });
    expect(gateText(500_000, lacksOf(known, paid)).textJa).toBe(
      '保険法22条により500,000円を保留しています。' +
        '医療機関から被害者への支払いがあと300,000円、または被害者の承諾が合計500,000円で登録されることが必要です。' +
        '示談・判決で決まった賠償額が、あと500,000円登録されることが必要です。',
    );
    expect(gateText(0, lacksOf(known, paid)).textJa).toBe('保険法22条による保留はありません。');
  });
});
