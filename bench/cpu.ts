import { readdirSync, readFileSync } from 'node:fs';

/** What the clock of the kernel counts by where it does not say nanoseconds. */
const tickMs = 10;

/** Milliseconds of CPU that the product and its database have taken so far. */
export interface CpuMs {
  readonly product: number;
  readonly database: number;
}

/** Fields of /proc/<pid>/stat after the command's name, which may hold spaces; null where the process has ended. */
function statOf(pid: number | 'self'): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? null;
  } catch {
    return null;
  }
}

const ticks = (fields: readonly string[] | null, from: number): number =>
  (Number(fields?.[from] ?? 0) + Number(fields?.[from + 1] ?? 0)) * tickMs;

/** All threads of a process that live, to the nanosecond where the kernel counts so. */
function ofProcess(pid: number): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const spent = threads.map((thread) =>
      Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
    );
    return spent.reduce((sum, ns) => sum + ns, 0) / 1e6;
  } catch {
    return ticks(statOf(pid), 11);
  }
}

/** What children of this process took that have ended. */
export function endedChildrenMs(): number {
  return ticks(statOf('self'), 13);
}

/** The processes that a process has started and that live. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((one) => one > 0 && statOf(one)?.[1] === String(pid));
}

/**
 * CPU of the processes of a server, those that have ended included, without the given ones: connections over which the
 * bench itself looks.
 */
function ofServer(postmaster: number, without: ReadonlySet<number>): number {
  const live = [postmaster, ...childrenOf(postmaster).filter((pid) => !without.has(pid))].map(ofProcess);
  return live.reduce((sum, ms) => sum + ms, 0) + ticks(statOf(postmaster), 13);
}

/** Reads what product and database have taken; `without`: backends that are the bench's own. */
export function cpuOf(product: number | null, postmaster: number, without: ReadonlySet<number> = new Set()): CpuMs {
  return { product: product === null ? 0 : ofProcess(product), database: ofServer(postmaster, without) };
}

/** Milliseconds between two readings. */
export function spentMs(before: CpuMs, after: CpuMs): CpuMs {
  return { product: after.product - before.product, database: after.database - before.database };
}

export const sumMs = ({ product, database }: CpuMs): number => product + database;

/**
 * CPU of a server's backends on one database that come and go while something runs, each as last seen: of a server that
 * does other things meanwhile only what is asked about. Looks every 20 ms.
 */
export function watchBackends(postmaster: number, database: string): { end(): number } {
  const before = new Set(childrenOf(postmaster));
  const seen = new Map<number, number>();
  const isOf = (pid: number): boolean => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(` ${database} `);
    } catch {
      return false;
    }
  };
  const look = (): void => {
    for (const pid of childrenOf(postmaster)) {
      if (!before.has(pid) && (seen.has(pid) || isOf(pid))) seen.set(pid, Math.max(seen.get(pid) ?? 0, ofProcess(pid)));
    }
  };
  const timer = setInterval(look, 20);
  return {
    end() {
      clearInterval(timer);
      look();
      return [...seen.values()].reduce((sum, ms) => sum + ms, 0);
    },
  };
}
