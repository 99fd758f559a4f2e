import { type Tx } from '#database';
import { Problem } from '#problems';
import { MemberPeriodEntity } from './member-period.entity.js';
import type { MemberPeriod } from './period.js';

/** Changes a locked period and raises its version. */
export async function changePeriod(
  tx: Tx,
  { id, version }: MemberPeriod,
  set: Partial<MemberPeriodEntity>,
): Promise<void> {
  await tx.update(MemberPeriodEntity, { id }, { ...set, version: version + 1 });
}

/** The trimmed reason of a change. Throws `policies.reason-needed` for an empty one. */
export function reasonOfChange(text: string): string {
  const reason = text.trim();
  if (reason === '') throw refusalAt('/reason', 'policies.reason-needed');
  return reason;
}

/** A refusal at one pointer of a request. */
export function refusalAt(pointer: string, code: ConstructorParameters<typeof Problem>[0]): Problem {
  return new Problem(code, { errors: [{ pointer, code }] });
}
