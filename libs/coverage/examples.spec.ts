import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assessRequest } from './assess.js';
import { categories, coverageOf, type Category, type Coverage } from './categories.js';
import { exampleRequest, gateExamples, exampleLiability, withOption, type ExampleChange } from './examples.js';
import { incidentGateTable, lineGateTable } from './gates.js';
import { readProductTerms } from './read-terms.js';
import type { AssessedLine, IncidentGateCode, LineGateCode } from './response.js';

const terms = readProductTerms(JSON.parse(readFileSync(join(process.cwd(), 'data', 'product-terms.json'), 'utf8')));
const answerTo = (change: ExampleChange): AssessedLine =>
  assessRequest(exampleRequest(change), terms).lines[0] as AssessedLine;
const codesOf = (change: ExampleChange): string[] => answerTo(change).reasons.map(({ code }) => code);
const gates = [...incidentGateTable, ...lineGateTable];

describe('the examples of the gates', () => {
  it('are one for each gate', () => {
    expect(Object.keys(gateExamples).toSorted()).toEqual(gates.map(({ code }) => code).toSorted());
  });

  it('leave the ordinary cost of each category alone, but for those that are always left to a person', () => {
    const left = categories.filter((category) => {
      const ordinary = { policy: withOption(), incident: { affectedPersons: 500, ...raised('public-body') } };
      return answerTo({ ...ordinary, line: line500(category) }).outcome === 'refer';
    });
    expect(left).toEqual(['equipment-repair', 'other-response', 'other-liability']);
  });

  it.each(gates.map(({ code, result }) => [code, result, gateExamples[code]] as const))(
    '%s: %s',
    (code, result, example) => {
      const { outcome, reasons } = answerTo(example);
      expect(reasons.map((reason) => reason.code)).toEqual(example.codes);
      expect(example.codes).toContain(code);
      expect(outcome).toBe(result);
    },
  );
});

/** A line of 500,000 yen that passes the gates of its category. */
function line500(category: Category): NonNullable<ExampleChange['line']> {
  if (category === 'condolence') return { category, persons: 500 };
  if (category === 'network-isolation') return { category, outsourced: true };
  return { category };
}

type Code = IncidentGateCode | LineGateCode;
type Raiser = 'public-body' | 'security-operations-contractor' | 'other-third-party' | 'own-staff' | 'attacker';
const raised = (raisedBy: Raiser, raisedOn = '2026-09-10'): { suspicion: { raisedBy: Raiser; raisedOn: string } } => ({
  suspicion: { raisedBy, raisedOn },
});
const check = { category: 'attack-check' };
const isolation = { category: 'network-isolation', outsourced: true };
const of = (category: string, change: object = {}): { category: string } => ({ category, ...change });
const damages = (change: object): { category: string } => of('damages', { liability: exampleLiability(change) });
const dispute = (category: string, change: object): { category: string } =>
  of(category, { liability: exampleLiability(change) });
const stop = (kind: 'caused' | 'voluntary' | 'none', hours?: number | null): ExampleChange['incident'] => ({
  systemStop: { kind, ...(hours === undefined ? {} : { hours }) },
});
const interruption = (change: ExampleChange): ExampleChange => ({
  policy: withOption(),
  line: of('lost-profit'),
  ...change,
});

/** Pairs around each gate: a row differs from a firing or a passing one in a single fact. */
const sides: readonly (readonly [Code, boolean, ExampleChange])[] = [
  ['perpetrator-own-loss', false, own({ intent: 'crime-or-breach-of-trust', perpetrator: 'outsider' })],
  ['perpetrator-own-loss', false, own({ intent: 'error', perpetrator: 'employee' })],
  ['perpetrator-own-loss', false, own({ intent: 'unknown', perpetrator: 'employee' })],
  ['perpetrator-own-loss', true, own({ intent: 'crime-or-breach-of-trust', perpetrator: 'director' })],
  [
    'perpetrator-own-loss',
    false,
    { incident: { intent: 'crime-or-breach-of-trust', perpetrator: 'employee' }, line: of('damages') },
  ],
  ['perpetrator-intent-unknown', true, own({ intent: 'unknown', perpetrator: 'director' })],
  ['perpetrator-intent-unknown', true, own({ perpetrator: 'outsider' })],
  ['perpetrator-intent-unknown', false, own({ intent: 'error', perpetrator: 'outsider' })],
  ['perpetrator-intent-unknown', true, own({ intent: 'crime-or-breach-of-trust', perpetrator: 'outsider' })],
  ['perpetrator-intent-unknown', true, own({ intent: 'crime-or-breach-of-trust', perpetrator: 'unknown' })],
  ['perpetrator-intent-unknown', false, { incident: { perpetrator: 'employee' }, line: of('damages') }],
  ['perpetrator-intent-unknown', false, { line: of('damages', { claimant: 'third-party' }) }],

  ['not-a-cyber-attack', true, { incident: { cause: 'information-leak', attackConfirmed: false }, line: check }],
  [
    'not-a-cyber-attack',
    true,
    { incident: { cause: 'information-leak', attackConfirmed: false, ...raised('own-staff') }, line: isolation },
  ],
  ['not-a-cyber-attack', false, { incident: { cause: 'information-leak', attackConfirmed: null }, line: check }],
  ['not-a-cyber-attack', false, { incident: { cause: 'information-leak' }, line: check }],
  ['not-a-cyber-attack', false, { incident: { attackConfirmed: false }, line: check }],
  [
    'not-a-cyber-attack',
    false,
    { incident: { cause: 'other-accident', attackConfirmed: false, ...raised('public-body') }, line: check },
  ],
  [
    'not-a-cyber-attack',
    false,
    { incident: { cause: 'other-accident', attackConfirmed: false, ...raised('attacker') }, line: check },
  ],
  [
    'suspicion-not-raised-by-third-party',
    false,
    { incident: { attackConfirmed: null, ...raised('own-staff') }, line: check },
  ],
  ['suspicion-not-raised-by-third-party', false, { incident: raised('own-staff'), line: check }],
  [
    'suspicion-not-raised-by-third-party',
    false,
    { incident: { attackConfirmed: false, ...raised('other-third-party') }, line: check },
  ],
  ['suspicion-not-raised-by-third-party', false, { incident: { attackConfirmed: false }, line: check }],
  ['attack-not-yet-determined', true, { incident: { attackConfirmed: null }, line: check }],
  ['attack-not-yet-determined', true, { incident: { attackConfirmed: false }, line: check }],
  ['attack-not-yet-determined', false, { line: check }],
  ['attack-not-yet-determined', false, { incident: { attackConfirmed: false, ...raised('public-body') }, line: check }],
  ['attack-not-yet-determined', false, { incident: { attackConfirmed: null, ...raised('public-body') }, line: check }],
  ['attack-not-yet-determined', false, { incident: { attackConfirmed: null, ...raised('attacker') }, line: check }],
  ['third-party-undecided', true, { incident: { attackConfirmed: false, ...raised('attacker') }, line: isolation }],
  ['third-party-undecided', false, { incident: raised('other-third-party'), line: check }],
  [
    'third-party-undecided',
    false,
    { incident: { attackConfirmed: null, ...raised('security-operations-contractor') }, line: check },
  ],
  ['third-party-undecided', false, { incident: { attackConfirmed: null }, line: check }],
  ['suspicion-cost-after-confirmation', true, { incident: raised('own-staff'), line: check }],
  ['suspicion-cost-after-confirmation', true, { incident: raised('attacker'), line: isolation }],
  ['suspicion-cost-after-confirmation', false, { incident: raised('other-third-party'), line: check }],
  ['suspicion-cost-after-confirmation', false, { incident: raised('public-body'), line: check }],
  [
    'suspicion-cost-after-confirmation',
    false,
    { policy: { parameters: { isolationAfterConfirmation: 'payable' } }, line: check },
  ],
  [
    'suspicion-cost-after-confirmation',
    true,
    { policy: { parameters: { isolationAfterConfirmation: 'refer' } }, line: check },
  ],
  ['suspicion-cost-after-confirmation', true, { policy: { parameters: {} }, line: check }],
  ['suspicion-cost-after-confirmation', false, { incident: { attackConfirmed: null }, line: check }],
  ['cost-precedes-notice', true, { incident: raised('security-operations-contractor', '2026-09-21'), line: check }],
  ['cost-precedes-notice', true, { incident: raised('other-third-party', '2026-09-21'), line: isolation }],
  ['cost-precedes-notice', false, { incident: raised('public-body', '2026-09-20'), line: check }],
  ['cost-precedes-notice', false, { incident: raised('own-staff', '2026-09-21'), line: check }],
  ['cost-precedes-notice', false, { incident: raised('attacker', '2026-09-21'), line: check }],
  ['not-outsourced', false, { incident: raised('public-body'), line: isolation }],
  ['not-outsourced', true, { incident: raised('public-body'), line: of('network-isolation', { outsourced: false }) }],
  ['not-outsourced', false, { line: check }],

  ['attack-not-confirmed', true, { incident: { attackConfirmed: false } }],
  ['attack-not-confirmed', false, { incident: { cause: 'information-leak', attackConfirmed: null } }],
  ['investigation-without-attack', false, { line: of('damage-and-cause-investigation') }],
  [
    'investigation-without-attack',
    false,
    { incident: { cause: 'digital-content' }, line: of('damage-and-cause-investigation') },
  ],
  ['response-trigger-undecided', true, { incident: { cause: 'digital-content' } }],
  ['response-trigger-undecided', false, { incident: { cause: 'information-leak' } }],
  ['affected-persons-unknown', true, { incident: { affectedPersons: null }, line: of('condolence', { persons: 0 }) }],
  ['affected-persons-unknown', false, { incident: { affectedPersons: 0 }, line: of('condolence', { persons: 0 }) }],
  ['more-persons-than-affected', false, { incident: { affectedPersons: 500 }, line: line500('condolence') }],
  ['more-persons-than-affected', true, { incident: { affectedPersons: 0 }, line: of('condolence', { persons: 1 }) }],
  ['more-persons-than-affected', false, { line: line500('condolence') }],
  [
    'consent-missing',
    true,
    { incident: { affectedPersons: 500 }, line: of('condolence', { persons: 1, consent: false }) },
  ],
  ['consent-missing', true, { line: of('cooperation', { consent: undefined }) }],
  ['consent-missing', true, { line: of('damages', { consent: false }) }],
  ['consent-missing', false, { line: of('damages', { consent: false, judgment: true }) }],
  ['consent-missing', true, { line: of('litigation', { consent: false, judgment: true }) }],
  ['consent-missing', false, { line: of('call-center', { consent: false }) }],
  ['consent-missing', false, { line: of('other-liability', { consent: false }) }],
  ['replacement-or-upgrade', false, { line: of('data-restoration', { replacementOrUpgrade: false }) }],
  ['replacement-or-upgrade', false, { line: of('equipment-repair', { replacementOrUpgrade: true }) }],
  ...(['prevention-consulting', 'expert-advice', 'other-response'] as const).map(
    (category) => ['security-product-purchase', true, { line: of(category, { securityProduct: true }) }] as const,
  ),
  ['security-product-purchase', false, { line: of('prevention-planning', { securityProduct: false }) }],
  ['security-product-purchase', false, { line: of('data-restoration', { securityProduct: true }) }],
  ['unlisted-expense', true, { line: of('other-liability') }],
  ['cost-precedes-discovery', false, { line: of('call-center', { incurredOn: '2026-09-10' }) }],
  ['cost-precedes-discovery', true, { line: of('litigation', { incurredOn: '2026-09-09' }) }],
  [
    'cost-precedes-discovery',
    false,
    { incident: raised('public-body', '2026-09-09'), line: { ...check, incurredOn: '2026-09-09' } },
  ],
  ['cost-precedes-discovery', false, interruption({ line: of('lost-profit', { incurredOn: '2026-09-09' }) })],
  ['after-response-window', false, { line: of('call-center', { incurredOn: '2027-09-10' }) }],
  ['after-response-window', true, { incident: raised('public-body'), line: { ...check, incurredOn: '2027-09-11' } }],
  ['after-response-window', false, { line: of('litigation', { incurredOn: '2027-09-11' }) }],
  window(30, '2026-10-10', false),
  window(30, '2026-10-11', true),
  window(0, '2026-09-10', false),
  window(0, '2026-09-11', true),
  window(0, '2026-09-09', false),

  ['no-legal-liability', true, { line: dispute('other-liability', { legalLiability: false }) }],
  ['no-legal-liability', false, { line: damages({ legalLiability: null }) }],
  ['no-legal-liability', false, { line: damages({}) }],
  ['no-legal-liability', false, { line: dispute('litigation', { legalLiability: false }) }],
  ['no-legal-liability', false, { line: of('damages', { liability: null }) }],
  ['defence-without-liability', true, { line: dispute('cooperation', { legalLiability: false }) }],
  ['defence-without-liability', false, { line: dispute('cooperation', { legalLiability: null }) }],
  ['defence-without-liability', false, { line: dispute('litigation', {}) }],
  ['legal-liability-undecided', true, { line: dispute('other-liability', { legalLiability: null }) }],
  ['legal-liability-undecided', false, { line: dispute('litigation', { legalLiability: null }) }],
  ['legal-liability-undecided', false, { line: damages({}) }],
  ...(['damages', 'litigation', 'cooperation', 'other-liability'] as const).flatMap((category) => [
    ['legal-liability-undecided', true, { line: of(category, { liability: null }) }] as const,
    ['legal-liability-undecided', true, { line: of(category, { liability: undefined }) }] as const,
  ]),
  ['not-in-course-of-business', true, accident({ inCourseOfBusiness: false }, 'litigation')],
  ['not-in-course-of-business', false, accident({})],
  ['not-in-course-of-business', false, accident({ legalLiability: null, inCourseOfBusiness: false })],
  ['not-in-course-of-business', false, { line: damages({ inCourseOfBusiness: false }) }],
  [
    'not-in-course-of-business',
    false,
    { incident: { cause: 'information-leak' }, line: damages({ inCourseOfBusiness: false }) },
  ],
  [
    'not-in-course-of-business',
    false,
    { incident: { cause: 'other-accident' }, line: of('damages', { liability: null }) },
  ],
  ['not-accidental', true, accident({ accidental: false }, 'cooperation')],
  ['not-accidental', false, { incident: { cause: 'digital-content' }, line: damages({ accidental: false }) }],
  ['not-accidental', false, { line: damages({ accidental: false }) }],
  ['not-accidental', false, { incident: { cause: 'other-accident' }, line: of('damages', { liability: null }) }],
  ['not-accidental', false, accident({ legalLiability: null, accidental: false })],
  ['bodily-injury-territory', false, { incident: { country: 'US' }, line: damages({}) }],
  ['bodily-injury-territory', true, { incident: { country: 'US', cause: 'information-leak' }, line: injury() }],
  ['bodily-injury-territory', false, { line: injury() }],
  ['bodily-injury-territory', false, { incident: { country: 'US' }, line: injury({ legalLiability: null }) }],
  ['bodily-injury-undecided', false, { policy: { bodilyInjuryPropertyDamage: true }, line: injury() }],
  ['bodily-injury-undecided', true, { policy: { bodilyInjuryPropertyDamage: false }, line: injury() }],
  [
    'bodily-injury-undecided',
    true,
    { policy: { bodilyInjuryPropertyDamage: true }, incident: { cause: 'information-leak' }, line: injury() },
  ],
  ['bodily-injury-undecided', false, { incident: { country: 'US' }, line: injury() }],
  ['bodily-injury-undecided', false, { line: damages({}) }],
  ['bodily-injury-undecided', false, { line: injury({ legalLiability: null }) }],

  ['option-not-purchased', true, interruption({ policy: { businessInterruption: null } })],
  ['option-not-purchased', false, interruption({})],
  ['no-system-stop', false, interruption({ incident: stop('caused', 13) })],
  ['no-system-stop', true, interruption({ incident: stop('none') })],
  ['system-stop-unknown', true, interruption({ incident: { systemStop: undefined } })],
  ['system-stop-unknown', false, interruption({ incident: stop('caused') })],
  ['voluntary-stop', false, interruption({ incident: stop('caused', 40) })],
  ['interruption-cause-undecided', true, interruption({ incident: { cause: 'digital-content' } })],
  ['interruption-cause-undecided', false, interruption({})],
  ['within-waiting-time', false, interruption({ incident: stop('caused', 12.000_001) })],
  ['within-waiting-time', true, interruption({ incident: stop('voluntary', 12) })],
  ['within-waiting-time', true, interruption({ policy: withOption({ waitingHours: 0 }), incident: stop('caused', 0) })],
  [
    'within-waiting-time',
    false,
    interruption({ policy: withOption({ waitingHours: 0 }), incident: stop('caused', 1) }),
  ],
  ['within-waiting-time', false, interruption({ incident: stop('caused', null) })],
  ['within-waiting-time', false, interruption({ incident: { systemStop: null } })],
  ['stop-length-unknown', true, interruption({ incident: stop('voluntary') })],
  ['stop-length-unknown', false, interruption({ incident: { systemStop: null } })],
  ['stop-length-unknown', false, interruption({ incident: stop('caused', 13) })],
  ['no-standard-revenue', false, interruption({})],
  restored('2026-09-20', false),
  restored('2026-09-21', false),
  restored(null, false),
  recovered('2026-09-20', false),
  recovered('2026-09-21', false),
  recovered(null, false),
  indemnity('lost-profit', '2026-10-10', 1, false),
  indemnity('revenue-decline-prevention', '2026-10-11', 1, true),
  indemnity('business-continuation', '2026-10-11', 1, true),
  indemnity('lost-profit', '2028-01-01', null, false),
  indemnity('lost-profit', '2028-01-01', undefined, false),
  indemnity('lost-profit', '2031-09-10', 60, false),
  indemnity('lost-profit', '2031-09-11', 60, true),
  ['prevention-undecided', false, continuation({})],
  ['prevention-undecided', false, continuation({ others: [of('revenue-decline-prevention')] })],
  ['prevention-undecided', false, continuation({ others: [of('lost-profit', { incurredOn: '2026-10-11' })] })],
  [
    'prevention-undecided',
    false,
    continuation({ others: [of('revenue-decline-prevention', { incurredOn: '2026-10-11', ransom: true })] }),
  ],
];

function own(incident: ExampleChange['incident']): ExampleChange {
  return { incident: incident ?? {}, line: of('damages', { claimant: 'perpetrating-employee' }) };
}
function window(
  expenseWindowDays: number,
  incurredOn: string,
  fires: boolean,
): readonly [Code, boolean, ExampleChange] {
  return [
    'after-response-window',
    fires,
    { policy: { parameters: { expenseWindowDays } }, line: of('call-center', { incurredOn }) },
  ];
}
function accident(facts: object, category = 'damages'): ExampleChange {
  return { incident: { cause: 'other-accident' }, line: dispute(category, facts) };
}
function injury(facts: object = {}): { category: string } {
  return damages({ bodilyInjuryOrPropertyDamage: true, ...facts });
}
function restored(systemRestoredOn: string | null, fires: boolean): readonly [Code, boolean, ExampleChange] {
  const line = of('business-continuation', { interruption: { avoidedCosts: 0, systemRestoredOn } });
  return ['after-system-restoration', fires, interruption({ line })];
}
function recovered(businessRecoveredOn: string | null, fires: boolean): readonly [Code, boolean, ExampleChange] {
  const facts = { avoidedRevenueDecline: 2_000_000, profitRate: 0.5, businessRecoveredOn };
  return [
    'after-business-recovery',
    fires,
    interruption({ line: of('revenue-decline-prevention', { interruption: facts }) }),
  ];
}
function indemnity(
  category: string,
  incurredOn: string,
  indemnityMonths: number | null | undefined,
  fires: boolean,
): readonly [Code, boolean, ExampleChange] {
  const option = indemnityMonths === undefined ? {} : { indemnityMonths };
  return ['beyond-indemnity-period', fires, { policy: withOption(option), line: of(category, { incurredOn }) }];
}
function continuation(change: ExampleChange): ExampleChange {
  return { policy: withOption({ indemnityMonths: 1 }), line: of('business-continuation'), ...change };
}

describe('each gate, on either side of its condition', () => {
  it.each(sides.map(([code, fires, change]) => [code, fires ? 'fires' : 'does not fire', change, fires] as const))(
    '%s %s: %j',
    (code, _, change, fires) => {
      expect(codesOf(change).includes(code)).toBe(fires);
    },
  );
});

describe('what a gate applies to', () => {
  const coverages = (...names: Coverage[]): readonly Category[] =>
    categories.filter((one) => names.includes(coverageOf(one)));
  const suspicion: readonly Category[] = ['network-isolation', 'attack-check'];
  const later = coverages('response-expense').filter((category) => !suspicion.includes(category));
  const liability = coverages('liability');
  const stopped = coverages('business-interruption');

  it.each<[Code, readonly Category[]]>([
    ['ransom', categories],
    ['perpetrator-own-loss', categories],
    ['perpetrator-intent-unknown', categories],
    ['not-a-cyber-attack', suspicion],
    ['suspicion-not-raised-by-third-party', suspicion],
    ['attack-not-yet-determined', suspicion],
    ['third-party-undecided', suspicion],
    ['suspicion-cost-after-confirmation', suspicion],
    ['cost-precedes-notice', suspicion],
    ['not-outsourced', ['network-isolation']],
    ['attack-not-confirmed', [...later, ...stopped]],
    ['investigation-without-attack', ['damage-and-cause-investigation']],
    ['response-trigger-undecided', later],
    ['affected-persons-unknown', ['condolence']],
    ['more-persons-than-affected', ['condolence']],
    ['consent-missing', ['condolence', 'damages', 'litigation', 'cooperation']],
    ['replacement-or-upgrade', ['data-restoration']],
    ['security-product-purchase', ['prevention-consulting', 'prevention-planning', 'expert-advice', 'other-response']],
    ['unlisted-expense', ['other-response', 'other-liability']],
    ['equipment-repair-undecided', ['equipment-repair']],
    ['cost-precedes-discovery', [...later, ...liability]],
    ['after-response-window', coverages('response-expense')],
    ['no-legal-liability', ['damages', 'other-liability']],
    ['defence-without-liability', ['litigation', 'cooperation']],
    ['legal-liability-undecided', liability],
    ['not-in-course-of-business', liability],
    ['not-accidental', liability],
    ['bodily-injury-territory', liability],
    ['bodily-injury-undecided', liability],
    ['option-not-purchased', stopped],
    ['no-system-stop', stopped],
    ['system-stop-unknown', stopped],
    ['voluntary-stop', stopped],
    ['interruption-cause-undecided', stopped],
    ['within-waiting-time', stopped],
    ['stop-length-unknown', stopped],
    ['no-standard-revenue', ['lost-profit']],
    ['after-system-restoration', ['business-continuation']],
    ['after-business-recovery', ['revenue-decline-prevention']],
    ['beyond-indemnity-period', stopped],
    ['prevention-undecided', ['business-continuation']],
  ])('%s', (code, expected) => {
    const gate = lineGateTable.find((one) => one.code === code);
    expect(gate?.appliesTo.toSorted()).toEqual(expected.toSorted());
  });
});
