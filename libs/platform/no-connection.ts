/** The sentences for a database server without free connections. */
export const noConnectionLeft =
  'データベースへの接続に空きがありません。ほかのプロセスの接続を減らすか、max_connections を増やしてください。\n' +
  'The database takes no more connections. End what holds them, or raise max_connections.';

/** Whether an error means that the database server has no free connection. */
export const isOutOfConnections = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '53300';
