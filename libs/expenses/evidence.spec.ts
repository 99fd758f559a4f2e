import { completeOn, missingPapers, type NeededPaper } from './evidence.js';

const submitted = new Date('2026-04-01T00:30:00Z');
const paper = (receivedOn: string | null, waived = false): NeededPaper => ({
  kind: 'invoice',
  receivedOn,
  waived,
  locked: false,
});
const complete = (...needed: NeededPaper[]): string | null => completeOn(submitted, { needed, documentIds: [] });

describe('the day on which a claim is complete (請求完了日)', () => {
  it('is the day of the submission in Japan where no paper is needed, or all came before', () => {
    expect(complete()).toBe('2026-04-01');
    expect(complete(paper('2026-03-20'))).toBe('2026-04-01');
    // 15:00 UTC is the next day in Japan
    expect(completeOn(new Date('2026-04-01T15:00:00Z'), { needed: [], documentIds: [] })).toBe('2026-04-02');
  });

  it('is the day on which the last needed paper arrived', () => {
    expect(complete(paper('2026-04-03'), paper('2026-04-10'), paper('2026-04-05'))).toBe('2026-04-10');
  });

  it('has not come while a paper is missing, unless somebody does without it', () => {
    expect(complete(paper('2026-04-03'), paper(null))).toBeNull();
    expect(complete(paper('2026-04-03'), paper(null, true))).toBe('2026-04-03');
    expect(missingPapers({ needed: [paper(null), paper(null, true), paper('2026-04-03')], documentIds: [] })).toEqual([
      {
        code: 'evidence-missing.invoice',
        textJa: '「請求書・領収書」を登録してください。',
        textEn: 'Upload: Invoice or receipt.',
      },
    ]);
  });
});
