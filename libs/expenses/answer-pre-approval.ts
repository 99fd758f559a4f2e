import { type Tx } from '#database';
import { requireVersion } from '#http';
import { incidentById, type IncidentRow } from '#incidents';
import { dayInJapan, type CodedText } from '#kernel';
import { daysAfter } from '#platform';
import { Problem } from '#problems';
import { answererOf, answerMissing } from './pre-approval-authority.js';
import { leftForApproval, notesOf } from './pre-approval-limits.js';
import { preApprovalMover, type StoredPreApproval } from './move-pre-approval.js';
import { openPreApproval, preApprovalById, type PreApprovalRow } from './pre-approval.js';

/** The answer to a request for pre-approval. Whole yen with tax, a day of Japan. */
export type PreApprovalAnswer = { readonly textJa: string; readonly textEn?: string } & (
  | { readonly answer: 'refused' }
  | {
      readonly answer: 'pre-approved';
      readonly ceiling: number;
      readonly lapsesOn?: string;
      /**
       * What the limits left when the answer was previewed; where it has changed, the answer is refused with the new
       * figure.
       */
      readonly left?: number | null;
    }
);

/** Days for which a pre-approval holds unless another day is given. */
const usualDays = 90;

/**
 * Answers a request, by somebody else than who asked and within their authority. What the limits leave, and the
 * sentences that the institution reads with the approval, are kept with it as they were given. Throws
 * `expenses.pre-approval-answered`,
 * `expenses.day-passed`, `expenses.left-changed` with what is left, `expenses.answer-not-yours` with what is missing,
 * `decisions.separation`, `decisions.own-institution`.
 */
export async function answerPreApproval(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  { deskYen, ...body }: PreApprovalAnswer & { readonly deskYen: number },
): Promise<void> {
  const { file, asked } = await openPreApproval(tx, id);
  requireVersion(asked.version, expectedVersion);
  if (asked.state !== 'requested') throw new Problem('expenses.pre-approval-answered');
  if (asked.requested_by === tx.actor.id) throw new Problem('decisions.separation');
  const given = body.answer === 'pre-approved' ? await approvalOf(tx, file, asked, body) : null;
  const answerer = await answererOf(tx, asked, { ceiling: given?.ceiling ?? null, deskYen });
  await preApprovalMover.move(tx, file, [asked as StoredPreApproval], {
    to: body.answer,
    reason: body.textJa,
    subject: () => answerer,
    said: { ...body, ...given },
    also: {
      answered_by: tx.actor.id,
      answered_at: tx.now,
      answered_as: answerer.as,
      text_ja: body.textJa,
      text_en: body.textEn ?? null,
      ceiling_yen: given?.ceiling ?? null,
      lapses_on: given?.lapsesOn ?? null,
      left_yen: given?.left ?? null,
      outlook: given ? file.outlook : null,
      notes: given?.notes ?? [],
    },
  });
}

/** Withdraws a request that is not answered yet, by its claimant. Throws `expenses.pre-approval-answered`. */
export async function withdrawPreApproval(tx: Tx, id: string): Promise<void> {
  const { file, asked } = await openPreApproval(tx, id);
  await preApprovalMover.move(tx, file, [asked as StoredPreApproval], { to: 'withdrawn', said: {} });
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
): Promise<Approval> {
  const today = dayInJapan(tx.now);
  const lapsesOn = body.lapsesOn ?? daysAfter(today, usualDays);
  if (lapsesOn < today)
    throw new Problem('expenses.day-passed', { errors: [{ pointer: '/lapsesOn', code: 'expenses.day-passed' }] });
  const left = await leftForApproval(tx, incident, asked.category, { lock: true });
  if (body.left !== undefined && body.left !== left)
    throw new Problem('expenses.left-changed', { params: { left: left ?? 0 } });
  return { ceiling: body.ceiling, lapsesOn, left, notes: notesOf(body.ceiling, left, incident.outlook) };
}

/**
 * What an approval of so much would say, and what is missing for it; nothing is stored. Throws what `answererOf`
 * throws.
 */
export async function previewAnswer(
  tx: Tx,
  id: string,
  ceiling: number | undefined,
  deskYen: number,
): Promise<{ ceiling: number; left: number | null; notes: CodedText[]; missing: CodedText[] }> {
  const asked = await preApprovalById(tx, id);
  const incident = await incidentById(tx, asked.incident_id);
  const most = ceiling ?? asked.amount_yen;
  const left = await leftForApproval(tx, incident, asked.category);
  const answerer = await answererOf(tx, asked, { ceiling: most, deskYen });
  return { ceiling: most, left, notes: notesOf(most, left, incident.outlook), missing: answerMissing(answerer) };
}
