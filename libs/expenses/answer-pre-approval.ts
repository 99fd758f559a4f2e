import { incidentById, incidentForUpdate, type IncidentRow } from '#incidents';
import { dayInJapan, moveOf, type CodedText } from '#kernel';
import { daysLater, Problem, requireVersion, type Tx } from '#platform';
import { answererOf, answerMissing } from './pre-approval-authority.js';
import { leftForApproval, notesOf } from './pre-approval-limits.js';
import { preApprovalMachine } from './pre-approval-machine.js';
import { preApprovalById, tellPreApproval, type PreApprovalRow } from './pre-approval.js';

/** How a request for pre-approval is answered. Whole yen with tax, a day of Japan. */
export type PreApprovalAnswer = { readonly textJa: string; readonly textEn?: string } & (
  | { readonly answer: 'refused' }
  | {
      readonly answer: 'pre-approved';
      readonly ceiling: number;
      readonly lapsesOn?: string;
      /** What the limits left as it was shown to who answers; another figure now is told first. */
      readonly left?: number | null;
    }
);

/** Days for which a pre-approval holds when nothing else is said. */
const usualDays = 90;

/**
 * Answers a request, by somebody else than who asked and within their authority. What the limits leave, and the sentences that
 * the institution reads with the approval, are kept with it as they were given. Throws `expenses.pre-approval-answered`,
 * `expenses.day-passed`, `expenses.left-changed` with what is left, `expenses.answer-not-yours` with what is missing,
 * `decisions.separation`, `decisions.own-institution`.
 */
export async function answerPreApproval(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  body: PreApprovalAnswer,
  { deskYen, now }: { readonly deskYen: number; readonly now: Date },
): Promise<void> {
  const before = await preApprovalById(tx, id, now);
  const incident = await incidentForUpdate(tx, before.incident_id);
  const asked = await preApprovalById(tx, id, now);
  requireVersion(asked.version, expectedVersion);
  if (!moveOf(preApprovalMachine, asked.state, body.answer)) throw new Problem('expenses.pre-approval-answered');
  if (asked.requested_by === tx.actor.id) throw new Problem('decisions.separation');
  const given = body.answer === 'pre-approved' ? await approvalOf(tx, incident, asked, body, now) : null;
  const answerer = await answererOf(tx, asked, { ceiling: given?.ceiling ?? null, deskYen }, now);
  const missing = answerMissing(answerer);
  if (missing.length > 0) throw new Problem('expenses.answer-not-yours', { missing });
  await tx.rows(
    `UPDATE pre_approval SET state = $2, answered_by = $3, answered_at = $4, answered_as = $5, text_ja = $6, text_en = $7, ceiling_yen = $8, lapses_on = $9,
       left_yen = $10, outlook = $11, notes = $12, version = version + 1 WHERE id = $1`,
    [
      id,
      body.answer,
      tx.actor.id,
      now,
      answerer.as,
      body.textJa,
      body.textEn ?? null,
      given?.ceiling ?? null,
      given?.lapsesOn ?? null,
      given?.left ?? null,
      given ? incident.outlook : null,
      JSON.stringify(given?.notes ?? []),
    ],
  );
  await tellPreApproval(
    tx,
    incident,
    { id, event: 'pre-approval.answered', state: body.answer, after: { ...body, ...given } },
    now,
  );
}

interface Approval {
  readonly ceiling: number;
  readonly lapsesOn: string;
  readonly left: number | null;
  readonly notes: readonly CodedText[];
}

async function approvalOf(
  tx: Tx,
  incident: IncidentRow,
  asked: PreApprovalRow,
  body: Extract<PreApprovalAnswer, { answer: 'pre-approved' }>,
  now: Date,
): Promise<Approval> {
  const today = dayInJapan(now);
  const lapsesOn = body.lapsesOn ?? daysLater(today, usualDays);
  if (lapsesOn < today)
    throw new Problem('expenses.day-passed', { errors: [{ pointer: '/lapsesOn', code: 'expenses.day-passed' }] });
  const left = await leftForApproval(tx, incident, asked.category, now, { lock: true });
  if (body.left !== undefined && body.left !== left)
    throw new Problem('expenses.left-changed', { params: { left: left ?? 0 } });
  return { ceiling: body.ceiling, lapsesOn, left, notes: notesOf(body.ceiling, left, incident.outlook) };
}

/** What an approval of so much would say and need, for who answers; nothing is kept. Throws what `answererOf` throws. */
export async function previewAnswer(
  tx: Tx,
  id: string,
  ceiling: number | undefined,
  { deskYen, now }: { readonly deskYen: number; readonly now: Date },
): Promise<{ ceiling: number; left: number | null; notes: CodedText[]; missing: CodedText[] }> {
  const asked = await preApprovalById(tx, id, now);
  const incident = await incidentById(tx, asked.incident_id);
  const most = ceiling ?? asked.amount_yen;
  const left = await leftForApproval(tx, incident, asked.category, now);
  const answerer = await answererOf(tx, asked, { ceiling: most, deskYen }, now);
  return { ceiling: most, left, notes: notesOf(most, left, incident.outlook), missing: answerMissing(answerer) };
}
