import {
  assessRequest,
  incidentGates,
  type CoverageResponse,
  type CoverageRequest,
  type ProductTerms,
} from '#coverage';
import { type CaseInput, caseToRequest, trustedFacts } from './case-request.js';
import { assessableRequest, outlookColours, type CoverageOutlook } from './outlook.js';

/**
 * The outlook of runs from before there were two: one colour that mixed cover with the territory of emergency support.
 */
export interface FormerOutlook {
  readonly outlook: CoverageOutlook;
  /** Codes, in order. */
  readonly reasons: readonly string[];
  readonly request: CoverageRequest | null;
  readonly assessment: CoverageResponse | null;
}

/** The outlook as it was made at that time, so that such a run can be replayed. Nothing new is settled by it. */
export function formerOutlookOf(input: CaseInput, terms: ProductTerms | null): FormerOutlook {
  const { country, domesticEffect } = trustedFacts(input);
  const asked = caseToRequest(input);
  if ('missing' in asked || !country || !terms) {
    const notCalled = { request: null, assessment: null };
    if (country && country !== 'JP' && domesticEffect !== true)
      return { ...notCalled, outlook: 'red', reasons: ['overseas-incident'] };
    const missing = 'missing' in asked ? asked.missing : [];
    const isFactMissing = !country || missing.some((name) => name !== 'policy');
    return {
      ...notCalled,
      outlook: 'amber',
      reasons: [
        ...(isFactMissing ? ['incident.facts-missing'] : []),
        ...(missing.includes('policy') ? ['incident.policy-not-found'] : []),
      ],
    };
  }
  const { request } = assessableRequest(asked.request);
  const assessment = assessRequest(request, terms);
  const { availability, code } = assessment.emergencySupport;
  const others = incidentGates(request).filter((gate) => gate.code !== code);
  return {
    outlook: outlookColours[availability],
    reasons: [code, ...others.map((gate) => gate.code)],
    request,
    assessment,
  };
}
