import { personOf, type Tx } from '#database';
import { caseFile, recordSentTo, type IncidentRow, type StandingCase } from '#incidents';
import { dayInJapan, newId } from '#kernel';
import { Problem } from '#problems';
import { WorkItemEntity } from '#routing';
import type { CaseMessageDto, SendMessageDto } from './case-message.dto.js';
import type { CaseMessageReadingEntity } from './case-message-reading.entity.js';
import { messageById, openAsks } from './case-message.reads.js';

/** An adjuster writes in the cases in their charge and in those where they have a line. Throws `messages.not-yours`. */
async function requireRoom(tx: Tx, { id, adjuster_id }: Pick<IncidentRow, 'id' | 'adjuster_id'>): Promise<void> {
  const { actor } = tx;
  if (actor.as !== 'adjuster' || actor.id === adjuster_id) return;
  const line = await tx.findOne(WorkItemEntity, { incident_id: id, assignee_id: actor.id, state: 'accepted' });
  if (!line) throw new Problem('messages.not-yours');
}

/** Only the insurer asks by a day, which lies ahead. Throws `messages.day-passed`. */
function requireDay({ actor, now }: Tx, asksBy: string | null): void {
  if (asksBy === null) return;
  const fault = (code: 'requests.unknown-field' | 'messages.day-passed'): Problem =>
    new Problem(code, { errors: [{ pointer: '/asksBy', code }] });
  if (actor.side === 'institution') throw fault('requests.unknown-field');
  if (asksBy <= dayInJapan(now)) throw fault('messages.day-passed');
}

/** What is answered asks and waits in this locked case. Throws `messages.not-asked`. */
async function requireAsked(tx: Tx, caseId: string, answers: string | null): Promise<void> {
  if (answers !== null && !(await openAsks(tx, [caseId])).some(({ id }) => id === answers))
    throw new Problem('messages.not-asked');
}

/**
 * Sends a message to the other side, in every state of the case; a mail without its text says to the institution that
 * there is one, or that it asks for an answer by a day. Throws `messages.not-yours`, `messages.day-passed`,
 * `messages.not-asked`.
 */
export async function sendMessage(tx: Tx, standing: StandingCase, body: SendMessageDto): Promise<CaseMessageDto> {
  const { incident: file } = standing;
  await requireRoom(tx, file);
  const { side } = tx.actor;
  const id = newId();
  const sent = body.text.trim();
  const { asksBy = null, answers = null } = body;
  requireDay(tx, asksBy);
  await requireAsked(tx, file.id, answers);
  // also in an institution's session, which has grants by column
  await tx.rows(
    `INSERT INTO case_message (id, incident_id, institution_id, side, text, written_by, written_at, asks_by, answers)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, file.id, file.institution_id, side, sent, personOf(tx.actor), tx.now, asksBy, answers],
  );
  recordSentTo(tx, standing);
  tx.record(file, {
    timeline: {
      kind: `message-of-${side}`,
      audience: 'all',
      data: { messageId: id, ...(side === 'insurer' ? { personId: tx.actor.id } : {}) },
    },
    event: { type: 'case-message.sent', payload: { messageId: id, side } },
    audit: { action: 'case-message.sent', subject: id, after: { side, text: sent, asksBy, answers } },
  });
  return (await messageById(tx, id)).message;
}

/**
 * Records that a message of the other side, and what it had written before in the same case, was read; the first
 * reading of each stays. Throws `requests.not-found`.
 */
export async function readMessage(tx: Tx, id: string): Promise<CaseMessageDto> {
  const { incidentId } = await messageById(tx, id);
  const file = await caseFile(tx, incidentId);
  const read = await tx.rows<Pick<CaseMessageReadingEntity, 'message_id'>>(
    `INSERT INTO case_message_reading (message_id, incident_id, institution_id, side, read_by, read_at)
     SELECT m.id, m.incident_id, m.institution_id, m.side, $4, $5
       FROM case_message m
      WHERE m.incident_id = $1 AND m.side <> $2
        AND (m.written_at, m.id) <= (SELECT o.written_at, o.id FROM case_message o WHERE o.id = $3)
        AND NOT EXISTS (SELECT FROM case_message_reading r WHERE r.message_id = m.id)
     RETURNING message_id`,
    [incidentId, tx.actor.side, id, personOf(tx.actor), tx.now],
  );
  if (read.length > 0)
    tx.record(file, {
      event: { type: 'case-message.read', payload: { messageId: id } },
      audit: { action: 'case-message.read', subject: id, after: { read: read.length } },
    });
  return (await messageById(tx, id)).message;
}
