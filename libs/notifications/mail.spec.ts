import { fateOf, pauseAfter } from './mail.js';

describe('what has become of a mail', () => {
  it.each([
    ['the server took it', null, true, 1, 'sent'],
    ['cut before its end left', { code: 'ECONNECTION' }, false, 1, 'waiting'],
    ['silent before its end left', { code: 'ETIMEDOUT' }, false, 1, 'waiting'],
    ['cut or silent after its end left', { code: 'ECONNECTION' }, true, 1, 'unknown'],
    ['the same at the last try', { code: 'Silent' }, true, 11, 'unknown'],
    ['an answer after its end that is none', { code: 'EPROTOCOL', responseCode: 250 }, true, 1, 'unknown'],
    ['not now, after its end', { code: 'EMESSAGE', responseCode: 451 }, true, 1, 'waiting'],
    ['never, after its end', { code: 'EMESSAGE', responseCode: 554 }, true, 1, 'failed'],
    ['its reader is refused', { code: 'EENVELOPE', responseCode: 550 }, false, 1, 'failed'],
    ['its reader is refused for now', { code: 'EENVELOPE', responseCode: 450 }, false, 1, 'waiting'],
    ['the sign-in is refused: the settings may be wrong', { code: 'EAUTH', responseCode: 535 }, false, 1, 'waiting'],
    ['the connection is refused', { code: 'EPROTOCOL', responseCode: 554 }, false, 1, 'waiting'],
    ['the last try', { code: 'ECONNECTION' }, false, 11, 'failed'],
  ] as const)('%s', (_, fault, handed, tried, fate) => {
    expect(fateOf(fault, handed, tried)).toBe(fate);
  });

  it('is tried for about 17 hours: after a minute, two, four …', () => {
    expect([1, 2, 10].map(pauseAfter)).toEqual([60_000, 120_000, 30_720_000]);
    const all = Array.from({ length: 10 }, (_, at) => pauseAfter(at + 1)).reduce((sum, ms) => sum + ms, 0);
    expect(all / 3_600_000).toBeCloseTo(17, 0);
  });
});
