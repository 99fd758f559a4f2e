import type { Facts } from '#incidents';
import { testSystem, freshKey, type Session, type TestSystem } from '../support/system.js';
import { attackInJapan, correct, report, rowsOf } from './cases.js';

describe('the number under which the institution keeps the incident itself', () => {
  let system: TestSystem;
  let hospital: Session;
  beforeAll(async () => {
    system = await testSystem();
    hospital = await system.as('reporter@sakura.example');
  }, 60_000);
  afterAll(async () => {
    await system.stop();
  });

  const referenceIn = async (session: Session, id: string): Promise<string | null | undefined> =>
    (await session.get<{ facts: Facts }>(`/incidents/${id}`)).facts.institutionReference;
  const column = async (id: string): Promise<unknown> => {
    const [row] = await rowsOf<{ kept: unknown }>(
      system,
      'SELECT institution_reference AS kept FROM incident WHERE id = $1',
      [id],
    );
    return row?.kept;
  };
  // of 60 characters, the last of which takes two units
  const longest = `${'7'.repeat(59)}𠮷`;

  it('is kept whole with the report and read by the institution and the desk; nobody else sees the case', async () => {
    const { id } = await report(hospital, attackInJapan({ institutionReference: longest }));
    expect(await column(id)).toBe(longest);
    for (const reader of [hospital, await system.as('support@sonae.example')])
      expect(await referenceIn(reader, id)).toBe(longest);
    const other = await system.as('reporter@midori.example');
    const refusal = await other.send('GET', `/incidents/${id}`);
    expect(refusal).toMatchObject({ status: 404, body: { code: 'requests.not-found' } });
    expect(JSON.stringify(refusal.body)).not.toContain(longest);
  });

  it('is absent where nobody gave one, and follows a correction', async () => {
    const { id } = await report(hospital, attackInJapan());
    expect([await referenceIn(hospital, id), await column(id)]).toEqual([undefined, null]);
    await correct(hospital, id, { institutionReference: '医情-2026-031' });
    expect([await referenceIn(hospital, id), await column(id)]).toEqual(['医情-2026-031', '医情-2026-031']);
    await correct(hospital, id, { institutionReference: null });
    expect(await column(id)).toBeNull();
  });

  it.each([
    ['of 61 characters', `${longest}7`, 'requests.out-of-range'],
    ['of no character', '', 'requests.out-of-range'],
    ['with half a character', 'A-\ud83d', 'requests.wrong-form'],
  ])('%s is refused at its place, and no case is made', async (_, institutionReference, code) => {
    const cases = 'SELECT count(*)::int AS cases FROM incident';
    const before = await rowsOf(system, cases);
    const refusal = await hospital.send('POST', '/incidents', {
      key: freshKey(),
      body: attackInJapan({ institutionReference }),
    });
    expect(refusal).toMatchObject({
      status: 400,
      body: { errors: [expect.objectContaining({ pointer: '/institutionReference', code })] },
    });
    expect(await rowsOf(system, cases)).toEqual(before);
  });
});
