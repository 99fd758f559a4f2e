import { AsyncLocalStorage } from 'node:async_hooks';
import type { CodedText } from '#kernel';

/** The other systems that the product calls. */
export const neighbourNames = ['mail-server', 'file-store', 'backup-store', 'virus-check'] as const;
export type NeighbourName = (typeof neighbourNames)[number];

/** Set in the asynchronous context of a transaction, where the database is watched (see Database). */
export const openTransaction = new AsyncLocalStorage<true>();

/** Another system did not answer within the limit. */
export class Silent extends Error {
  constructor(neighbour: NeighbourName) {
    super(`${neighbour} did not answer in time`);
    this.name = 'Silent';
  }
}

/** Another system was called while a transaction was open: its locks would be held until that system answers. */
export class SpokenInside extends Error {
  constructor(neighbour: NeighbourName) {
    super(`${neighbour} was spoken to inside a transaction`);
    this.name = 'SpokenInside';
  }
}

/** Throws SpokenInside where transactions are watched and one is open in this context. */
export function outsideOnly(to: NeighbourName): void {
  if (openTransaction.getStore()) throw new SpokenInside(to);
}

/**
 * The only way to call another system: for at most `limitMs`, counted from the last call of `heard`. Records whether it
 * answered. Throws Silent at the limit (the signal is aborted then), and SpokenInside where transactions are watched.
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

/** The time (ms) after which a failure without a later call no longer counts. */
const rememberedMs = 3_600_000;

/** The last outcome with each other system, known without a call, so that readers do not wait. */
export class Neighbours {
  readonly #last = new Map<NeighbourName, { readonly answered: boolean; readonly at: number }>();

  heard(name: NeighbourName): void {
    this.#last.set(name, { answered: true, at: Date.now() });
  }

  missed(name: NeighbourName): void {
    this.#last.set(name, { answered: false, at: Date.now() });
  }

  /** Whether each other system that this process called answered the last time. */
  answers(): { readonly name: NeighbourName; readonly answered: boolean }[] {
    return [...this.#last]
      .filter(([, { answered, at }]) => answered || Date.now() - at < rememberedMs)
      .map(([name, { answered }]) => ({ name, answered }));
  }

  warnings(): CodedText[] {
    return this.answers().flatMap(({ name, answered }) => (answered ? [] : [silentTexts[name]]));
  }
}

/** The last outcomes of this process. */
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
