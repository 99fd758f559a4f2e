/** What the tabs of one browser send each other. */
interface Told {
  'signed-out': undefined;
  /** What changed on the server, by the tab that listens. */
  live: LiveWord;
  /** Who of the insurer has a case open or has left it, by the tab that listens. */
  presence: PresenceWord;
}

export type LiveWord =
  | { readonly kind: 'changes'; readonly incidents: readonly (string | null)[] }
  | { readonly kind: 'everything' }
  | { readonly kind: 'line'; readonly up: boolean };

export interface PresenceWord {
  readonly incidentId: string;
  readonly expenseId: string | null;
  readonly personId: string;
  readonly personName: string;
  readonly isThere: boolean;
  readonly isNew: boolean;
}

type Word = { [K in keyof Told]: { readonly name: K; readonly told: Told[K] } }[keyof Told];

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('sonae');

export const tabs = {
  /** Informs the other tabs. */
  tell<K extends keyof Told>(name: K, told?: Told[K]): void {
    channel?.postMessage({ name, told });
  },
  /** Listens to the other tabs; answers how to stop. */
  on<K extends keyof Told>(name: K, hear: (told: Told[K]) => void): () => void {
    const listen = (event: MessageEvent<Word>): void => {
      if (event.data.name === name) hear(event.data.told as Told[K]);
    };
    channel?.addEventListener('message', listen);
    return () => channel?.removeEventListener('message', listen);
  },
};
