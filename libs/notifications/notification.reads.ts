import { type Tx } from '#database';
import { limitOf, readCursor, toPage, type Page } from '#http';
import { Problem } from '#problems';
import { drawnAs } from './letter-pdf.js';
import type { LetterContent } from './letter-content.js';
import { letterTitles } from './letter-words.js';
import type { LetterDto, LetterQuery, MailDto, MailQuery } from './notification.dto.js';
import type { NoticeEntity } from './notice.entity.js';
import type { MailEntity } from './mail.entity.js';
import type { PersonEntity } from '#people';

interface LetterRow extends Pick<
  NoticeEntity,
  | 'id'
  | 'kind'
  | 'addressee'
  | 'incident_id'
  | 'content'
  | 'sha256'
  | 'written_at'
  | 'on_paper'
  | 'posted_at'
  | 'held_for'
  | 'drawn_as'
  | 'released_at'
> {
  readonly text: string;
}

const instant = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const select = `SELECT id, kind, addressee, incident_id, content, sha256, written_at, ${instant('written_at')} AS text,
     on_paper, posted_at, held_for, drawn_as, released_at
     FROM notice`;

/** One letter with the texts drawn in place of characters that cannot be drawn. Throws `requests.not-found`. */
export async function letterById(tx: Tx, id: string): Promise<LetterDto & { readonly content: LetterContent }> {
  const row = await tx.one<LetterRow>(`${select} WHERE id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return { ...view(row), content: drawnAs(row.content, row.drawn_as ?? {}) };
}

const isHeld = 'held_for IS NOT NULL AND released_at IS NULL';
const standing = {
  'to-post': `AND on_paper AND posted_at IS NULL AND NOT (${isHeld})`,
  held: `AND ${isHeld}`,
  all: '',
} as const;

/** Letters, oldest first, by cursor. */
export async function listLetters(tx: Tx, query: LetterQuery): Promise<Page<LetterDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const rows = await tx.rows<LetterRow>(
    `${select} WHERE ($2::uuid IS NULL OR incident_id = $2) ${standing[query.state ?? 'all']}
      ${after ? 'AND (written_at, id) > ($3::timestamptz, $4::uuid)' : ''} ORDER BY written_at, id LIMIT $1`,
    [limit + 1, query.incidentId ?? null, ...(after ?? [])],
  );
  return toPage(rows, limit, (row) => [row.text, row.id], view);
}

function view(row: LetterRow): LetterDto {
  return {
    id: row.id,
    number: row.content.number,
    kind: row.kind,
    titleJa: letterTitles[row.kind],
    addressee: row.addressee,
    to: row.content.to,
    incidentId: row.incident_id,
    caseNumber: row.content.caseNumber,
    writtenAt: row.written_at.toISOString(),
    onPaper: row.on_paper,
    postedAt: row.posted_at?.toISOString() ?? null,
    heldFor: row.released_at === null ? [...(row.held_for ?? [])] : [],
    sha256: row.sha256.toString('hex'),
  };
}

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
     m.body, m.state, m.tries, m.created_at, ${instant('m.created_at')} AS text, m.sent_at, m.reason
  FROM mail m JOIN person p ON p.id = m.person_id`;

/** One mail. Throws `requests.not-found`. */
export async function mailById(tx: Tx, id: string): Promise<MailDto> {
  const row = await tx.one<MailRow>(`${selectMail} WHERE m.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return mailView(row);
}

/** Mails, oldest first, by cursor. */
export async function listMails(tx: Tx, query: MailQuery): Promise<Page<MailDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const toDecide = query.state === 'to-decide';
  const rows = await tx.rows<MailRow>(
    `${selectMail} WHERE ($2::uuid IS NULL OR m.incident_id = $2) AND ($3::text IS NULL OR m.state = $3)
       AND ($4::text IS NULL OR m.what = $4)
       ${toDecide ? `AND m.state IN ('failed','unknown')` : ''}
       ${after ? 'AND (m.created_at, m.id) > ($5::timestamptz, $6::uuid)' : ''} ORDER BY m.created_at, m.id LIMIT $1`,
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
