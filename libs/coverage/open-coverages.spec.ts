import { categories, type Category } from './categories.js';
import { exampleRequest, withOption, type ExampleChange } from './examples.js';
import { openCoverages } from './open-coverages.js';

/** Facts that open nothing (section 8): an unconfirmed cyber attack without affected persons and without a claim. */
const nothing = { attackConfirmed: null, affectedPersons: 0 } as const;
function opened({ policy, incident }: ExampleChange): Category[] {
  const request = exampleRequest({ policy: policy ?? {}, incident: { ...nothing, ...incident } });
  return openCoverages({ ...request, lines: [] });
}

const suspicion = ['network-isolation', 'attack-check'];
const investigation = ['damage-and-cause-investigation', 'data-restoration'];
const prevention = ['prevention-consulting', 'prevention-planning', 'expert-advice'];
const apology = ['call-center', 'media-apology', 'condolence'];
const interruption = ['lost-profit', 'revenue-decline-prevention', 'business-continuation'];
const inOrder = (...names: string[]): string[] => categories.filter((category) => names.includes(category));
const raised = (raisedBy: 'public-body' | 'security-operations-contractor' | 'other-third-party' | 'own-staff') => ({
  suspicion: { raisedBy, raisedOn: '2026-09-10' },
});

describe('open coverages', () => {
  it.each<[string, ExampleChange, string[]]>([
    ['nothing known', {}, []],
    ['raised by a public body', { incident: raised('public-body') }, suspicion],
    ['by the security contractor', { incident: raised('security-operations-contractor') }, suspicion],
    ['by another third party', { incident: raised('other-third-party') }, []],
    ['by own staff', { incident: raised('own-staff') }, []],
    ['notice that proved false', { incident: { ...raised('public-body'), attackConfirmed: false } }, suspicion],
    ['an attack is confirmed', { incident: { attackConfirmed: true } }, [...investigation, ...prevention]],
    ['there was no attack', { incident: { attackConfirmed: false } }, []],
    ['a leak without an attack', { incident: { cause: 'information-leak' } }, prevention],
    ['content', { incident: { cause: 'digital-content' } }, []],
    ['one person is affected', { incident: { affectedPersons: 1 } }, [...apology, 'press-conference']],
    [
      'a leak, persons not known',
      { incident: { cause: 'information-leak', affectedPersons: null } },
      [...apology, ...prevention],
    ],
    [
      'confirmed, persons not known',
      { incident: { attackConfirmed: true, affectedPersons: null } },
      [...investigation, ...apology, ...prevention],
    ],
    ['not confirmed, persons not known', { incident: { affectedPersons: null } }, []],
    ['a third party claims', { incident: { thirdPartyClaim: true } }, ['damages', 'litigation']],
    ['no third party claims', { incident: { thirdPartyClaim: false } }, []],
    ['the option and a stop above the waiting time', option({ kind: 'caused', hours: 12.5 }), interruption],
    ['a stop of the waiting time', option({ kind: 'caused', hours: 12 }), []],
    ['a stop that lasts', option({ kind: 'caused', hours: null }), interruption],
    ['a stop that nobody has told of', option(null), interruption],
    ['a voluntary stop', option({ kind: 'voluntary', hours: 40 }), []],
    ['no stop', option({ kind: 'none', hours: null }), []],
    ['a stop without the option', { incident: { systemStop: { kind: 'caused', hours: 40 } } }, []],
    [
      'a stop by another cause',
      { policy: withOption(), incident: { cause: 'other-accident', systemStop: { kind: 'caused', hours: 40 } } },
      [],
    ],
  ])('%s', (_, change, expected) => {
    expect(opened(change)).toEqual(inOrder(...expected));
  });

  it('a line of any outcome claims its category', () => {
    const request = exampleRequest({
      incident: { ...nothing, attackConfirmed: true },
      line: { category: 'data-restoration', ransom: true },
    });
    expect(openCoverages(request)).toEqual(inOrder('damage-and-cause-investigation', ...prevention));
  });

  it.each<[string, ExampleChange]>([
    ['a pharmacy', { policy: { institutionKind: 'pharmacy' }, incident: { attackConfirmed: true } }],
    ['known before', { incident: { attackConfirmed: true, knownBeforeInception: true } }],
    ['an undeclared place', { incident: { attackConfirmed: true, premises: 'undeclared-premises' } }],
  ])('%s opens nothing', (_, change) => expect(opened(change)).toEqual([]));

  it('what is left to a person stays open', () => {
    expect(opened({ incident: { thirdPartyClaim: true, premises: 'unknown' } })).toEqual(['damages', 'litigation']);
  });
});

function option(systemStop: { kind: 'caused' | 'voluntary' | 'none'; hours: number | null } | null): ExampleChange {
  return { policy: withOption(), incident: { systemStop } };
}
