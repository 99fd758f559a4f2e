import { categories } from '#coverage';
import { lanes } from '#kernel';
import type { JsonSchema } from './request-schema.js';

const yen = { type: 'integer', minimum: 0 };
const text = { type: 'string' };
const members = (properties: JsonSchema): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const limit = members({ limit: yen, used: yen, thisAssessment: yen, remaining: yen });
const category = { enum: categories };

/** The schema of the engine's answer (rules, section 9), as the API documentation publishes it. */
export const responseSchema: JsonSchema = members({
  termsVersion: text,
  lines: listOf(
    members({
      id: text,
      category,
      lane: { enum: lanes },
      outcome: { enum: ['payable', 'reduced', 'not-payable', 'refer'] },
      claimed: yen,
      indemnifiable: yen,
      payable: yen,
      wouldPay: yen,
      reasons: listOf(members({ rule: text, code: text, textJa: text, textEn: text })),
      steps: listOf(members({ code: text, before: yen, after: yen })),
    }),
  ),
  totals: members({ claimed: yen, payable: yen, referred: yen }),
  limits: {
    anyOf: [
      { type: 'null' },
      members({
        responseExpense: limit,
        liability: limit,
        aggregate: limit,
        businessInterruption: { anyOf: [{ type: 'null' }, limit] },
      }),
    ],
  },
  emergencySupport: members({
    availability: { enum: ['available', 'not-available', 'refer'] },
    code: text,
    remainingResponseExpense: yen,
  }),
  openCoverages: listOf(category),
});
