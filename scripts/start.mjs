// `npm start`: everything in one process on one port, with a PostgreSQL of its own unless DATABASE_URL names another.
import { endWithNpm } from './end-with-npm.mjs';
import { runBuilt } from './run-built.mjs';

endWithNpm('scripts/start.mjs');
await runBuilt('programs/sonae.js', 'up');
