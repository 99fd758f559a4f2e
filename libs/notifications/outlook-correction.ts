import { type Tx } from '#database';
import { caseFile, type CaseFile } from '#incidents';
import { newId } from '#kernel';
import { Problem } from '#problems';
import { OutlookNoticeEntity } from '#assessment';
import type {
  ActOnCorrectionDto,
  CallAboutOutlookDto,
  OutlookCorrectionDto,
  OutlookNoticeDto,
} from './outlook-correction.dto.js';
import { correctionById, noticeById } from './outlook-correction.reads.js';
import { OutlookNoticeCallEntity } from './outlook-notice-call.entity.js';
import { OutlookCorrectionActEntity } from './outlook-correction-act.entity.js';

/**
 * Records a call of the desk about a notice, reached or not; the notice stays in the list to call until one reached
 * somebody. Throws `requests.not-found`, `outlook-corrections.reached-already`.
 */
export async function callAboutOutlook(
  tx: Tx,
  noticeId: string,
  { reached, note }: CallAboutOutlookDto,
): Promise<OutlookCorrectionDto> {
  const notice = await tx.findOne(OutlookNoticeEntity, { id: noticeId });
  if (!notice) throw new Problem('requests.not-found');
  const file = await caseFile(tx, notice.incident_id);
  if (await tx.findOne(OutlookNoticeCallEntity, { notice_id: noticeId, reached: true }))
    throw new Problem('outlook-corrections.reached-already');
  await tx.insert(OutlookNoticeCallEntity, {
    ...{ id: newId(), notice_id: noticeId, incident_id: file.id, institution_id: file.institution_id },
    ...{ called_by: tx.actor.id, called_at: tx.now, reached, note: note.trim() },
  });
  record(tx, file, { kind: 'outlook-correction-called', subject: noticeId, data: { reached } });
  return correctionById(tx, notice.correction_id);
}

/**
 * A senior adjuster records once what was done about the possible consequences of a wrong outlook. Throws
 * `requests.not-found`, `outlook-corrections.nothing-followed`, `outlook-corrections.acted-already`.
 */
export async function actOnCorrection(tx: Tx, id: string, { done }: ActOnCorrectionDto): Promise<OutlookCorrectionDto> {
  const { incidentId } = await correctionById(tx, id);
  const file = await caseFile(tx, incidentId);
  const { act, followed } = await correctionById(tx, id);
  if (act) throw new Problem('outlook-corrections.acted-already');
  if (followed.length === 0) throw new Problem('outlook-corrections.nothing-followed');
  await tx.insert(OutlookCorrectionActEntity, {
    ...{ id: newId(), correction_id: id, incident_id: file.id, institution_id: file.institution_id },
    ...{ acted_by: tx.actor.id, acted_at: tx.now, done: done.trim() },
  });
  record(tx, file, { kind: 'outlook-correction-acted', subject: id, data: { followed } });
  return correctionById(tx, id);
}

/** Records that a notice was read on its addressee's page. Throws `requests.not-found`. */
export async function readNotice(tx: Tx, id: string): Promise<OutlookNoticeDto> {
  const read = await tx.one<{ found: boolean }>('SELECT read_outlook_notice($1) AS found', [id]);
  if (!read?.found) throw new Problem('requests.not-found');
  return noticeById(tx, id);
}

function record(
  tx: Tx,
  file: CaseFile,
  { kind, subject, data }: { readonly kind: string; readonly subject: string; readonly data: Record<string, unknown> },
): void {
  tx.record(file, {
    timeline: { kind, audience: 'insurer', data: { ...data, as: tx.actor.as, personId: tx.actor.id } },
    audit: { action: kind, subject, after: data },
  });
}
