/** What a domain asks of one that comes after it: the later one supplies it when it loads. */
export interface Supplied<Args extends readonly unknown[], Answer> {
  (...args: Args): Answer;
  /** Throws when it is supplied already. */
  supply(by: (...args: Args) => Answer): void;
}

const missing = new Set<string>();

/**
 * Declares what a later domain supplies, named for the error of a process that lacks it. Calling it before it is
 * supplied throws.
 */
export function supplied<Args extends readonly unknown[], Answer>(what: string): Supplied<Args, Answer> {
  let supplier: ((...args: Args) => Answer) | undefined;
  missing.add(what);
  const call = (...args: Args): Answer => {
    if (!supplier) throw new Error(`No domain of this process supplies ${what}.`);
    return supplier(...args);
  };
  return Object.assign(call, {
    supply(by: (...args: Args) => Answer) {
      if (supplier) throw new Error(`Two domains supply ${what}.`);
      supplier = by;
      missing.delete(what);
    },
  });
}

/** A process serves nothing while a domain lacks what a later one supplies. Throws with all that is missing. */
export function assertSupplied(): void {
  if (missing.size > 0) throw new Error(`No domain of this process supplies ${[...missing].join(', ')}.`);
}
