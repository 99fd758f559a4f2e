import { freshKey, testSystem, type TestSystem } from '../support/system.js';

interface Timeline {
  items: { kind: string; data: Record<string, unknown> }[];
}

describe('a report taken by telephone', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await testSystem();
  }, 60_000);
  afterAll(async () => {
    await system.stop();
  });

  const call = async (
    body: object,
  ): Promise<{ id: string; version: number; institutionId: string | null; policyMatch: string }> => {
    const desk = await system.as('support@sonae.example');
    const answer = await desk.send<{ id: string; version: number; institutionId: string | null; policyMatch: string }>(
      'POST',
      '/incidents',
      {
        key: freshKey(),
        body: {
          reporter: { name: '見本 夜間', phone: '090-0000-0000' },
          description: '電子カルテが止まったと電話がありました。',
          ...body,
        },
      },
    );
    expect(answer.status).toBe(201);
    await system.settled();
    return answer.body;
  };
  const proposals = async (id: string): Promise<Record<string, unknown>[]> =>
    (await (await system.as('support@sonae.example')).get<Timeline>(`/incidents/${id}/timeline`)).items
      .filter((line) => line.kind === 'match-proposed')
      .map((line) => line.data);
  const sakura = async (): Promise<string> =>
    (
      await (
        await system.as('support@sonae.example')
      ).get<{ items: { id: string }[] }>(`/institutions?q=${encodeURIComponent('さくら総合')}`)
    ).items[0]?.id ?? '';

  it.each<[string, object, string]>([
    ['its policy number, however it is typed', { policyNumber: 'ｍｃｙ－2026－000101' }, 'policy-number'],
    [
      'its name, whatever the width and the corporate form',
      { institutionName: '見本　さくら総合病院' },
      'institution-name',
    ],
    ...['03-0000-1001', '０３－００００－１００１', '+81 3-0000-1001', '+81-(0)3-0000-1001', '03-0000-1001 内線12'].map(
      (phone): [string, object, string] => [
        `its telephone ${phone}`,
        { institutionName: '病院', reporter: { name: '見本 夜間', phone } },
        'telephone',
      ],
    ),
  ])('names an institution by %s: proposed to the desk, matched by nobody', async (_, body, by) => {
    const made = await call(body);
    expect(made).toMatchObject({ institutionId: null, policyMatch: 'pending' });
    const [proposal, ...others] = await proposals(made.id);
    expect(others).toEqual([]);
    expect(proposal).toMatchObject({ by, institutionId: await sakura() });
    expect(proposal?.['policyId']).toBeTruthy();
  });

  it('names nobody we know: no proposal, and the hospital does not see the case', async () => {
    const made = await call({ institutionName: 'どこにもない見本診療所' });
    expect(await proposals(made.id)).toEqual([]);
    const hospital = await system.as('manager@sakura.example');
    expect((await hospital.send('GET', `/incidents/${made.id}`)).status).toBe(404);
  });

  it('is matched by the desk once: the hospital sees it from then on, a second institution is refused without a reason', async () => {
    const made = await call({
      policyNumber: 'MCY-2026-000101',
      cause: 'cyber-attack',
      country: 'JP',
      attackConfirmed: true,
      discoveredAt: new Date(Date.now() - 3_600_000).toISOString(),
      premises: 'insured-facility',
      perpetrator: 'outsider',
    });
    const [proposal] = await proposals(made.id);
    const desk = await system.as('support@sonae.example');
    const match = { institutionId: proposal?.['institutionId'], policyId: proposal?.['policyId'] };
    const matched = await desk.send<{ policyMatch: string; institutionId: string }>(
      'POST',
      `/incidents/${made.id}/matches`,
      { key: freshKey(), body: match },
    );
    expect(matched.body).toMatchObject({ policyMatch: 'matched', institutionId: match.institutionId });
    await system.settled();
    const hospital = await system.as('manager@sakura.example');
    expect(await hospital.get(`/incidents/${made.id}`)).toMatchObject({ coverageOutlook: 'green' });
    const midori = (await desk.get<{ items: { id: string }[] }>(`/institutions?q=${encodeURIComponent('みどり中央')}`))
      .items[0]?.id;
    const refused = await desk.send<{ code: string }>('POST', `/incidents/${made.id}/matches`, {
      key: freshKey(),
      body: { institutionId: midori },
    });
    expect([refused.status, refused.body.code]).toEqual([409, 'incidents.already-matched']);
    const corrected = await desk.send('POST', `/incidents/${made.id}/matches`, {
      key: freshKey(),
      body: { institutionId: midori, reason: '病院名の聞き違い' },
    });
    expect(corrected.status).toBe(200);
    expect((await hospital.send('GET', `/incidents/${made.id}`)).status).toBe(404);
  });
});
