import { createHash } from 'node:crypto';
import { appendTimeline, type IncidentRow } from '#incidents';
import { dayInJapan, newId } from '#kernel';
import { appendAudit, caseChain, type Config, type Tx } from '#platform';
import type { Addressee, LetterContent } from './letter-content.js';
import { letterPdf } from './letter-pdf.js';
import { mailLetter } from './mail.js';
import { deskLine } from './mailing.js';

/** What is said of a letter before it has a number. */
export type LetterDraft = Pick<LetterContent, 'kind' | 'to' | 'opening'> &
  Partial<Pick<LetterContent, 'lines' | 'facts' | 'limits' | 'articles' | 'closing'>> & {
    /** What the letter is about, once: the same is not written again to the same addressee. */
    readonly about: string;
    readonly addressee: Addressee;
  };

/** How to object; where else to turn (the dispute-resolution body of the general insurance association). */
export function objection(config: Pick<Config, 'desk'>): string[] {
  return [
    `この内容にご不明な点やご異議があるときは、再審査をお申し出いただけます。はじめの判断に加わっていない担当者が、あらためて確認します。お申し出先: ${config.desk}`,
    '保険会社との間で解決しないときは、指定紛争解決機関である一般社団法人日本損害保険協会「そんぽADRセンター」に、苦情のお申し出や紛争解決のお申立てができます（無料）。連絡先は同協会のウェブサイトをご覧ください。',
  ];
}

/**
 * Writes a letter once: its content is kept with the hash of its PDF, its mails are entered. Answers its id; null where it was
 * written before.
 */
export async function writeLetter(
  tx: Tx,
  incident: IncidentRow,
  { about, addressee, ...draft }: LetterDraft,
  config: Pick<Config, 'insurer' | 'smtpUrl' | 'publicUrl' | 'deskPhone' | 'nightPhone'>,
  now: Date,
): Promise<string | null> {
  if (await tx.one('SELECT 1 FROM notice WHERE about = $1 AND addressee = $2', [about, addressee])) return null;
  const numbered = await tx.one<{ no: number }>(`SELECT nextval('notice_no_seq')::bigint AS no`);
  const no = numbered?.no ?? 0;
  const policy = await tx.one<{ number: string }>('SELECT policy_number AS number FROM member_period WHERE id = $1', [
    incident.member_period_id,
  ]);
  const content: LetterContent = {
    lines: [],
    facts: [],
    limits: [],
    articles: [],
    ...draft,
    closing: [...(draft.closing ?? []), `お問い合わせ: ${deskLine(config)}`],
    number: `L-${String(no).padStart(6, '0')}`,
    day: dayInJapan(now),
    writtenAt: now.toISOString(),
    from: config.insurer,
    caseNumber: incident.case_number,
    policyNumber: addressee === 'institution' ? (policy?.number ?? null) : null,
  };
  const pdf = await letterPdf(content);
  const id = newId();
  const readers = addressee === 'institution' ? await readersOf(tx, incident.institution_id) : [];
  await tx.rows(
    'INSERT INTO notice (id, no, kind, about, addressee, incident_id, institution_id, content, sha256, written_at, on_paper) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    [
      id,
      no,
      content.kind,
      about,
      addressee,
      incident.id,
      incident.institution_id,
      JSON.stringify(content),
      createHash('sha256').update(pdf).digest(),
      now,
      readers.length === 0,
    ],
  );
  await mailLetter(tx, { id, content, incident, readers }, config, now);
  // what goes to a victim or a vendor is nothing to the institution
  await appendTimeline(tx, incident, [
    {
      at: now,
      kind: 'letter-written',
      audience: addressee === 'institution' ? 'all' : 'insurer',
      data: { letterId: id, letterKind: content.kind, number: content.number, addressee },
    },
  ]);
  await appendAudit(tx, { institutionId: incident.institution_id, incidentId: incident.id }, [
    {
      chain: caseChain(incident.id),
      action: 'letter.written',
      subject: id,
      after: { kind: content.kind, number: content.number, addressee },
    },
  ]);
  return id;
}

/** The managers of an institution; without any the letter goes by post. */
async function readersOf(tx: Tx, institutionId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `SELECT p.id FROM person p WHERE p.institution_id = $1 AND (p.left_at IS NULL OR p.left_at > statement_timestamp())
        AND EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id AND g.role = 'hospital-manager' AND g.ended_at IS NULL) ORDER BY p.id`,
    [institutionId],
  );
  return rows.map(({ id }) => id);
}
