import type { AssessedLine, AssessmentStep, CoverageReason, CoverageResponse, LimitAnswer } from '#coverage';

/**
 * A response as JSON, as the bytes of its UTF-8, one a character (`latin1`): fixed texts are encoded once and the
 * others are ASCII, so that nothing is encoded again when it is written. Totals beyond 2^53 are written digit by digit.
 */
export function printResponse(response: CoverageResponse): string {
  const { termsVersion, lines, totals, limits, emergencySupport: support, openCoverages } = response;
  return `{"termsVersion":${text(termsVersion)},"lines":[${lines.map(lineText).join(',')}],"totals":{"claimed":${totals.claimed},"payable":${totals.payable},"referred":${totals.referred}},"limits":${
    limits
      ? `{"responseExpense":${limitText(limits.responseExpense)},"liability":${limitText(limits.liability)},"aggregate":${limitText(limits.aggregate)},"businessInterruption":${limits.businessInterruption ? limitText(limits.businessInterruption) : 'null'}}`
      : 'null'
  },"emergencySupport":{"availability":"${support.availability}","code":"${support.code}","remainingResponseExpense":${support.remainingResponseExpense}},"openCoverages":[${openCoverages.map(codeText).join(',')}]}`;
}

function lineText(line: AssessedLine): string {
  return `{"id":${text(line.id)},"category":"${line.category}","lane":"${line.lane}","outcome":"${line.outcome}","claimed":${line.claimed},"indemnifiable":${line.indemnifiable},"payable":${line.payable},"wouldPay":${line.wouldPay},"reasons":[${line.reasons.map(reasonText).join(',')}],"steps":[${line.steps.map(stepText).join(',')}]}`;
}

const codeText = (code: string): string => `"${code}"`;
const stepText = ({ code, before, after }: AssessmentStep): string =>
  `{"code":"${code}","before":${before},"after":${after}}`;
const limitText = ({ limit, used, thisAssessment, remaining }: LimitAnswer): string =>
  `{"limit":${limit},"used":${used},"thisAssessment":${thisAssessment},"remaining":${remaining}}`;

const reasonTexts = new Map<string, string>();

function reasonText(reason: CoverageReason): string {
  let known = reasonTexts.get(reason.code);
  if (known === undefined) {
    const { rule, code, textJa, textEn } = reason;
    known = utf8Bytes(JSON.stringify({ rule, code, textJa, textEn }));
    reasonTexts.set(code, known);
  }
  return known;
}

/** The UTF-8 of a text, one byte a character. */
export function utf8Bytes(given: string): string {
  return Buffer.from(given, 'utf8').toString('latin1');
}

const plain = /^[ !#-[\]-~]*$/;

function text(given: string): string {
  return plain.test(given) ? `"${given}"` : utf8Bytes(JSON.stringify(given));
}
