import { type Tx } from '#database';
import { caseFile, incidentById } from '#incidents';
import { dayInJapan, newId } from '#kernel';
import { Problem } from '#problems';
import type { RecourseShareDto, RecourseDto, RecoursesDto } from './recourse.dto.js';
import { RecourseEntity } from './recourse.entity.js';
import { RecourseReceiptEntity } from './recourse-receipt.entity.js';

/**
 * How a receipt is shared (Insurance Act, article 25), in yen: the institution's uninsured loss is satisfied first.
 * Loss 12, paid 10, received 6: 2 to the institution, 4 to the insurer.
 */
export function shareOf(
  {
    lossYen,
    paidYen,
    toInstitutionYen,
  }: { readonly lossYen: number; readonly paidYen: number; readonly toInstitutionYen: number },
  receivedYen: number,
): { readonly toInstitution: number; readonly toInsurer: number } {
  const toInstitution = Math.min(receivedYen, unpaidOf({ lossYen, paidYen, toInstitutionYen }));
  return { toInstitution, toInsurer: receivedYen - toInstitution };
}

/** The loss that neither claims money nor earlier receipts made good (yen). */
function unpaidOf({
  lossYen,
  paidYen,
  toInstitutionYen,
}: {
  readonly lossYen: number;
  readonly paidYen: number;
  readonly toInstitutionYen: number;
}): number {
  return Math.max(0, lossYen - paidYen - toInstitutionYen);
}

interface Row extends Pick<RecourseEntity, 'id' | 'against' | 'loss_yen' | 'sought_yen' | 'note' | 'entered_at'> {
  readonly received: number;
  readonly to_institution: number;
}

/** The rights against third parties in a case, and what was received. Throws `requests.not-found`. */
export async function recoursesOf(tx: Tx, incidentId: string): Promise<RecoursesDto> {
  await incidentById(tx, incidentId);
  const rows = await tx.rows<Row>(
    `SELECT r.id, r.against, r.loss_yen, r.sought_yen, r.note, r.entered_at,
       coalesce(sum(x.yen), 0)::bigint AS received, coalesce(sum(x.to_institution_yen), 0)::bigint AS to_institution
       FROM recourse r
         LEFT JOIN recourse_receipt x ON x.recourse_id = r.id
         WHERE r.incident_id = $1
         GROUP BY r.id
         ORDER BY r.entered_at, r.id`,
    [incidentId],
  );
  return {
    items: rows.map((row): RecourseDto => ({
      id: row.id,
      against: row.against,
      loss: row.loss_yen,
      sought: row.sought_yen,
      note: row.note,
      received: row.received,
      toInstitution: row.to_institution,
      toInsurer: row.received - row.to_institution,
      enteredAt: row.entered_at.toISOString(),
    })),
  };
}

/** Enters a right against a third party, with the whole loss and the amount sought (yen). */
export async function enterRecourse(
  tx: Tx,
  incidentId: string,
  body: { readonly against: string; readonly loss: number; readonly sought: number; readonly note?: string | null },
): Promise<void> {
  const file = await caseFile(tx, incidentId);
  const id = newId();
  await tx.insert(RecourseEntity, {
    ...{ id, incident_id: file.id, institution_id: file.institution_id, against: body.against },
    ...{ loss_yen: body.loss, sought_yen: body.sought, note: body.note ?? null },
    ...{ entered_by: tx.actor.id, entered_at: tx.now },
  });
  tx.record(file, { audit: { action: 'recourse.entered', subject: id, after: body } });
}

/** What the share of the next receipt depends on (yen). */
async function knownOf(
  tx: Tx,
  { incident_id, loss_yen }: Pick<RecourseEntity, 'incident_id' | 'loss_yen'>,
): Promise<{ readonly lossYen: number; readonly paidYen: number; readonly toInstitutionYen: number }> {
  const known = await tx.one<{ paid: number; to_institution: number }>(
    `SELECT coalesce((
         SELECT sum(p.amount_yen)
         FROM payment p
         WHERE p.incident_id = $1 AND p.expense_id IS NOT NULL AND p.state IN ('settled','deposited')),
           0)::bigint AS paid,
            coalesce((SELECT sum(x.to_institution_yen) FROM recourse_receipt x WHERE x.incident_id = $1),
              0)::bigint AS to_institution`,
    [incident_id],
  );
  return { lossYen: loss_yen, paidYen: known?.paid ?? 0, toInstitutionYen: known?.to_institution ?? 0 };
}

/** How a receipt of so many yen would be shared now, as `receiveRecourse` shares it. Throws `requests.not-found`. */
export async function receiptPreview(
  tx: Tx,
  { incidentId, recourseId, amountYen }: { incidentId: string; recourseId: string; amountYen: number },
): Promise<RecourseShareDto> {
  const found = await tx.findOne(RecourseEntity, { id: recourseId, incident_id: incidentId });
  if (!found) throw new Problem('requests.not-found');
  const known = await knownOf(tx, found);
  return {
    loss: known.lossYen,
    paid: known.paidYen,
    givenBefore: known.toInstitutionYen,
    unpaid: unpaidOf(known),
    amount: amountYen,
    ...shareOf(known, amountYen),
  };
}

/** Enters money received: it is shared, and restores no limit. Throws `payments.wrong-day`. Answers the case's id. */
export async function receiveRecourse(
  tx: Tx,
  recourseId: string,
  body: { readonly amount: number; readonly receivedOn: string; readonly reference: string },
): Promise<string> {
  const found = await tx.findOne(RecourseEntity, { id: recourseId });
  if (!found) throw new Problem('requests.not-found');
  const file = await caseFile(tx, found.incident_id);
  if (body.receivedOn > dayInJapan(tx.now))
    throw new Problem('payments.wrong-day', { errors: [{ pointer: '/receivedOn', code: 'payments.wrong-day' }] });
  const share = shareOf(await knownOf(tx, found), body.amount);
  const id = newId();
  await tx.insert(RecourseReceiptEntity, {
    ...{ id, recourse_id: recourseId, incident_id: file.id, institution_id: file.institution_id },
    ...{ yen: body.amount, to_institution_yen: share.toInstitution },
    ...{ received_on: body.receivedOn, reference: body.reference, entered_by: tx.actor.id, at: tx.now },
  });
  tx.record(file, { audit: { action: 'recourse.received', subject: id, after: { ...body, ...share } } });
  return file.id;
}
