import type { AssessedLine, CoverageResponse } from '#coverage';
import { type CaseInput, trustedFacts } from './case-request.js';
import { countryUnknown, type OutlookQuestion } from './outlook-words.js';

/** The open question about an incident abroad; null where it is answered. */
export function questionOfTerritory(input: CaseInput): OutlookQuestion | null {
  return trustedFacts(input).domesticEffect == null ? 'domestic-effect' : null;
}

/**
 * The answer to a request that was asked for Japan because nobody knows the country: of a contract with the clause,
 * which holds in Japan alone, a line of bodily injury is referred for that reason (R-TER-2), not because the clause is
 * missing.
 */
export function withoutCountry(answer: CoverageResponse, { facts, period }: CaseInput): CoverageResponse {
  if (!period?.bodilyInjuryPropertyDamage || facts.cause !== 'cyber-attack') return answer;
  return { ...answer, lines: answer.lines.map(referredByCountry) };
}

function referredByCountry(line: AssessedLine): AssessedLine {
  return {
    ...line,
    reasons: line.reasons.map((reason) => (reason.code === 'bodily-injury-undecided' ? countryUnknown : reason)),
  };
}
