import { AsyncLocalStorage } from 'node:async_hooks';
import type { CodedText } from '#kernel';

/** Who is spoken to outside the house. */
export const neighbourNames = ['mail-server', 'file-store', 'backup-store', 'virus-check'] as const;
export type NeighbourName = (typeof neighbourNames)[number];

/** Set while a transaction works in this asynchronous context, where the database is watched (see Database). */
export const openTransaction = new AsyncLocalStorage<true>();

/** A neighbour that did not answer within the limit. */
export class Silent extends Error {
  constructor(neighbour: NeighbourName) {
    super(`${neighbour} did not answer in time`);
    this.name = 'Silent';
  }
}

/**
 * A neighbour was spoken to while a transaction was open: its locks would be held for as long as the other side likes.
 */
export class SpokenInside extends Error {
  constructor(neighbour: NeighbourName) {
    super(`${neighbour} was spoken to inside a transaction`);
    this.name = 'SpokenInside';
  }
}

/** Throws SpokenInside where transactions are watched and one is open here. */
export function outsideOnly(to: NeighbourName): void {
  if (openTransaction.getStore()) throw new SpokenInside(to);
}

/**
 * The only way out of the house: speaks with a neighbour for at most `limitMs`, counted again from each call of
 * `heard`, and remembers whether it answered. Throws Silent when the time is over (the signal is aborted then), and
 * SpokenInside where transactions are watched.
 */
export async function speakOutside<T>(
  to: NeighbourName,
  limitMs: number,
  words: (signal: AbortSignal, heard: () => void) => Promise<T>,
): Promise<T> {
  outsideOnly(to);
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const silent = new Silent(to);
      over.abort(silent);
      reject(silent);
    }, limitMs);
  });
  try {
    const answer = await Promise.race([words(over.signal, () => void timer?.refresh()), limit]);
    neighbours.heard(to);
    return answer;
  } catch (error) {
    neighbours.missed(to);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** What did not answer for so long and was not asked since says nothing any more (ms). */
const rememberedMs = 3_600_000;

/** How it last went with each neighbour: known without asking one, so that nobody who looks at it waits. */
export class Neighbours {
  readonly #last = new Map<NeighbourName, { readonly answered: boolean; readonly at: number }>();

  heard(name: NeighbourName): void {
    this.#last.set(name, { answered: true, at: Date.now() });
  }

  missed(name: NeighbourName): void {
    this.#last.set(name, { answered: false, at: Date.now() });
  }

  /** Whether each neighbour that this process spoke with answered the last time. */
  answers(): { readonly name: NeighbourName; readonly answered: boolean }[] {
    return [...this.#last]
      .filter(([, { answered, at }]) => answered || Date.now() - at < rememberedMs)
      .map(([name, { answered }]) => ({ name, answered }));
  }

  warnings(): CodedText[] {
    return this.answers().flatMap(({ name, answered }) => (answered ? [] : [silentTexts[name]]));
  }
}

/** The one of this process. */
export const neighbours = new Neighbours();

const silentTexts: Readonly<Record<NeighbourName, CodedText>> = {
  'mail-server': {
    code: 'platform.mail-server-silent',
    textJa: 'メールサーバー（SMTP_URL）が応答しません。メールは送信待ちのまま残り、あとで自動的に送ります。',
    textEn: 'The mail server (SMTP_URL) does not answer. Mails wait and go later by themselves.',
  },
  'file-store': {
    code: 'platform.file-store-silent',
    textJa: '資料の保管場所（S3_URL）が応答しません。資料の登録とダウンロードができません。',
    textEn: 'The file store (S3_URL) does not answer. Papers can be neither filed nor downloaded.',
  },
  'backup-store': {
    code: 'platform.backup-store-silent',
    textJa: 'バックアップの保存先（SONAE_BACKUP_TO）が応答しません。応答するまで、バックアップは作成できません。',
    textEn: 'Where backups are kept (SONAE_BACKUP_TO) does not answer. No backup can be made until it does.',
  },
  'virus-check': {
    code: 'platform.virus-check-silent',
    textJa: 'ウイルス検査（CLAMD_URL）が応答しません。資料は「検査していない」印を付けて受け付けています。',
    textEn: 'The virus check (CLAMD_URL) does not answer. Papers are taken and marked "not scanned".',
  },
};
