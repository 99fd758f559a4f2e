import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Seen } from './sampler.js';

/** What the generator is told to do. */
export type Order =
  | { readonly do: 'sign-in'; readonly address: string; readonly password: string; readonly emails: readonly string[] }
  | { readonly do: 'burst'; readonly clients: number; readonly seconds: number }
  | {
      readonly do: 'paced';
      readonly rate: number;
      readonly seconds: number;
      readonly samplesPerSecond: number;
      readonly databaseUrl: string;
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
  readonly faults: string[];
  readonly reports: number;
  readonly elapsedMs: number;
}

export type Answer =
  | { readonly kind: 'signed-in'; readonly sessions: number }
  | BurstResult
  | PacedResult
  | { readonly kind: 'failed'; readonly reason: string };

/** A load generator in a process of its own. Every order throws when one answer of the product was not right. */
export interface Load {
  signIn(place: { address: string; password: string }, emails: readonly string[]): Promise<void>;
  burst(clients: number, seconds: number): Promise<BurstResult>;
  paced(order: Omit<Extract<Order, { do: 'paced' }>, 'do'>): Promise<PacedResult>;
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
    signIn: async ({ address, password }, emails) => {
      await tell('signed-in', { do: 'sign-in', address, password, emails });
    },
    burst: (clients, seconds) => tell('burst', { do: 'burst', clients, seconds }),
    paced: (order) => tell('paced', { do: 'paced', ...order }),
    close: () => child.disconnect(),
  };
}
