import { INSURER, NOT_KNOWN } from '#database';
import { roles } from '#kernel';
import { confirmRefusal, grantRefusal, rolesOfSide, sideOf, type Grant, type Grantee } from './role-grant.js';

const newcomer: Grantee = { id: 'newcomer', side: 'insurer', hasLeft: false, granted: [] };
const waiting: Grant = {
  granterId: 'first',
  personId: 'newcomer',
  side: 'insurer',
  hasLeft: false,
  confirmed: false,
  ended: false,
};

describe('where a person belongs', () => {
  it('an agency comes before the insurer, whose id agents carry', () => {
    expect(sideOf({ institution_id: INSURER, agency_id: 'a' })).toBe('agency');
    expect(sideOf({ institution_id: INSURER, agency_id: null })).toBe('insurer');
    expect(sideOf({ institution_id: 'hospital', agency_id: null })).toBe('institution');
    expect(sideOf({ institution_id: NOT_KNOWN, agency_id: null })).toBe('nowhere');
  });

  it('every role belongs to exactly one side', () => {
    expect(Object.values(rolesOfSide).flat().toSorted()).toEqual(roles.toSorted());
  });
});

describe('granting a role', () => {
  it('an administrator grants a role of the person’s side', () => {
    expect(grantRefusal('first', newcomer, 'adjuster')).toBeNull();
    expect(grantRefusal('first', { ...newcomer, granted: ['support'] }, 'adjuster')).toBeNull();
  });

  it.each([
    ['to oneself', 'newcomer', newcomer, 'parties.role-for-oneself'],
    ['to somebody who has left', 'first', { ...newcomer, hasLeft: true }, 'parties.person-left'],
    ['to a hospital’s person', 'first', { ...newcomer, side: 'institution' }, 'parties.role-of-other-side'],
    ['to an agent', 'first', { ...newcomer, side: 'agency' }, 'parties.role-of-other-side'],
    ['twice', 'first', { ...newcomer, granted: ['adjuster'] }, 'parties.role-held'],
  ] as const)('not %s', (_, granterId, grantee, code) => {
    expect(grantRefusal(granterId, grantee, 'adjuster')).toBe(code);
  });
});

describe('confirming a grant', () => {
  it('a second administrator confirms', () => {
    expect(confirmRefusal('second', waiting)).toBeNull();
  });

  it.each([
    ['by who granted it', 'first', waiting, 'parties.grant-of-ones-own'],
    ['by the person', 'newcomer', waiting, 'parties.role-for-oneself'],
    ['twice', 'second', { ...waiting, confirmed: true }, 'parties.grant-in-force'],
    ['of a hospital, which needs none', 'second', { ...waiting, side: 'institution' }, 'parties.grant-in-force'],
    ['that was rejected', 'second', { ...waiting, ended: true }, 'parties.grant-ended'],
    ['of somebody who has left', 'second', { ...waiting, hasLeft: true }, 'parties.person-left'],
  ] as const)('not %s', (_, confirmerId, grant, code) => {
    expect(confirmRefusal(confirmerId, grant)).toBe(code);
  });
});
