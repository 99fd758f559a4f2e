import {
  openQuestions,
  incidentGateTable,
  type AssessedLine,
  type CoverageReason,
  type CoverageRequest,
  type IncidentGateCode,
} from '#coverage';
import { type Tx } from '#database';
import { groupBy, newId } from '#kernel';
import { contentHash } from '#platform';
import { Problem, type FieldFault } from '#problems';
import type { GateAnswerEntity } from './gate-answer.entity.js';

/** An answer to a question that the rules leave to a person. */
export type Answer = Pick<GateAnswerEntity, 'code' | 'answer' | 'reason'>;

/** The questions of an assessed line, in the order of the gates. */
export function questionsOf({ reasons }: AssessedLine): CoverageReason[] {
  return reasons.filter(({ code }) => Object.hasOwn(openQuestions, code));
}

const incidentCodes: ReadonlySet<string> = new Set(incidentGateTable.map(({ code }) => code));

/** The facts behind the answer to a gate of the incident: it holds until one of them changes. */
const restsOn = ({ policy, incident }: CoverageRequest): Readonly<Partial<Record<IncidentGateCode, unknown>>> => {
  const { inceptionDate, expiryDate, continuousSince, boundaryHour } = policy;
  const { occurredOn, discoveredOn } = incident;
  const period = { inceptionDate, expiryDate, continuousSince, boundaryHour, occurredOn, discoveredOn };
  return {
    'period-boundary-day': period,
    'period-basis-undecided': period,
    'period-of-limits-undecided': period,
    'premises-undecided': { premises: incident.premises, corporationKind: policy.corporationKind },
    'director-perpetrator': { perpetrator: incident.perpetrator, intent: incident.intent },
    'exclusion-undecided': { exclusionsToCheck: incident.exclusionsToCheck },
  };
};
const hashOf = (code: string, request: CoverageRequest): Buffer =>
  contentHash(restsOn(request)[code as IncidentGateCode] ?? null);

/** An answer with the facts behind it, as a hash. */
export type KeptAnswer = Answer & Pick<GateAnswerEntity, 'rests_on'>;

/** Answers of the incident that hold for this request: those given earlier on the same facts, newest of each gate. */
export async function standingAnswers(tx: Tx, incidentId: string, request: CoverageRequest): Promise<Answer[]> {
  return holdingAnswers((await keptAnswersOf(tx, [incidentId])).get(incidentId) ?? [], request);
}

/** The newest answer to each gate of several cases, by case. */
export async function keptAnswersOf(
  tx: Tx,
  incidentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly KeptAnswer[]>> {
  const rows = await tx.rows<KeptAnswer & Pick<GateAnswerEntity, 'incident_id'>>(
    `SELECT DISTINCT ON (g.incident_id, g.code) g.incident_id, g.code, g.answer, g.reason, g.rests_on
       FROM gate_answer g
      WHERE g.incident_id = ANY ($1)
        AND NOT EXISTS (
            SELECT
            FROM decision_act a
            WHERE a.decision_id = g.decision_id AND a.kind IN ('undone','reversed'))
      ORDER BY g.incident_id, g.code, g.at DESC, g.id DESC`,
    [incidentIds],
  );
  return groupBy(rows, (row) => row.incident_id);
}

/** Of the answers of a case, those that were given on the facts of this request. */
export function holdingAnswers(rows: readonly KeptAnswer[], request: CoverageRequest): Answer[] {
  return rows
    .filter(({ code, rests_on }) => hashOf(code, request).equals(rests_on))
    .map(({ code, answer, reason }) => ({ code, answer, reason }));
}

/**
 * The answers to a line's questions: those given now, before those that stand. Throws `decisions.no-such-question` by
 * pointer for an answer to what the line does not ask.
 */
export function answersTo(
  questions: readonly CoverageReason[],
  given: readonly Answer[],
  standing: readonly Answer[],
): Answer[] {
  const errors = given.flatMap(({ code }, at): FieldFault[] =>
    questions.some((question) => question.code === code) && given.findIndex((one) => one.code === code) === at
      ? []
      : [
          {
            pointer: `/answers/${at}/code`,
            code: 'decisions.no-such-question',
            allowed: questions.map((question) => question.code).join(', '),
          },
        ],
  );
  if (errors.length > 0) throw new Problem('decisions.no-such-question', { errors });
  return questions.flatMap(
    ({ code }) => [given, standing].map((all) => all.find((one) => one.code === code)).find(Boolean) ?? [],
  );
}

/** Throws `decisions.answers-missing` with what decides each open question, `decisions.not-covered`. */
export function requireCovered(questions: readonly CoverageReason[], answers: readonly Answer[]): void {
  const missing = questions.filter(({ code }) => !answers.some((one) => one.code === code));
  if (missing.length > 0)
    throw new Problem('decisions.answers-missing', {
      missing: missing.map(({ code, textJa, textEn }) => ({ code, textJa, textEn })),
    });
  if (answers.some(({ answer }) => answer === 'not-covered')) throw new Problem('decisions.not-covered');
}

/** Keeps the answers to the incident's gates for its later lines. */
export async function keepAnswers(
  tx: Tx,
  decision: {
    readonly id: string;
    readonly incident_id: string;
    readonly institution_id: string;
    readonly proposed_by: string;
  },
  answers: readonly Answer[],
  request: CoverageRequest,
): Promise<void> {
  const rows = answers
    .filter(({ code }) => incidentCodes.has(code))
    .map(({ code, answer, reason }) => ({
      id: newId(),
      decision_id: decision.id,
      incident_id: decision.incident_id,
      institution_id: decision.institution_id,
      code,
      answer,
      reason,
      rests_on: `\\x${hashOf(code, request).toString('hex')}`,
      answered_by: decision.proposed_by,
      at: tx.now,
    }));
  if (rows.length === 0) return;
  await tx.rows('INSERT INTO gate_answer SELECT r.* FROM jsonb_populate_recordset(NULL::gate_answer, $1::jsonb) r', [
    JSON.stringify(rows),
  ]);
}
