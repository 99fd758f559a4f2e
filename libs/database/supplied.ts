/** A function that a domain needs from a later one, which supplies it when it loads. */
export interface Supplied<Args extends readonly unknown[], Answer> {
  (...args: Args): Answer;
  /** Throws when it was supplied before. */
  supply(by: (...args: Args) => Answer): void;
}

const missing = new Set<string>();

/**
 * Declares a function that a later domain supplies; `what` names it in the error of a process that lacks it. A call
 * before it is supplied throws.
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

/** Throws with everything that a loaded domain needs and no domain supplies. Called before a process serves. */
export function assertSupplied(): void {
  if (missing.size > 0) throw new Error(`No domain of this process supplies ${[...missing].join(', ')}.`);
}
