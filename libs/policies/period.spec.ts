import type { CoverageRequest } from '#coverage';
import type { MemberPeriodRow } from './member-period.entity.js';
import { coversDay, isNumberOf, periodFromRow, periodOn } from './period.js';

const row: MemberPeriodRow = {
  id: 'b',
  institution_id: 'i',
  policy_id: 'p',
  policy_number: 'MCY-2026-000101',
  certificate_number: 'K26-0301-0001',
  institution_kind: 'hospital',
  corporation_kind: 'medical-corporation',
  plan: 2,
  terms_version: '2026-11',
  inception_on: '2026-04-01',
  expiry_on: '2027-04-01',
  continuous_since: '2025-04-01',
  boundary_hour: 16,
  deductible_yen: 100_000,
  tax_creditable_ratio: 0.1,
  interruption_limit_yen: null,
  interruption_waiting_hours: null,
  interruption_indemnity_months: null,
  bodily_injury_property_damage: false,
  parameters: {},
  standard_parameters: {},
  ended_early_on: null,
  joined_mid_term: false,
  renews_id: 'a',
  version: 1,
};
const period = (changes: Partial<MemberPeriodRow> = {}) => periodFromRow({ ...row, ...changes });

describe('R-TIME: a day in a period of cover', () => {
  it.each([
    ['the day before inception', '2026-03-31', 16, false],
    ['the inception day, from 16 o’clock', '2026-04-01', 16, true],
    ['a day within', '2026-10-15', 16, true],
    ['the expiry day, until 16 o’clock', '2027-04-01', 16, true],
    ['the expiry day while the hour is not known', '2027-04-01', null, true],
    ['the expiry day where whole days count', '2027-04-01', 0, false],
    ['the last whole day', '2027-03-31', 0, true],
    ['the inception day where whole days count', '2026-04-01', 0, true],
    ['the day after expiry', '2027-04-02', 16, false],
  ])('%s', (_, day, boundary_hour, covered) => {
    expect(coversDay(period({ boundary_hour }), day)).toBe(covered);
  });

  it.each([
    ['2026-08-09', 16, true],
    ['2026-08-10', 16, true],
    ['2026-08-10', 0, false],
    ['2026-08-11', 16, false],
  ])('ended early on 2026-08-10: %s with hour %s is covered: %s', (day, boundary_hour, covered) => {
    expect(coversDay(period({ ended_early_on: '2026-08-10', boundary_hour }), day)).toBe(covered);
  });

  it('a contract ended on its first day has never covered anything', () => {
    expect(coversDay(period({ ended_early_on: '2026-04-01' }), '2026-04-01')).toBe(false);
  });
});

describe('R-TIME: the period in force', () => {
  const earlier = period({ id: 'a', inception_on: '2025-04-01', expiry_on: '2026-04-01', renews_id: null });
  const later = period();

  it('is the later one on the day that two periods share', () => {
    expect(periodOn([earlier, later], '2026-04-01')?.id).toBe('b');
    expect(periodOn([later, earlier], '2026-04-01')?.id).toBe('b');
  });

  it('is the earlier one on the day before', () => {
    expect(periodOn([later, earlier], '2026-03-31')?.id).toBe('a');
  });

  it('is the earlier one on the shared day when the later was ended from the start', () => {
    expect(periodOn([earlier, period({ ended_early_on: '2026-04-01' })], '2026-04-01')?.id).toBe('a');
  });

  it('is none in a gap, before all and after all', () => {
    const gap = period({ inception_on: '2026-05-01' });
    expect(periodOn([earlier, gap], '2026-04-15')).toBeNull();
    expect(periodOn([earlier, later], '2025-03-31')).toBeNull();
    expect(periodOn([earlier, later], '2027-04-02')).toBeNull();
    expect(periodOn([], '2026-04-01')).toBeNull();
  });
});

describe('a period for the engine', () => {
  it('has the members of the engine’s policy, with the early end as the day on which cover ends', () => {
    const ended: CoverageRequest['policy'] = period({ ended_early_on: '2026-08-10' });
    expect(ended).toMatchObject({ inceptionDate: '2026-04-01', expiryDate: '2026-08-10', deductible: 100_000 });
  });

  it('has the option only where the contract has it', () => {
    expect(period().businessInterruption).toBeNull();
    const option = period({ interruption_limit_yen: 50_000_000, interruption_waiting_hours: 12 });
    expect(option.businessInterruption).toEqual({ limit: 50_000_000, waitingHours: 12, indemnityMonths: null });
  });
});

describe('a typed number', () => {
  it.each([
    'MCY-2026-000101',
    'mcy2026000101',
    'ＭＣＹ－２０２６－０００１０１',
    ' MCY 2026ー000101 ',
    'MCY—2026−000101',
    'k26 0301 0001',
  ])('is the period’s: %s', (typed) => {
    expect(isNumberOf(period(), typed)).toBe(true);
  });

  it.each(['MCY-2026-000102', '', ' - ', '000101'])('is not the period’s: "%s"', (typed) => {
    expect(isNumberOf(period({ certificate_number: null }), typed)).toBe(false);
  });
});
