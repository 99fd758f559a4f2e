import {
  assessRequest,
  type CoverageRequest,
  type CoverageResponse,
  emergencySupport,
  incidentGates,
  type ProductTerms,
  reasonOf,
  type SupportAnswer,
} from '#coverage';
import { requestReader, type ReadRequest } from '#coverage-requests';
import type { CodedText } from '#kernel';
import { type CaseInput, caseToRequest, type MissingFact, trustedFacts } from './case-request.js';
import { questionOfTerritory, withoutCountry } from './territory.js';
import * as words from './outlook-words.js';
import type { OutlookQuestion } from './outlook-words.js';

/** Whether insurance money can be paid: green yes, amber a person decides or facts are missing, red no. */
export const coverageOutlooks = ['green', 'amber', 'red'] as const;
export type CoverageOutlook = (typeof coverageOutlooks)[number];
/** Whether the emergency support service can be used; `refer`: a support person decides. */
export const supportOutlooks = ['available', 'refer', 'not-available'] as const;
export type SupportOutlook = (typeof supportOutlooks)[number];

/** A line that the engine was not given. */
export interface LineNotAssessed {
  readonly id: string;
  readonly members: readonly string[];
}

/** The outlooks of a case on cover and on emergency support, with everything that they are based on. */
export interface Outlooks {
  readonly coverageOutlook: CoverageOutlook;
  /** The deciding reason first, then every other incident gate that fired, in order. */
  readonly coverageReasons: readonly CodedText[];
  readonly supportOutlook: SupportOutlook;
  /** The deciding reason first. */
  readonly supportReasons: readonly CodedText[];
  readonly supportQuestion: OutlookQuestion | null;
  /** null where the engine was not called. */
  readonly request: CoverageRequest | null;
  /** The assessment of every line; null where the engine was not called. */
  readonly assessment: CoverageResponse | null;
  /** Lines that lack figures and are not assessed, with the names of figures that are missing or cannot be right. */
  readonly notAssessed: readonly LineNotAssessed[];
  /** The missing facts for which the engine was not called; empty where it was called. */
  readonly missing: readonly MissingFact[];
  /** null where the engine was not called. */
  readonly termsVersion: string | null;
}

/**
 * Both outlooks of a case: the same input with the same terms gives a deep-equal answer, so that it can be replayed.
 * Cover is worldwide (R-TER-1): no country and no answer about Japan changes its outlook. Support is for incidents in
 * Japan (R-TER-3): abroad without effect in Japan it is not available, whatever else is missing; an unknown country is
 * referred.
 * `terms` are those of the period, null without one. Throws a RangeError when they are not.
 */
export function outlooksOf(input: CaseInput, terms: ProductTerms | null): Outlooks {
  const asked = caseToRequest(input);
  if ('missing' in asked) return withoutEngine(input, asked.missing);
  const { request, notAssessed } = assessableRequest(asked.request);
  if (!terms) throw new RangeError('A case with a period is assessed by the terms of that period.');
  const answer = assessRequest(request, terms);
  const isCountryKnown = Boolean(trustedFacts(input).country);
  return {
    ...coverageOf(request, terms),
    ...(isCountryKnown ? supportOf(input, answer.emergencySupport) : unknownCountry),
    request,
    assessment: isCountryKnown ? answer : withoutCountry(answer, input),
    notAssessed,
    missing: [],
    termsVersion: request.termsVersion,
  };
}

/** The colour of an answer on support, with or without the country looked at. */
export const outlookColours = {
  available: 'green',
  refer: 'amber',
  'not-available': 'red',
} as const satisfies Record<SupportAnswer['availability'], CoverageOutlook>;

/**
 * What is looked at for cover is what support looks at besides the country (coverage rules, section 7): the gates,
 * whether cover is established, what is left of the limits. So it is the answer on support for the same incident in
 * Japan.
 */
function coverageOf(
  request: CoverageRequest,
  terms: ProductTerms,
): Pick<Outlooks, 'coverageOutlook' | 'coverageReasons'> {
  const inJapan = { ...request, incident: { ...request.incident, country: 'JP' } };
  const { availability, code } = emergencySupport(inJapan, terms);
  const others = incidentGates(request).filter((gate) => gate.code !== code);
  return {
    coverageOutlook: outlookColours[availability],
    coverageReasons: [words.coverageReason(code), ...others.map((gate) => reasonOf(gate.code))],
  };
}

type Support = Pick<Outlooks, 'supportOutlook' | 'supportReasons' | 'supportQuestion'>;

function supportOf(input: CaseInput, { availability, code }: SupportAnswer): Support {
  return {
    supportOutlook: availability,
    supportReasons: words.supportReasons(code),
    supportQuestion: code === 'overseas-incident' ? questionOfTerritory(input) : null,
  };
}

const unknownCountry: Support = {
  supportOutlook: 'refer',
  supportReasons: words.supportMissing(['country']),
  supportQuestion: null,
};

const readers = new Map<string, ReadRequest>();

function readerFor(termsVersion: string): ReadRequest {
  const reader = readers.get(termsVersion) ?? requestReader([termsVersion]);
  readers.set(termsVersion, reader);
  return reader;
}

/**
 * The request without lines that lack figures: nothing is guessed for them, and the others do not wait. Anything else
 * that the engine's schema refuses is a defect of the mapping, not of the input.
 */
export function assessableRequest(request: CoverageRequest): {
  request: CoverageRequest;
  notAssessed: LineNotAssessed[];
} {
  const read = readerFor(request.termsVersion)(request);
  if (!('faults' in read)) return { request, notAssessed: [] };
  const members = new Map<number, string[]>();
  for (const { pointer } of read.faults) {
    const [, part, at, ...names] = pointer.split('/');
    if (part !== 'lines' || at === undefined) throw new Error(`the request of a case is wrong at ${pointer}`);
    members.set(Number(at), [...(members.get(Number(at)) ?? []), names.at(-1) ?? '']);
  }
  return {
    request: { ...request, lines: request.lines.filter((_, at) => !members.has(at)) },
    notAssessed: request.lines.flatMap(({ id }, at) => {
      const named = members.get(at);
      return named ? [{ id, members: named }] : [];
    }),
  };
}

function withoutEngine(input: CaseInput, missing: readonly MissingFact[]): Outlooks {
  return {
    coverageOutlook: 'amber',
    coverageReasons: words.coverageMissing(missing),
    ...supportWithoutEngine(input, missing),
    request: null,
    assessment: null,
    notAssessed: [],
    missing,
    termsVersion: null,
  };
}

// abroad without effect in Japan the engine answers "not available" whatever the missing facts are
function supportWithoutEngine(input: CaseInput, missing: readonly MissingFact[]): Support {
  const { country, domesticEffect } = trustedFacts(input);
  if (country && country !== 'JP' && domesticEffect !== true)
    return {
      supportOutlook: 'not-available',
      supportReasons: words.supportReasons('overseas-incident'),
      supportQuestion: questionOfTerritory(input),
    };
  const names = country ? missing : [...missing, 'country' as const];
  return { supportOutlook: 'refer', supportReasons: words.supportMissing(names), supportQuestion: null };
}
