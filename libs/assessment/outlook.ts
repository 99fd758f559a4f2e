import {
  assess,
  type CoverageRequest,
  type CoverageResponse,
  incidentGates,
  type ProductTerms,
  reasonOf,
  type SupportAnswer,
} from '#coverage';
import { requestReader, type ReadRequest } from '#coverage-requests';
import type { CodedText } from '#kernel';
import { type CaseInput, caseToRequest, type MissingFact, trustedFacts } from './case-request.js';

/** The one question that settles an incident abroad: whether a facility in Japan is affected. */
export type OutlookQuestion = 'domestic-effect';

/** A line that the engine was not given. */
export interface LineNotAssessed {
  readonly id: string;
  readonly members: readonly string[];
}

/** What a case can expect, with everything it was judged on. */
export interface CoverageOutlook {
  /** green: money can be paid and support used; amber: a person decides or facts are missing; red: not available. */
  readonly outlook: 'green' | 'amber' | 'red';
  /** First what decided, then every other incident gate that fired, in its order. */
  readonly reasons: readonly CodedText[];
  /** null where the engine was not called. */
  readonly request: CoverageRequest | null;
  /** null where the engine was not called. */
  readonly support: SupportAnswer | null;
  /** What every line would get; null where the engine was not called. */
  readonly assessment: CoverageResponse | null;
  /** Lines that lack figures without which they are not assessed, with the names of what is missing or cannot be right. */
  readonly notAssessed: readonly LineNotAssessed[];
  readonly missing: readonly MissingFact[];
  readonly question: OutlookQuestion | null;
  /** null where the engine was not called. */
  readonly termsVersion: string | null;
}

/**
 * The coverage outlook of a case: the same input with the same terms gives a deep-equal answer, so that it can be
 * replayed. Abroad without effect in Japan it is red whatever else is missing (R-TER-3); an unknown country is amber,
 * never domestic. `terms` are those of the period, null without one. Throws a RangeError when they are not.
 */
export function outlookOf(input: CaseInput, terms: ProductTerms | null): CoverageOutlook {
  const asked = caseToRequest(input);
  if ('missing' in asked) return withoutEngine(input, asked.missing);
  const { request, notAssessed } = assessable(asked.request);
  if (!terms) throw new RangeError('A case with a period is assessed by the terms of that period.');
  const assessment = assess(request, terms);
  const support = assessment.emergencySupport;
  const others = incidentGates(request).filter(({ code }) => code !== support.code);
  return {
    outlook: outlookByAvailability[support.availability],
    reasons: [reasonOf(support.code), ...others.map(({ code }) => reasonOf(code))],
    request,
    support,
    assessment,
    notAssessed,
    missing: [],
    question: support.code === 'overseas-incident' ? questionOf(input) : null,
    termsVersion: request.termsVersion,
  };
}

const readers = new Map<string, ReadRequest>();

function readerFor(termsVersion: string): ReadRequest {
  const reader = readers.get(termsVersion) ?? requestReader([termsVersion]);
  readers.set(termsVersion, reader);
  return reader;
}

/**
 * The request without the lines that lack figures: nothing is guessed for them, and they hold up no other line. Anything else
 * that the engine's own schema refuses is a defect of the mapping, not of what somebody typed.
 */
function assessable(request: CoverageRequest): { request: CoverageRequest; notAssessed: LineNotAssessed[] } {
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

const outlookByAvailability = {
  available: 'green',
  refer: 'amber',
  'not-available': 'red',
} as const satisfies Record<SupportAnswer['availability'], CoverageOutlook['outlook']>;

function withoutEngine(input: CaseInput, missing: readonly MissingFact[]): CoverageOutlook {
  const notCalled = { request: null, support: null, assessment: null, notAssessed: [], missing, termsVersion: null };
  const { country, domesticEffect } = trustedFacts(input);
  if (country && country !== 'JP' && domesticEffect !== true) {
    return { ...notCalled, outlook: 'red', reasons: [reasonOf('overseas-incident')], question: questionOf(input) };
  }
  return { ...notCalled, outlook: 'amber', reasons: reasonsOfMissing(missing), question: null };
}

function questionOf(input: CaseInput): OutlookQuestion | null {
  return trustedFacts(input).domesticEffect == null ? 'domestic-effect' : null;
}

const factWords: Readonly<Record<Exclude<MissingFact, 'policy'>, { readonly ja: string; readonly en: string }>> = {
  cause: { ja: '事故の原因', en: 'the cause of the incident' },
  country: { ja: '事故が起きた国', en: 'the country in which it happened' },
  discoveredAt: { ja: '事故を発見した日時', en: 'the time of its discovery' },
};

function reasonsOfMissing(missing: readonly MissingFact[]): CodedText[] {
  const words = missing.flatMap((name) => (name === 'policy' ? [] : [factWords[name]]));
  const factsMissing: CodedText = {
    code: 'incident.facts-missing',
    textJa: `次の事項を確認できていないため、補償の見通しはまだお示しできません：${words.map(({ ja }) => ja).join('、')}。`,
    textEn: `The coverage outlook cannot be given yet, because the following is not established: ${words.map(({ en }) => en).join(', ')}.`,
  };
  return [...(words.length > 0 ? [factsMissing] : []), ...(missing.includes('policy') ? [policyNotFound] : [])];
}

const policyNotFound: CodedText = {
  code: 'incident.policy-not-found',
  textJa: '対象となるご契約を確認できていないため、補償の見通しはまだお示しできません。',
  textEn: 'The coverage outlook cannot be given yet, because the policy has not been found.',
};

/** The outlook's question in words, for the institution and the desk. */
export const questionTexts: Readonly<Record<OutlookQuestion, CodedText>> = {
  'domestic-effect': {
    code: 'incident.domestic-effect-unknown',
    textJa: '海外で起きたこの事故により、国内の施設に影響（海外のクラウド上のシステムが使えないなど）が出ていますか。',
    textEn:
      'Does this incident abroad affect a facility in Japan, for example because a system in a foreign cloud cannot be used?',
  },
};
