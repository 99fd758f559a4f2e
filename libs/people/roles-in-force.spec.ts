import { INSURER } from '#database';
import { actorOf, type Standing } from './roles-in-force.js';

const hospital = '11111111-1111-7111-8111-111111111111';
const client = '22222222-2222-7222-8222-222222222222';
const person: Standing = {
  person_id: '33333333-3333-7333-8333-333333333333',
  institution_id: hospital,
  institution_name: '見本 病院',
  agency_id: null,
  roles: ['hospital-manager', 'hospital-reporter'],
  clients: [],
};

describe('who a session acts as', () => {
  it('a hospital’s person sees the own institution and acts in the first role', () => {
    expect(actorOf(person, 's')).toMatchObject({
      side: 'institution',
      as: 'hospital-manager',
      institutions: [hospital],
      institutionId: hospital,
      institutionName: '見本 病院',
      sessionId: 's',
    });
  });

  it('the insurer’s person stands on the insurer’s side and belongs to no institution', () => {
    expect(actorOf({ ...person, institution_id: INSURER, roles: ['support'] }, null)).toMatchObject({
      side: 'insurer',
      institutions: [],
      institutionId: null,
      institutionName: null,
    });
  });

  it('an agent stands on the institutions’ side and sees the clients only', () => {
    const agent = { ...person, institution_id: INSURER, agency_id: 'a', roles: ['agent'] as const, clients: [client] };
    expect(actorOf(agent, null)).toMatchObject({ side: 'institution', institutions: [client], institutionId: null });
  });

  it('somebody without a role in force is nobody', () => {
    expect(actorOf({ ...person, roles: [] }, null)).toBeNull();
  });
});
