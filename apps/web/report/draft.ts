import { newKey, type Schemas } from '../api/api.js';
import { telephoneOf } from '../ui/typed-values.js';
import type { KnownOfTrouble } from './advice.js';

export const doors = ['ransom', 'warned', 'lost', 'other'] as const;
export type Door = (typeof doors)[number];
export const raisers = [
  'public-body',
  'security-operations-contractor',
  'other-third-party',
  'own-staff',
  'attacker',
] as const;
export type Raiser = (typeof raisers)[number];
export const losses = ['device', 'mis-sent', 'leaked'] as const;
export type Loss = (typeof losses)[number];
export const careEffects = ['emergencyStopped', 'outpatientsStopped', 'paperCharts'] as const;
export type CareEffect = (typeof careEffects)[number];

/** The most characters that a description of a report may have. */
export const longestDescription = 10_000;
/** As many characters of the rest of a report as can be sent. */
export const longest = { name: 100, phone: 40, institutionName: 200, policyNumber: 60 } as const;

/** What was answered so far. Empty text and null: not answered, or not known. */
export interface Answers {
  readonly door: Door | null;
  readonly raisedBy: Raiser | null;
  /** What was lost or sent out. */
  readonly lost: Loss | null;
  readonly description: string;
  /** Whether the description is still the one of the door. */
  readonly describedByDoor: boolean;
  /** The instant at which they noticed, as it was given. */
  readonly discoveredAt: string | null;
  readonly care: readonly CareEffect[] | 'none' | null;
  readonly country: string | null;
  /** It happened abroad; which country may not be known. */
  readonly abroad: boolean;
  readonly domesticEffect: boolean | null;
  readonly name: string;
  readonly phone: string;
  readonly institutionName: string;
  readonly policyNumber: string;
  /** An agent's client. */
  readonly institutionId: string | null;
}

export const steps = [
  'door',
  'raisedBy',
  'lost',
  'description',
  'discovered',
  'care',
  'place',
  'contact',
  'institution',
  'check',
] as const;
export type Step = (typeof steps)[number];

/** What the interface answered, as far as the confirmation shows it. */
export type Received = Pick<Schemas['CaseDto'], 'id' | 'caseNumber' | 'reportedAt' | 'next'>;

/** One report on its way: kept in the browser's own database until the next one begins. */
export interface Draft {
  /** Under this key the report is taken once, however often it is sent. */
  readonly key: string;
  /** Whose it is, once somebody who is signed in has answered something or sent it. */
  readonly ownerId: string | null;
  readonly answers: Answers;
  readonly step: Step;
  /** Bodies that were sent and whose fate is unknown, oldest first. */
  readonly attempts: readonly string[];
  /** The person wants it sent: it goes out as soon as there is a line. */
  readonly sending: boolean;
  readonly received: Received | null;
  /** Taken with an earlier body than the last one shown. */
  readonly receivedEarlier: boolean;
}

export function newDraft(): Draft {
  return {
    key: newKey(),
    ownerId: null,
    answers: {
      door: null,
      raisedBy: null,
      lost: null,
      description: '',
      describedByDoor: true,
      discoveredAt: null,
      care: null,
      country: null,
      abroad: false,
      domesticEffect: null,
      name: '',
      phone: '',
      institutionName: '',
      policyNumber: '',
      institutionId: null,
    },
    step: 'door',
    attempts: [],
    sending: false,
    received: null,
    receivedEarlier: false,
  };
}

/** Who reports, as far as the session says it; null without a session. */
export type Reporter = Schemas['SessionUser'] | null;

/** The questions of this report, in their order. */
export function stepsOf({ door }: Answers, reporter: Reporter): Step[] {
  // without a session the institution is that of the person who signs in
  const asksInstitution = reporter !== null && reporter.institutionId === null;
  return steps.filter(
    (step) =>
      (step !== 'raisedBy' || door === 'warned') &&
      (step !== 'lost' || door === 'lost') &&
      (step !== 'institution' || asksInstitution),
  );
}

/** What the answers say of what happened, as far as it decides what to do now. */
export function troubleKnown({ door, lost }: Answers): KnownOfTrouble {
  return {
    cause: door === 'lost' ? 'information-leak' : door === 'ransom' || door === 'warned' ? 'cyber-attack' : null,
    attackConfirmed: door === 'ransom' ? true : null,
    isSuspected: door === 'warned',
    // drafts of earlier versions know nothing of it
    lost: lost ?? null,
  };
}

/** What one step leads to; the last leads to itself. */
export function after(step: Step, all: readonly Step[]): Step {
  return all[all.indexOf(step) + 1] ?? 'check';
}

/** The first step that keeps the report from being sent. */
export function firstUnanswered(answers: Answers, reporter: Reporter): Step | null {
  if ([...answers.description].length > longestDescription) return 'description';
  if (answers.description.trim() === '') return answers.door === null ? 'door' : 'description';
  const isTooLong = (one: keyof typeof longest): boolean => [...answers[one].trim()].length > longest[one];
  if (answers.name.trim() === '' || telephoneOf(answers.phone) === null || isTooLong('name') || isTooLong('phone'))
    return 'contact';
  if (
    stepsOf(answers, reporter).includes('institution') &&
    (!hasInstitution(answers) || isTooLong('institutionName') || isTooLong('policyNumber'))
  )
    return 'institution';
  return null;
}

export const hasInstitution = ({ institutionName, policyNumber, institutionId }: Answers): boolean =>
  institutionId !== null || institutionName.trim() !== '' || policyNumber.trim() !== '';

/** What has no place of its own in a report while something else is not known, in words. */
export interface Unplaced {
  /** Who told, when the time of it is not known. */
  readonly raiser?: string;
  /** That it happened abroad, when the country is not known. */
  readonly abroad?: string;
}

/**
 * The report as the interface takes it: only what was answered. What has no place goes into the description, in words.
 */
export function bodyOf(answers: Answers, reporter: Reporter, words: Unplaced = {}): Schemas['ReportIncidentDto'] {
  const { door, raisedBy, care, country, discoveredAt } = answers;
  const isAttack = door === 'ransom' || door === 'warned';
  const asksInstitution = reporter !== null && reporter.institutionId === null;
  return {
    reporter: { name: answers.name.trim(), phone: telephoneOf(answers.phone) ?? answers.phone.trim() },
    description: [
      answers.description.trim(),
      ...(raisedBy && !discoveredAt && words.raiser ? [words.raiser] : []),
      ...(answers.abroad && country === null && words.abroad ? [words.abroad] : []),
    ].join('\n'),
    channel: 'web',
    ...(isAttack ? { cause: 'cyber-attack' as const } : {}),
    ...(door === 'lost' ? { cause: 'information-leak' as const } : {}),
    ...(door === 'lost' && answers.lost ? { leakKind: answers.lost } : {}),
    ...(door === 'ransom' ? { attackConfirmed: true } : {}),
    ...(raisedBy && discoveredAt ? { suspicion: { raisedBy, raisedAt: discoveredAt } } : {}),
    ...(discoveredAt ? { discoveredAt } : {}),
    ...(care === null
      ? {}
      : {
          careImpact:
            care === 'none'
              ? { emergencyStopped: false, outpatientsStopped: false, paperCharts: false }
              : Object.fromEntries(care.map((effect) => [effect, true])),
        }),
    ...(country === null ? {} : { country }),
    ...(answers.abroad && answers.domesticEffect !== null ? { domesticEffect: answers.domesticEffect } : {}),
    ...(asksInstitution && answers.institutionId !== null ? { institutionId: answers.institutionId } : {}),
    ...(asksInstitution && answers.institutionName.trim() !== ''
      ? { institutionName: answers.institutionName.trim() }
      : {}),
    ...(asksInstitution && answers.policyNumber.trim() !== '' ? { policyNumber: answers.policyNumber.trim() } : {}),
  };
}
