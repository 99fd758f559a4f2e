import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { asSuperuser } from '../support/database.js';
import type { Program } from '../support/processes.js';

/** Whether a process has a TCP connection from this port of the loopback address. */
function hasPort(pid: number, port: number): boolean {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((line) => line[1]?.endsWith(`:${hex}`))
    .map((line) => `socket:[${line[9]}]`);
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => inodes.includes(linkOf(`/proc/${pid}/fd/${fd}`)));
  } catch {
    return false;
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** The worker that holds the relay's lock now, found by the port of its connection. */
export async function relayOf(ownerUrl: string, workers: readonly Program[]): Promise<Program | undefined> {
  const [relay] = await asSuperuser(ownerUrl, async (client) => {
    const relays = await client.query<{ client_port: number }>(
      `SELECT a.client_port
         FROM pg_locks l
         JOIN pg_stat_activity a USING (pid)
        WHERE l.locktype = 'advisory' AND l.granted AND a.application_name = 'sonae-relay'
          AND a.datname = current_database()`,
    );
    return relays.rows;
  });
  return relay && workers.find(({ pid }) => hasPort(pid, relay.client_port));
}
