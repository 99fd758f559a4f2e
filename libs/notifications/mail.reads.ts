import type { Tx } from '#database';
import { inOrder, limitOf, readCursor, toPage, type Page } from '#http';
import { Problem } from '#problems';
import type { MailDto, MailQuery } from './mail.dto.js';
import type { MailEntity } from './mail.entity.js';
import type { PersonEntity } from '#people';

interface MailRow extends Pick<
  MailEntity,
  | 'id'
  | 'notice_id'
  | 'what'
  | 'addressee'
  | 'incident_id'
  | 'subject'
  | 'body'
  | 'state'
  | 'tries'
  | 'created_at'
  | 'sent_at'
  | 'reason'
> {
  readonly to_name: PersonEntity['display_name'];
  readonly text: string;
}

const selectMail = `SELECT m.id, m.notice_id, m.what, m.addressee, m.incident_id, p.display_name AS to_name, m.subject,
     m.body, m.state, m.tries, m.created_at,
     to_char(m.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS text, m.sent_at, m.reason
  FROM mail m JOIN person p ON p.id = m.person_id`;

/** One mail. Throws `requests.not-found`. */
export async function mailById(tx: Tx, id: string): Promise<MailDto> {
  const row = await tx.one<MailRow>(`${selectMail} WHERE m.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return mailView(row);
}

/** Mails, oldest first unless asked otherwise, by cursor. */
export async function listMails(tx: Tx, query: MailQuery): Promise<Page<MailDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const [than, order] = inOrder(query.sort !== 'newest');
  const toDecide = query.state === 'to-decide';
  const rows = await tx.rows<MailRow>(
    `${selectMail} WHERE ($2::uuid IS NULL OR m.incident_id = $2) AND ($3::text IS NULL OR m.state = $3)
       AND ($4::text IS NULL OR m.what = $4)
       ${toDecide ? `AND m.state IN ('failed','unknown')` : ''}
       ${after ? `AND (m.created_at, m.id) ${than} ($5::timestamptz, $6::uuid)` : ''}
      ORDER BY m.created_at ${order}, m.id ${order}
      LIMIT $1`,
    [
      limit + 1,
      query.incidentId ?? null,
      toDecide ? null : (query.state ?? null),
      query.what ?? null,
      ...(after ?? []),
    ],
  );
  return toPage(rows, limit, (row) => [row.text, row.id], mailView);
}

function mailView(row: MailRow): MailDto {
  return {
    id: row.id,
    letterId: row.notice_id,
    what: row.what,
    addressee: row.addressee,
    incidentId: row.incident_id,
    to: row.to_name,
    subject: row.subject,
    body: row.body,
    state: row.state,
    tries: row.tries,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    reason: row.reason,
  };
}
