import { answerDue, preApprovalNumber } from './pre-approval.js';

describe('the insurer’s promise to answer', () => {
  it.each<[string, Parameters<typeof answerDue>[0], string, string]>([
    ['4 hours around the clock in suspicion', 'suspicion', '2026-12-31T16:30:00Z', '2026-12-31T20:30:00Z'],
    ['4 hours around the clock in investigation', 'investigation', '2026-11-28T14:00:00Z', '2026-11-28T18:00:00Z'],
    ['one business day later: Thursday to Friday', 'apology', '2026-11-26T05:00:00Z', '2026-11-27T05:00:00Z'],
    ['over a weekend: Friday to Monday', 'recovery', '2026-11-27T05:00:00Z', '2026-11-30T05:00:00Z'],
    // Friday in UTC, Saturday 00:30 in Japan
    ['from a Saturday in Japan to Monday', 'recovery', '2026-11-27T15:30:00Z', '2026-11-29T15:30:00Z'],
    ['over the turn of the year', 'liability', '2026-12-30T03:00:00Z', '2027-01-04T03:00:00Z'],
  ])('%s', (_, phase, asked, due) => {
    expect(answerDue(phase, new Date(asked)).toISOString()).toBe(`${due.slice(0, -1)}.000Z`);
  });

  it('has a number that an invoice can carry', () => {
    expect(preApprovalNumber({ case_number: 'MC-2026-000123-7', no: 2 })).toBe('MC-2026-000123-7-P2');
  });
});
