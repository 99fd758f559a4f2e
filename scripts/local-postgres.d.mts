export interface LocalPostgresOptions {
  /** Folder of the server; `pgdata` and `pgpassword` are made in it. */
  dir: string;
  /** false: fsync off, for throwaway clusters. Default true. */
  durable?: boolean;
  /** false: `stop` deletes the cluster. Default true. */
  persistent?: boolean;
  /** true: `stop` ends a server that was found running, too. Default false. */
  takeOver?: boolean;
  /** `max_connections`. Default 300. */
  maxConnections?: number;
  /** Port to listen on; a free one when absent. */
  port?: number;
  log?: (text: string) => void;
}

export interface LocalPostgres {
  /** Address of the superuser `postgres` on the database `postgres`. */
  url: string;
  port: number;
  pid: number;
  /** The server was running already: the last owner was killed, or another process owns it. */
  adopted: boolean;
  /** Resolves when the server is gone, whether it was asked to stop or fell. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

/** Starts PostgreSQL on a folder, or finds the one already running there; throws a sentence that says what to do. */
export function startLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres>;
