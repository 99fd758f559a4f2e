/** Resolves when the process is asked to end; asked again, it ends at once. */
export function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    let asked = 0;
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        if (++asked > 1) process.exit(130);
        resolve();
      });
  });
}
