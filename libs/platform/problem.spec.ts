import { Problem, problemSentences } from './problem.js';

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
});
