import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A line between browser and product that can be cut: it knows which request each connection carries. */
export interface Cutter {
  readonly address: string;
  /** Connections whose newest request is for this path. */
  open(path: string): readonly Socket[];
  /** From now on requests for this path are cut as they come. */
  refuse(path: string): void;
  accept(): void;
  close(): Promise<void>;
}

export async function cutter(target: string): Promise<Cutter> {
  const { hostname, port } = new URL(target);
  const paths = new Map<Socket, string>();
  let refused: string | null = null;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    client.on('data', (part) => {
      const asked = /^(?:GET|POST|PATCH|PUT|DELETE) (\S+)/.exec(part.toString('latin1'))?.[1];
      if (asked !== undefined) paths.set(client, asked.split('?')[0] ?? '');
      if (refused !== null && paths.get(client) === refused) client.destroy();
      else upstream.write(part);
    });
    upstream.on('data', (part) => client.write(part));
    const end = (): void => {
      paths.delete(client);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on('close', end).on('error', end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    open: (path) => [...paths].filter(([, asked]) => asked === path).map(([socket]) => socket),
    refuse: (path) => {
      refused = path;
    },
    accept: () => {
      refused = null;
    },
    close: () => {
      for (const socket of paths.keys()) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
