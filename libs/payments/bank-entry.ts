import { type Tx } from '#database';
import { dayInJapan, newId } from '#kernel';
import { Problem, type FieldFault, type ProblemCode } from '#problems';
import type { EnterBankDto } from './bank-entry.dto.js';
import { bankAndBranch } from './bank-master.js';
import { transferName } from './transfer-name.js';
import { BankEntryEntity } from './bank-entry.entity.js';

/**
 * Locked exclusively by a change of the master and shared by a release, so that each release is before or after a
 * change.
 */
const masterLock = `hashtextextended('sonae.bank-master', 0)`;

/** Waits for changes of the master in progress and prevents others until the transaction ends. */
export async function holdMaster(tx: Tx): Promise<void> {
  await tx.rows(`SELECT pg_advisory_xact_lock_shared(${masterLock})`);
}

/**
 * Enters a change of the master, to be confirmed by another person. Answers its id. Throws every fault at once, by
 * pointer:
 * `banks.there-already`, `banks.not-there`, `banks.name-needed`, `banks.name-unneeded`, `accounts.name-refused`,
 * `accounts.name-too-long`.
 */
export async function enterBank(tx: Tx, body: EnterBankDto): Promise<string> {
  const faults: FieldFault[] = [];
  const fault = (pointer: string, code: ProblemCode, allowed?: string | null): void => {
    faults.push({ pointer, code, ...(allowed ? { allowed } : {}) });
  };
  const there = await bankAndBranch(tx, { bankCode: body.bankCode, branchCode: body.branchCode ?? '' }, body.fromOn);
  const at = body.branchCode === undefined ? '/bankCode' : '/branchCode';
  const known = body.branchCode === undefined ? there.bank : there.branch;
  if (body.branchCode !== undefined && there.bank === null) fault('/bankCode', 'accounts.no-such-bank');
  else if (body.act === 'added' && known !== null && known.closedOn === null) fault(at, 'banks.there-already');
  else if (body.act !== 'added' && (known === null || known.closedOn !== null)) fault(at, 'banks.not-there');
  const [name, kana] = [body.name?.trim() ?? '', body.kana?.trim() ?? ''];
  const written = kana === '' ? null : transferName(kana, 'bank', 15);
  if (body.act === 'closed') {
    if (name !== '') fault('/name', 'banks.name-unneeded');
    if (kana !== '') fault('/kana', 'banks.name-unneeded');
  } else {
    if (name === '') fault('/name', 'banks.name-needed');
    if (written === null) fault('/kana', 'banks.name-needed');
    else if (written.faults.includes('too-long')) fault('/kana', 'accounts.name-too-long', written.suggestion);
    else if (written.faults.length > 0) fault('/kana', 'accounts.name-refused', written.suggestion);
  }
  const [first] = faults;
  if (first) throw new Problem(faults.length === 1 ? first.code : 'requests.invalid', { errors: faults });
  const id = newId();
  const row = {
    bank_code: body.bankCode,
    branch_code: body.branchCode ?? null,
    act: body.act,
    name: body.act === 'closed' ? null : name,
    kana: body.act === 'closed' ? null : (written?.text ?? null),
    from_on: body.fromOn,
    source: body.source.trim(),
  };
  await tx.insert(BankEntryEntity, { ...row, id, entered_by: tx.actor.id, entered_at: tx.now });
  tx.record('insurer', { audit: { action: 'bank-entry.entered', subject: id, after: row } });
  return id;
}

/**
 * Confirms a change of the master, or refuses it with a reason. Throws `requests.not-found`,
 * `banks.second-person-needed`,
 * `banks.decided-already`, `banks.changed-meanwhile`.
 */
export async function decideBank(
  tx: Tx,
  id: string,
  decision: { readonly outcome: 'confirmed' } | { readonly outcome: 'refused'; readonly reason: string },
): Promise<void> {
  // one change at a time, and none while a batch is released
  await tx.rows(`SELECT pg_advisory_xact_lock(${masterLock})`);
  const entry = await tx.findOne(BankEntryEntity, { id });
  if (!entry) throw new Problem('requests.not-found');
  if (entry.decision !== null) throw new Problem('banks.decided-already');
  if (entry.entered_by === tx.actor.id) throw new Problem('banks.second-person-needed');
  if (decision.outcome === 'confirmed') {
    const { bank, branch } = await bankAndBranch(
      tx,
      { bankCode: entry.bank_code, branchCode: entry.branch_code ?? '' },
      entry.from_on,
    );
    const known = entry.branch_code === null ? bank : branch;
    const isOpen = known !== null && known.closedOn === null;
    if (isOpen === (entry.act === 'added')) throw new Problem('banks.changed-meanwhile');
  }
  const reason = decision.outcome === 'refused' ? decision.reason : null;
  const done = await tx.rows(
    `UPDATE bank_entry SET decision = $2, decided_by = $3, decided_at = $4, decision_reason = $5
      WHERE id = $1 AND decision IS NULL RETURNING id`,
    [id, decision.outcome, tx.actor.id, tx.now, reason],
  );
  if (done.length === 0) throw new Problem('banks.decided-already');
  tx.record('insurer', {
    audit: {
      action: `bank-entry.${decision.outcome}`,
      subject: id,
      after: { outcome: decision.outcome, today: dayInJapan(tx.now) },
      reason,
    },
  });
}
