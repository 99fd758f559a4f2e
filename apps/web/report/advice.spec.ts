import { adviceOf, type KnownOfTrouble } from './advice.js';
import { newDraft, stepsOf, troubleKnown, type Answers } from './draft.js';

const known = (more: Partial<KnownOfTrouble>): KnownOfTrouble => ({
  cause: null,
  attackConfirmed: null,
  isSuspected: false,
  lost: null,
  ...more,
});
const answers = (more: Partial<Answers>): Answers => ({ ...newDraft().answers, ...more });

describe('what to do now', () => {
  it('a lost device: report of the loss, remote lock, passwords; no note to keep and no power to leave on', () => {
    const steps = adviceOf(known({ cause: 'information-leak', lost: 'device' }));
    expect(steps.slice(0, 3)).toEqual(['lostReport', 'remoteLock', 'passwords']);
    for (const step of ['keepNote', 'power', 'isolate', 'silent'] as const) expect(steps).not.toContain(step);
  });
  it('a mail that went to the wrong person has its own', () => {
    const steps = adviceOf(known({ cause: 'information-leak', lost: 'mis-sent' }));
    expect(steps[0]).toBe('recall');
    for (const step of ['keepNote', 'power', 'lostReport', 'remoteLock'] as const) expect(steps).not.toContain(step);
  });
  it('the note is kept where there is one: an attack that was confirmed, not one that is feared', () => {
    expect(adviceOf(known({ cause: 'cyber-attack', attackConfirmed: true }))).toContain('keepNote');
    expect(adviceOf(known({ cause: 'cyber-attack', isSuspected: true }))).not.toContain('keepNote');
  });
  it('the answers of the form and the facts of the case lead to the same advice', () => {
    expect(adviceOf(troubleKnown(answers({ door: 'ransom' })))).toEqual(
      adviceOf(known({ cause: 'cyber-attack', attackConfirmed: true })),
    );
    expect(adviceOf(troubleKnown(answers({ door: 'lost', lost: 'device' })))).toEqual(
      adviceOf(known({ cause: 'information-leak', lost: 'device' })),
    );
    expect(adviceOf(troubleKnown(answers({ door: 'other' })))).toEqual(adviceOf(known({})));
  });
  it('what was lost is asked right after the door, of nobody else', () => {
    expect(stepsOf(answers({ door: 'lost' }), null).slice(0, 2)).toEqual(['door', 'lost']);
    expect(stepsOf(answers({ door: 'ransom' }), null)).not.toContain('lost');
  });
});
