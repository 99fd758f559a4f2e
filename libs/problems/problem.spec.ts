import { codedText, Problem, problemSentences } from './problem.js';

describe('the sentence of a refusal', () => {
  it('writes a day in words, whoever gives it', () => {
    const refusal = new Problem('payments.not-yet', { params: { day: { ja: '2026-12-02', en: '2026-12-02' } } });
    expect(problemSentences(refusal)).toEqual({
      ja: expect.stringContaining('2026年12月2日以降') as string,
      en: expect.stringContaining('2 December 2026') as string,
    });
  });

  it('leaves a number that is no day as it is', () => {
    const refusal = new Problem('policies.number-folds-to-other', {
      params: { number: { ja: '2026-13-02', en: '2026-13-02' } },
    });
    expect(problemSentences(refusal).ja).toContain('2026-13-02');
  });

  it('never leaves with a place that is not filled: in tests that is a defect where it is made, also of one field', () => {
    const day = { ja: '2026-12-02', en: '2026-12-02' };
    const faults = [
      () => new Problem('payments.not-yet'),
      () => new Problem('payments.not-yet', { params: { days: day } }),
      () => new Problem('requests.invalid', { errors: [{ pointer: '/day', code: 'payments.not-yet' }] }),
      () => codedText('payments.not-yet'),
    ];
    for (const fault of faults) expect(fault).toThrow('payments.not-yet says nothing in the place of {day}');
    const whole = [{ pointer: '/day', code: 'payments.not-yet', params: { day } }] as const;
    expect(new Problem('requests.invalid', { errors: whole }).details.errors).toEqual(whole);
  });
});
