import { parentPort, workerData } from 'node:worker_threads';
import type { TableBounds } from './table-bounds.js';
import { TableFault, type TableFaultCode } from './table-fault.js';
import { TableReader } from './table-reader.js';
import type { TableFacts, TableRow } from './table-row.js';

/** The input of a thread. */
export interface TableOrder {
  readonly path: string;
  readonly bounds: TableBounds;
}

/** A message of a thread: rows, and in the last one its outcome. */
export interface TableMessage {
  readonly facts: TableFacts;
  readonly rows: readonly TableRow[];
  readonly ended: boolean;
  readonly fault?: { readonly code: TableFaultCode; readonly line: number | null };
}

/** The rows and characters at which a batch is sent: small enough that its unpacking delays no other request. */
const [mostRows, mostSigns] = [500, 131_072];
/** The most batches that are sent and not yet taken. */
const ahead = 2;

async function read({ path, bounds }: TableOrder, port: NonNullable<typeof parentPort>): Promise<void> {
  const reader = new TableReader(path, bounds);
  let [rows, signs, sent] = [[] as TableRow[], 0, 0];
  let taken: () => void = () => undefined;
  port.on('message', () => {
    sent--;
    taken();
  });
  const send = (how: { ended: boolean; fault?: TableMessage['fault'] }): void => {
    const { encoding, bytes, bytesRead, hiddenColumns } = reader;
    port.postMessage({ facts: { encoding, bytes, bytesRead, hiddenColumns }, rows, ...how } satisfies TableMessage);
    [rows, signs] = [[], 0];
    sent++;
  };
  try {
    for await (const row of reader.rows()) {
      rows.push(row);
      signs += row.cells.reduce((sum, cell) => sum + cell.length, 0);
      if (rows.length < mostRows && signs < mostSigns) continue;
      send({ ended: false });
      if (sent >= ahead) await new Promise<void>((resolve) => (taken = resolve));
    }
    send({ ended: true });
  } catch (error) {
    if (!(error instanceof TableFault)) throw error;
    send({ ended: true, fault: { code: error.code, line: error.line } });
  }
  port.close();
}

if (parentPort) void read(workerData as TableOrder, parentPort);
