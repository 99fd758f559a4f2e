import { shareOf } from './recourse.js';

describe('how a receipt is shared (Insurance Act, article 25)', () => {
  it.each([
    ['loss 12, paid 10, received 6: 2 and 4', { lossYen: 12, paidYen: 10, toInstitutionYen: 0 }, 6, [2, 4]],
    ['the next after it: all the insurer’s', { lossYen: 12, paidYen: 10, toInstitutionYen: 2 }, 6, [0, 6]],
    [
      'less than the uninsured loss: all the institution’s',
      { lossYen: 12, paidYen: 10, toInstitutionYen: 0 },
      1,
      [1, 0],
    ],
    ['the whole loss paid: all the insurer’s', { lossYen: 12, paidYen: 12, toInstitutionYen: 0 }, 6, [0, 6]],
    ['more paid than was lost: all the insurer’s', { lossYen: 12, paidYen: 13, toInstitutionYen: 0 }, 6, [0, 6]],
    ['nothing paid yet: the institution’s first', { lossYen: 12, paidYen: 0, toInstitutionYen: 0 }, 15, [12, 3]],
  ])('%s', (_, known, received, [toInstitution, toInsurer]) => {
    expect(shareOf(known, received)).toEqual({ toInstitution, toInsurer });
  });
});
