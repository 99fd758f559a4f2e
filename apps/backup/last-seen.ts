import type { Database } from '#database';
import type { About } from './form.js';
import type { BackupTarget } from './target.js';

const noteName = 'last-seen.json';

/** What the working system had acknowledged when it was last seen: no name, no number of anybody. */
interface LastSeen {
  readonly at: string;
  /** Cases there were. */
  readonly cases: number;
  /** The number of the newest publication. */
  readonly published: number;
}

/** What a restored system lacks. Publications are numbered with gaps, so that of changes there are at most so many. */
export interface Loss {
  readonly seenAt: string;
  readonly cases: number;
  readonly changes: number;
}

/** Notes beside the backups how far the system has come: a restore can then say how much it lacks. */
export async function noteLastSeen(database: Database, target: BackupTarget): Promise<void> {
  const [now] = await database.statement<{ cases: number; published: number }>('staff', 'last-seen', nowSql, []);
  if (!now) return;
  const seen: LastSeen = { at: new Date().toISOString(), ...now };
  await target.note(noteName, `${JSON.stringify(seen)}\n`);
}

// only the newest cases are read, however many there are
const nowSql = `SELECT b.case_base + (
       SELECT count(*)
       FROM incident i
       WHERE i.reported_at > b.snapshot_at - interval '5 minutes') AS cases,
    coalesce(pg_sequence_last_value('publication_seq'::regclass), 0) AS published
  FROM backup_run b WHERE b.failure IS NULL ORDER BY b.started_at DESC LIMIT 1`;

/** What a backup lacks of what was acknowledged; null where nobody noted it, `unread` where the note cannot be read. */
export async function lossSince(target: BackupTarget, about: About): Promise<Loss | 'unread' | null> {
  const seen = await lastSeen(target);
  if (seen === null || seen === 'unread') return seen;
  if (seen.at < about.snapshotAt) return null;
  const had = about.tables.find(({ name }) => name === 'incident')?.rows ?? 0;
  return {
    seenAt: seen.at,
    cases: Math.max(0, seen.cases - had),
    changes: Math.max(0, seen.published - about.published),
  };
}

// everything is restored by then: a note that cannot be read is no reason to fail
async function lastSeen(target: BackupTarget): Promise<LastSeen | 'unread' | null> {
  try {
    const note = await target.readNote(noteName);
    return note === null ? null : (JSON.parse(note) as LastSeen);
  } catch {
    return 'unread';
  }
}

/** The same in words, Japanese and English. */
export function lossText(snapshotAt: string, lost: Loss | 'unread' | null): [string, string] {
  const [ja, en] = [
    `${snapshotAt} より後に受け付けたものは含まれていません。`,
    `What was acknowledged after ${snapshotAt} is not in it.`,
  ];
  if (lost === null) return [`${ja}件数の記録は残っていません。`, `${en} How much that was, nobody noted.`];
  if (lost === 'unread')
    return [
      `${ja}件数の記録（保存先の ${noteName}）を読めませんでした。`,
      `${en} How much that was stands in ${noteName} beside the backups, which could not be read.`,
    ];
  const { seenAt, cases, changes } = lost;
  return [
    `${snapshotAt} から ${seenAt} までに受け付けた報告 ${cases} 件、変更 ${changes} 件以内は含まれていません。それより後の件数は分かりません。`,
    `Not in it: ${cases} reports and at most ${changes} changes, acknowledged from ${snapshotAt} to ` +
      `${seenAt}, when the system was last seen. How much came after that is not known.`,
  ];
}
