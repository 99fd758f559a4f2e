import type { Database } from '#database';
import type { CodedText } from '#kernel';

/** A figure of the database as Prometheus reads it; labels are states and queues, never anything of anybody. */
export interface Figure {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a domain shows of its tables to those who operate the system. */
export interface Observed {
  /** The names of its figures. */
  readonly gauges: readonly { readonly name: string; readonly help: string; readonly labelNames?: readonly string[] }[];
  readonly figures: (database: Database) => Promise<readonly Figure[]>;
  /** What somebody should look at before anything stops. */
  readonly warnings?: (database: Database) => Promise<readonly CodedText[]>;
}

/** Of every domain that this process has loaded. */
export const observations: Observed[] = [];

/** Registers what a domain shows; called when it loads. */
export function registerObserved(observed: Observed): void {
  observations.push(observed);
}
