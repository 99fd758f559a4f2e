import { personOf, type Tx } from '#database';
import { caseFile, recordSentTo, type IncidentRow, type StandingCase } from '#incidents';
import { newId } from '#kernel';
import { Problem } from '#problems';
import { WorkItemEntity } from '#routing';
import type { CaseMessageDto } from './case-message.dto.js';
import type { CaseMessageReadingEntity } from './case-message-reading.entity.js';
import { messageById } from './case-message.reads.js';

/** An adjuster writes in the cases in their charge and in those where they have a line. Throws `messages.not-yours`. */
async function requireRoom(tx: Tx, { id, adjuster_id }: Pick<IncidentRow, 'id' | 'adjuster_id'>): Promise<void> {
  const { actor } = tx;
  if (actor.as !== 'adjuster' || actor.id === adjuster_id) return;
  const line = await tx.findOne(WorkItemEntity, { incident_id: id, assignee_id: actor.id, state: 'accepted' });
  if (!line) throw new Problem('messages.not-yours');
}

/**
 * Sends a message to the other side, in every state of the case; a mail without its text says to the institution that
 * there is one. Throws `messages.not-yours`.
 */
export async function sendMessage(tx: Tx, standing: StandingCase, text: string): Promise<CaseMessageDto> {
  const { incident: file } = standing;
  await requireRoom(tx, file);
  const { side } = tx.actor;
  const id = newId();
  const sent = text.trim();
  // also in an institution's session, which has grants by column
  await tx.rows(
    `INSERT INTO case_message (id, incident_id, institution_id, side, text, written_by, written_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, file.id, file.institution_id, side, sent, personOf(tx.actor), tx.now],
  );
  recordSentTo(tx, standing);
  tx.record(file, {
    timeline: {
      kind: `message-of-${side}`,
      audience: 'all',
      data: { messageId: id, ...(side === 'insurer' ? { personId: tx.actor.id } : {}) },
    },
    event: { type: 'case-message.sent', payload: { messageId: id, side } },
    audit: { action: 'case-message.sent', subject: id, after: { side, text: sent } },
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
