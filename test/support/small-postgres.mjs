// A PostgreSQL of its own that takes few connections, in a process of its own: `small-postgres.mjs FOLDER CONNECTIONS`.
// It says its address, and ends with whoever started it.
import { startLocalPostgres } from '../../scripts/local-postgres.mjs';

const [, , dir, connections] = process.argv;
const server = await startLocalPostgres({
  dir,
  durable: false,
  persistent: false,
  maxConnections: Number(connections),
});
process.send(server.url);
process.once('disconnect', () => void server.stop());
