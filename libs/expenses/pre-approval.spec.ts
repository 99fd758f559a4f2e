import { answerDue, preApprovalNumber } from './pre-approval.js';

describe('the insurer’s promise to answer', () => {
  it.each<[string, Parameters<typeof answerDue>[0], string, string]>([
    ['4 hours around the clock in suspicion', 'suspicion', '2026-12-31T16:30:00Z', '2026-12-31T20:30:00Z'],
    ['4 hours around the clock in investigation', 'investigation', '2026-11-28T14:00:00Z', '2026-11-28T18:00:00Z'],
    ['17:00 of the next business day: Thursday to Friday', 'apology', '2026-11-26T05:00:00Z', '2026-11-27T08:00:00Z'],
    ['over a weekend: Friday to Monday', 'recovery', '2026-11-27T05:00:00Z', '2026-11-30T08:00:00Z'],
    ['asked on a Saturday at 07:13 in Japan: Monday', 'recovery', '2026-11-27T22:13:00Z', '2026-11-30T08:00:00Z'],
    ['asked at 23:59 of a business day', 'recovery', '2026-11-26T14:59:00Z', '2026-11-27T08:00:00Z'],
    // Friday in UTC, Saturday 00:30 in Japan
    ['from a Saturday in Japan to Monday', 'recovery', '2026-11-27T15:30:00Z', '2026-11-30T08:00:00Z'],
    ['over the turn of the year', 'liability', '2026-12-30T03:00:00Z', '2027-01-04T08:00:00Z'],
    ['asked on a holiday: 3 November to the 4th', 'apology', '2026-11-03T03:00:00Z', '2026-11-04T08:00:00Z'],
  ])('%s', (_, phase, asked, due) => {
    expect(answerDue(phase, new Date(asked)).toISOString()).toBe(`${due.slice(0, -1)}.000Z`);
  });

  it('has a number that an invoice can carry, from the approval on', () => {
    const asked = { case_number: 'MC-2026-000123-7', no: 2, ceiling_yen: null };
    expect(preApprovalNumber(asked)).toBeNull();
    expect(preApprovalNumber({ ...asked, ceiling_yen: 1 })).toBe('MC-2026-000123-7-P2');
  });
});
