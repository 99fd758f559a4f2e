import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineLost, Refused } from '../api/api.js';
import {
  bodyOf,
  firstUnanswered,
  longest,
  longestDescription,
  newDraft,
  stepsOf,
  type Answers,
  type Draft,
  type Received,
} from './draft.js';
import { sendOnce } from './sending.js';

const answers = (more: Partial<Answers> = {}): Answers => ({ ...newDraft().answers, ...more });
const hospital = {
  id: 'p',
  displayName: '見本 花子',
  email: 'a@b.example',
  roles: [],
  institutionId: 'i',
  institutionName: '見本病院',
};
const agent = { ...hospital, institutionId: null, institutionName: null };

describe('the questions', () => {
  it('who told is asked of those who were told; the institution where the session does not know it', () => {
    expect(stepsOf(answers({ door: 'ransom' }), hospital)).toEqual([
      'door',
      'description',
      'discovered',
      'care',
      'place',
      'contact',
      'check',
    ]);
    expect(stepsOf(answers({ door: 'warned' }), null)).toContain('raisedBy');
    expect(stepsOf(answers({ door: 'other' }), agent)).toContain('institution');
    expect(stepsOf(answers({ door: 'other' }), null)).not.toContain('institution');
  });
  it('nothing is compulsory but name, telephone number, description and the institution', () => {
    const least = answers({ description: '止まった', name: '花子', phone: '03-0000-0000' });
    expect(firstUnanswered(least, hospital)).toBeNull();
    expect(firstUnanswered(answers(), hospital)).toBe('door');
    expect(firstUnanswered({ ...least, phone: '内線' }, hospital)).toBe('contact');
    expect(firstUnanswered(least, agent)).toBe('institution');
    expect(firstUnanswered({ ...least, policyNumber: 'P-1' }, agent)).toBeNull();
  });
  it.each([
    ['090-0000-0000', true],
    ['０３（００００）００００', true],
    ['+81 3 0000 0000', true],
    ['０９０ー００００ー００００', true],
    ['03-0000-0000 内線12', true],
    ['12345', false],
    ['代表電話', false],
    ['', false],
  ])('%s can be called back: %s', (phone, is) => {
    expect(firstUnanswered(answers({ description: '止まった', name: '花子', phone }), hospital)).toBe(
      is ? null : 'contact',
    );
  });
});

describe('what is reported', () => {
  it('is as long as the interface takes it, field by field, and what is longer is asked for again', () => {
    const { components } = JSON.parse(readFileSync(join(process.cwd(), 'apps/api/openapi.json'), 'utf8')) as {
      components: { schemas: Record<string, { properties: Record<string, { maxLength?: number }> }> };
    };
    const most = (dto: string, field: string) => components.schemas[dto]?.properties[field]?.maxLength;
    expect({ ...longest, description: longestDescription }).toEqual({
      name: most('ReporterDto', 'name'),
      phone: most('ReporterDto', 'phone'),
      institutionName: most('ReportIncidentDto', 'institutionName'),
      policyNumber: most('ReportIncidentDto', 'policyNumber'),
      description: most('ReportIncidentDto', 'description'),
    });
    const least = answers({ description: '止まった', name: '花'.repeat(100), phone: '03-0000-0000' });
    expect(firstUnanswered(least, hospital)).toBeNull();
    expect(firstUnanswered({ ...least, name: '花'.repeat(101) }, hospital)).toBe('contact');
    expect(firstUnanswered({ ...least, policyNumber: '1'.repeat(60) }, agent)).toBeNull();
    expect(firstUnanswered({ ...least, policyNumber: '1'.repeat(61) }, agent)).toBe('institution');
  });
  it('only what was answered: an unknown country is not Japan, an unknown cause is none', () => {
    expect(
      bodyOf(answers({ door: 'other', description: ' 止まった ', name: '花子', phone: '０３-0000-0000' }), hospital),
    ).toEqual({
      reporter: { name: '花子', phone: '03-0000-0000' },
      description: '止まった',
      channel: 'web',
    });
  });
  it('the door gives the cause; encrypted files are a confirmed attack, a warning is a suspicion from when it was noticed', () => {
    expect(bodyOf(answers({ door: 'ransom' }), hospital)).toMatchObject({
      cause: 'cyber-attack',
      attackConfirmed: true,
    });
    expect(
      bodyOf(answers({ door: 'warned', raisedBy: 'public-body', discoveredAt: '2026-11-24T03:15:00+09:00' }), hospital),
    ).toMatchObject({
      cause: 'cyber-attack',
      suspicion: { raisedBy: 'public-body', raisedAt: '2026-11-24T03:15:00+09:00' },
      discoveredAt: '2026-11-24T03:15:00+09:00',
    });
    expect(
      bodyOf(answers({ door: 'warned', raisedBy: 'public-body', description: '連絡あり' }), hospital, {
        raiser: '知らせた人：警察',
      }),
    ).toMatchObject({ description: '連絡あり\n知らせた人：警察' });
    expect(bodyOf(answers({ door: 'warned' }), hospital)).not.toHaveProperty('attackConfirmed');
    expect(bodyOf(answers({ door: 'lost' }), hospital)).toMatchObject({ cause: 'information-leak' });
  });
  it('care: what was ticked is so, what was not is unknown; no effect is said of all', () => {
    expect(bodyOf(answers({ care: ['paperCharts'] }), hospital).careImpact).toEqual({ paperCharts: true });
    expect(bodyOf(answers({ care: 'none' }), hospital).careImpact).toEqual({
      emergencyStopped: false,
      outpatientsStopped: false,
      paperCharts: false,
    });
    expect(bodyOf(answers(), hospital)).not.toHaveProperty('careImpact');
  });
  it('an effect in Japan is asked of what happened abroad only', () => {
    expect(bodyOf(answers({ country: 'US', abroad: true, domesticEffect: true }), hospital)).toMatchObject({
      country: 'US',
      domesticEffect: true,
    });
    expect(bodyOf(answers({ country: 'JP', domesticEffect: true }), hospital)).not.toHaveProperty('domesticEffect');
    // abroad and nobody knows where: that it was abroad is not lost, and no country is guessed
    const somewhere = bodyOf(answers({ description: '盗まれた', abroad: true, domesticEffect: false }), hospital, {
      abroad: '起きた場所：海外',
    });
    expect(somewhere).toMatchObject({ description: '盗まれた\n起きた場所：海外', domesticEffect: false });
    expect(somewhere).not.toHaveProperty('country');
  });
});

describe('sent exactly once', () => {
  const received: Received = { id: 'c', caseNumber: 'MC-2026-000001-1', reportedAt: '2026-11-24T00:00:00Z', next: [] };
  const draft = (more: Partial<Draft> = {}): Draft => ({ ...newDraft(), ...more });
  const refusal = (status: number, code: string): Refused => new Refused({ status, code } as never, null);
  const server = (...answersInOrder: (Received | Error)[]) => {
    const bodies: string[] = [];
    return {
      bodies,
      post: (body: string): Promise<Received> => {
        bodies.push(body);
        const answer = answersInOrder.shift() ?? new Error('one more than expected');
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
    };
  };

  it('a lost answer keeps the body, and the same body is sent again', async () => {
    const first = await sendOnce(draft(), 'A', server(new LineLost()).post);
    expect(first).toEqual({ outcome: { kind: 'unknown' }, attempts: ['A'] });
    const again = server(received);
    const second = await sendOnce(draft({ attempts: ['A'] }), 'A', again.post);
    expect(second).toEqual({ outcome: { kind: 'received', received, earlier: false }, attempts: [] });
    expect(again.bodies).toEqual(['A']);
  });
  it('what was changed after a lost answer does not make a second case: the one that arrived is found', async () => {
    const { bodies, post } = server(refusal(409, 'requests.key-reused'), refusal(409, 'requests.key-reused'), received);
    const { outcome } = await sendOnce(draft({ attempts: ['A', 'B'] }), 'C', post);
    expect(outcome).toEqual({ kind: 'received', received, earlier: true });
    expect(bodies).toEqual(['C', 'A', 'B']);
  });
  it('without a session it waits for one, under the same key', async () => {
    expect((await sendOnce(draft(), 'A', server(refusal(401, 'sessions.expired')).post)).outcome).toEqual({
      kind: 'no-session',
    });
  });
  it('a refusal has made nothing: it is not remembered', async () => {
    const { outcome, attempts } = await sendOnce(draft(), 'A', server(refusal(422, 'requests.invalid')).post);
    expect([outcome.kind, attempts]).toEqual(['refused', []]);
  });
  it('an answer that is none of ours, such as the page of a proxy, is tried again', async () => {
    expect((await sendOnce(draft(), 'A', server(new SyntaxError('no JSON')).post)).outcome).toEqual({
      kind: 'unknown',
    });
  });
  it.each([429, 500, 503])('%s is tried again', async (status) => {
    expect((await sendOnce(draft(), 'A', server(refusal(status, 'platform.unavailable')).post)).outcome).toEqual({
      kind: 'unknown',
    });
  });
});
