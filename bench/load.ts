import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Awaited, Seen } from './sampler.js';

/** Whose reports are sent: of the demonstration's people, or of the registered institutions, all naming one vendor. */
export type Senders = 'demonstration' | 'registered';

/** What the generator is told to do. */
export type Order =
  | {
      readonly do: 'sign-in';
      readonly address: string;
      readonly databaseUrl: string;
      readonly password: string;
      readonly emails: readonly string[];
      readonly desk: readonly string[];
      /** The first words of the registered institutions' session tokens; null where there are none. */
      readonly registered: string | null;
    }
  | {
      readonly do: 'burst';
      readonly senders: Senders;
      readonly clients: number;
      readonly seconds: number;
      /** It ends before its time when so many were accepted. */
      readonly reports?: number;
    }
  | {
      readonly do: 'paced';
      readonly senders: Senders;
      readonly rate: number;
      readonly reports: number;
      readonly samplesPerSecond: number;
      readonly awaited: Awaited;
    };

export interface BurstResult {
  readonly kind: 'burst';
  /** Milliseconds of each accepted report. */
  readonly took: number[];
  readonly faults: string[];
  readonly elapsedMs: number;
  /** Of one core, spent by the generator itself. */
  readonly cpuShare: number;
}

export interface PacedResult extends Seen {
  readonly kind: 'paced';
  /** Milliseconds of each accepted report. */
  readonly took: number[];
  readonly faults: string[];
  readonly reports: number;
  readonly elapsedMs: number;
}

export type Answer =
  | { readonly kind: 'signed-in'; readonly sessions: number }
  | BurstResult
  | PacedResult
  | { readonly kind: 'failed'; readonly reason: string };

type Told<Do extends Order['do']> = Omit<Extract<Order, { do: Do }>, 'do'>;

/** A load generator in a process of its own. Every order throws when one answer of the product was not right. */
export interface Load {
  signIn(order: Told<'sign-in'>): Promise<void>;
  burst(order: Told<'burst'>): Promise<BurstResult>;
  paced(order: Told<'paced'>): Promise<PacedResult>;
  close(): void;
}

export function openLoad(): Load {
  const child = fork(fileURLToPath(new URL('generator.js', import.meta.url)), [], { execArgv: [] });
  let waiting: ((answer: Answer) => void) | undefined;
  child.on('message', (answer: Answer) => waiting?.(answer));
  child.on('exit', (code) => waiting?.({ kind: 'failed', reason: `the load generator ended with ${code}` }));
  const tell = async <K extends Answer['kind']>(kind: K, order: Order): Promise<Extract<Answer, { kind: K }>> => {
    const answer = await new Promise<Answer>((done) => {
      waiting = done;
      child.send(order);
    });
    if (answer.kind === 'failed') throw new Error(answer.reason);
    if ('faults' in answer && answer.faults[0] !== undefined) throw new Error(`a report ${answer.faults[0]}`);
    if (answer.kind !== kind) throw new Error(`the load generator answered ${answer.kind} to ${order.do}`);
    return answer as Extract<Answer, { kind: K }>;
  };
  return {
    signIn: async (order) => {
      await tell('signed-in', { do: 'sign-in', ...order });
    },
    burst: (order) => tell('burst', { do: 'burst', ...order }),
    paced: (order) => tell('paced', { do: 'paced', ...order }),
    close: () => child.disconnect(),
  };
}
