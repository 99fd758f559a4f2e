import { createHash } from 'node:crypto';
import type { Tx } from './database.js';
import type { AuditEntity } from './audit.entity.js';
import type { AuditHeadEntity } from './audit-head.entity.js';

/** A place where a chain contradicts itself. */
export interface AuditFault {
  readonly chain: string;
  readonly seq: number;
  readonly what: string;
}

interface Entry extends Pick<
  AuditEntity,
  | 'chain'
  | 'seq'
  | 'actor_kind'
  | 'actor_id'
  | 'acting_as'
  | 'action'
  | 'subject'
  | 'before_hash'
  | 'after_hash'
  | 'reason'
  | 'entry_hash'
  | 'hash'
> {
  at_micros: string;
}

type Head = Pick<AuditHeadEntity, 'chain' | 'length' | 'hash'>;

const pageSize = 5_000;

/**
 * Recomputes every chain apart from the database's own function and holds it against the last anchor: finds each edit,
 * deletion and reordering. Its limit: what was cut off after the last anchor together with its head.
 */
export async function verifyAudit(
  tx: Pick<Tx, 'rows' | 'one'>,
): Promise<{ chains: number; entries: number; faults: AuditFault[] }> {
  const heads = new Map(
    (await tx.rows<Head>('SELECT chain, length, hash FROM audit_head')).map((head) => [head.chain, head]),
  );
  const anchored = new Map(
    (
      await tx.rows<Head>(
        'SELECT DISTINCT ON (chain) chain, length, hash FROM audit_anchor_head ORDER BY chain, anchor_id DESC',
      )
    ).map((head) => [head.chain, head]),
  );
  const faults: AuditFault[] = [];
  const seen = new Map<string, { seq: number; hash: Buffer }>();
  let entries = 0;
  let place: [string, number] = ['', 0];
  for (;;) {
    const page = await tx.rows<Entry>(
      `SELECT chain, seq, (extract(epoch FROM at) * 1000000)::bigint::text AS at_micros, actor_kind, actor_id,
         acting_as, action, subject, before_hash, after_hash, reason, entry_hash, hash
         FROM audit WHERE (chain, seq) > ($1, $2) ORDER BY chain, seq LIMIT ${pageSize}`,
      place,
    );
    for (const entry of page) {
      entries++;
      const before = seen.get(entry.chain) ?? { seq: 0, hash: Buffer.alloc(0) };
      if (entry.seq !== before.seq + 1)
        faults.push({ chain: entry.chain, seq: entry.seq, what: `entry ${before.seq + 1} is missing` });
      const content = sha256(Buffer.from(contentOf(entry), 'utf8'));
      if (!content.equals(entry.entry_hash))
        faults.push({ chain: entry.chain, seq: entry.seq, what: 'its content was changed' });
      else if (!sha256(Buffer.concat([before.hash, content])).equals(entry.hash))
        faults.push({ chain: entry.chain, seq: entry.seq, what: 'it does not follow from the entry before it' });
      seen.set(entry.chain, { seq: entry.seq, hash: entry.hash });
      const anchor = anchored.get(entry.chain);
      if (anchor?.length === entry.seq && anchor.hash.equals(entry.hash)) anchored.delete(entry.chain);
    }
    const last = page.at(-1);
    if (!last || page.length < pageSize) break;
    place = [last.chain, last.seq];
  }
  for (const [chain, head] of heads) {
    const end = seen.get(chain);
    if (end?.seq !== head.length || !end.hash.equals(head.hash))
      faults.push({ chain, seq: head.length, what: 'the chain does not end where its head says' });
  }
  for (const { chain, length } of anchored.values())
    faults.push({ chain, seq: length, what: 'what the last anchor covers is not there' });
  for (const [chain, end] of seen)
    if (!heads.has(chain)) faults.push({ chain, seq: end.seq, what: 'the chain has no head' });
  return { chains: heads.size, entries, faults };
}

function contentOf(entry: Entry): string {
  return [
    entry.chain,
    entry.seq,
    entry.at_micros,
    entry.actor_kind,
    entry.actor_id,
    entry.acting_as,
    entry.action,
    entry.subject,
    entry.before_hash?.toString('hex') ?? '-',
    entry.after_hash?.toString('hex') ?? '-',
    entry.reason ?? '-',
  ].join('\x1f');
}

function sha256(content: Buffer): Buffer {
  return createHash('sha256').update(content).digest();
}
