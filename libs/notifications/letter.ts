import { createHash } from 'node:crypto';
import { type Tx } from '#database';
import { caseFile, type IncidentRow } from '#incidents';
import { dayInJapan, newId } from '#kernel';
import { type Config } from '#platform';
import { Problem } from '#problems';
import type { PersonEntity } from '#people';
import type { LetterContent } from './letter-content.js';
import type { Addressee } from './letter-words.js';
import { drawnAs, letterPdf, undrawableOf } from './letter-pdf.js';
import { mailLetter } from './mail-letter.js';
import { inquiryLine } from './letter-words.js';
import { NoticeEntity } from './notice.entity.js';
import { MemberPeriodEntity } from '#policies';

/** A letter before it has a number. */
export type LetterDraft = Pick<LetterContent, 'kind' | 'to' | 'opening'> &
  Partial<Pick<LetterContent, 'lines' | 'facts' | 'limits' | 'articles' | 'closing'>> & {
    /** The key of the letter: the same one is not written twice to one addressee. */
    readonly about: string;
    readonly addressee: Addressee;
  };

/**
 * Writes a letter once: its content is stored with the hash of its PDF, its mails are entered. Answers its id; null
 * where it was written before.
 */
export async function writeLetter(
  tx: Tx,
  incident: IncidentRow,
  { about, addressee, ...draft }: LetterDraft,
  config: Pick<Config, 'insurer' | 'smtpUrl' | 'publicUrl' | 'deskPhone' | 'nightPhone'>,
): Promise<string | null> {
  if (await tx.findOne(NoticeEntity, { about, addressee })) return null;
  const numbered = await tx.one<Pick<NoticeEntity, 'no'>>(`SELECT nextval('notice_no_seq')::bigint AS no`);
  const no = numbered?.no ?? 0;
  const policy =
    incident.member_period_id === null ? null : await tx.findOne(MemberPeriodEntity, { id: incident.member_period_id });
  const content: LetterContent = {
    lines: [],
    facts: [],
    limits: [],
    articles: [],
    ...draft,
    closing: [...(draft.closing ?? []), inquiryLine(config)],
    number: `L-${String(no).padStart(6, '0')}`,
    day: dayInJapan(tx.now),
    writtenAt: tx.now.toISOString(),
    from: config.insurer,
    caseNumber: incident.case_number,
    policyNumber: addressee === 'institution' ? (policy?.policy_number ?? null) : null,
  };
  const pdf = await letterPdf(content);
  // a letter that lacks characters is held, not sent with boxes in their place
  const held = undrawableOf(content);
  const id = newId();
  const readers = addressee === 'institution' ? await readersOf(tx, incident.institution_id) : [];
  await tx.insert(NoticeEntity, {
    ...{ id, no, kind: content.kind, about, addressee },
    ...{ incident_id: incident.id, institution_id: incident.institution_id, content },
    ...{ sha256: createHash('sha256').update(pdf).digest(), written_at: tx.now },
    ...{ on_paper: readers.length === 0, held_for: held.length > 0 ? held : null },
  });
  if (held.length === 0) await sendLetter(tx, { id, content, incident, readers, addressee }, config);
  tx.record(incident, {
    audit: {
      action: held.length > 0 ? 'letter.held' : 'letter.written',
      subject: id,
      after: { kind: content.kind, number: content.number, addressee },
    },
  });
  return id;
}

/**
 * Releases a held letter: a text is drawn in place of each character that cannot be drawn, and its mails are entered.
 * Throws `requests.not-found`, `letters.not-held`, `letters.still-undrawable`.
 */
export async function releaseLetter(
  tx: Tx,
  id: string,
  written: readonly { readonly character: string; readonly text: string }[],
  config: Parameters<typeof mailLetter>[2],
): Promise<void> {
  const file = await caseFile(tx, (await storedLetter(tx, id)).incident_id);
  const { held_for: heldFor, released_at: releasedAt, ...letter } = await storedLetter(tx, id);
  if (heldFor === null || releasedAt !== null) throw new Problem('letters.not-held');
  const others = Object.fromEntries(
    written.filter(({ character }) => heldFor.includes(character)).map(({ character, text }) => [character, text]),
  );
  const content = drawnAs(letter.content, others);
  if (undrawableOf(content).length > 0)
    throw new Problem('letters.still-undrawable', {
      errors: [{ pointer: '/written', code: 'letters.still-undrawable' }],
    });
  const sha256 = createHash('sha256')
    .update(await letterPdf(content))
    .digest();
  await tx.update(NoticeEntity, { id }, { drawn_as: others, sha256, released_by: tx.actor.id, released_at: tx.now });
  const readers = letter.addressee === 'institution' ? await readersOf(tx, file.institution_id) : [];
  await sendLetter(tx, { id, content, incident: file, readers, addressee: letter.addressee }, config);
  tx.record(file, { audit: { action: 'letter.released', subject: id, after: { written: others } } });
}

/** Records that a letter was posted. Throws `requests.not-found`, `letters.held`, `letters.not-to-post`. */
export async function postLetter(tx: Tx, id: string): Promise<void> {
  const file = await caseFile(tx, (await storedLetter(tx, id)).incident_id);
  const { content, addressee, ...letter } = await storedLetter(tx, id);
  if (letter.held_for !== null && letter.released_at === null) throw new Problem('letters.held');
  if (!letter.on_paper || letter.posted_at !== null) throw new Problem('letters.not-to-post');
  await tx.update(NoticeEntity, { id }, { posted_by: tx.actor.id, posted_at: tx.now });
  tx.record(file, {
    timeline: {
      kind: 'letter-posted',
      audience: audienceOf(addressee),
      data: { letterId: id, letterKind: content.kind, number: content.number, addressee, personId: tx.actor.id },
    },
    audit: { action: 'letter.posted', subject: id },
  });
}

async function storedLetter(tx: Tx, id: string): Promise<NoticeEntity> {
  const row = await tx.findOne(NoticeEntity, { id });
  if (!row) throw new Problem('requests.not-found');
  return row;
}

/** Enters the mails of a letter and records that it was written; for a held one, when it is released. */
async function sendLetter(
  tx: Tx,
  letter: Parameters<typeof mailLetter>[1] & { readonly addressee: Addressee },
  config: Parameters<typeof mailLetter>[2],
): Promise<void> {
  const { id, content, incident, addressee } = letter;
  await mailLetter(tx, letter, config);
  tx.record(incident, {
    timeline: {
      kind: 'letter-written',
      audience: audienceOf(addressee),
      data: { letterId: id, letterKind: content.kind, number: content.number, addressee },
    },
  });
}

/** An institution does not see letters to a victim or a vendor. */
const audienceOf = (addressee: Addressee): 'all' | 'insurer' => (addressee === 'institution' ? 'all' : 'insurer');

/** The managers of an institution; without any, the letter goes by post. */
async function readersOf(tx: Tx, institutionId: string): Promise<string[]> {
  const rows = await tx.rows<Pick<PersonEntity, 'id'>>(
    `SELECT p.id FROM person p WHERE p.institution_id = $1 AND (p.left_at IS NULL OR p.left_at > statement_timestamp())
        AND EXISTS (
            SELECT
            FROM role_grant g
            WHERE g.person_id = p.id AND g.role = 'hospital-manager' AND g.ended_at IS NULL)
          ORDER BY p.id`,
    [institutionId],
  );
  return rows.map(({ id }) => id);
}
