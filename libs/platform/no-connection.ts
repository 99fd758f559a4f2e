/** What a server says that takes no more connections. */
export const noConnectionLeft =
  'データベースへの接続に空きがありません。ほかのプロセスの接続を減らすか、max_connections を増やしてください。\n' +
  'The database takes no more connections. End what holds them, or raise max_connections.';

/** Whether the server takes no more connections. */
export const isOutOfConnections = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '53300';
