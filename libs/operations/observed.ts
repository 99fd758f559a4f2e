import type { Database } from '#database';
import type { CodedText } from '#kernel';

/** A figure of the database for Prometheus; labels are states and queues, never data of a person or institution. */
export interface Figure {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The figures and warnings of a domain, for the operators of the system. */
export interface Observed {
  /** The names of its figures. */
  readonly gauges: readonly { readonly name: string; readonly help: string; readonly labelNames?: readonly string[] }[];
  readonly figures: (database: Database) => Promise<readonly Figure[]>;
  /** What an operator should check before the system stops. */
  readonly warnings?: (database: Database) => Promise<readonly CodedText[]>;
}

/** Of every domain that is loaded in this process. */
export const observations: Observed[] = [];

/** Registers the figures and warnings of a domain; called when it is loaded. */
export function registerObserved(observed: Observed): void {
  observations.push(observed);
}
