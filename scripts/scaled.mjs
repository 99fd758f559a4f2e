// `npm run scaled`: the scaled-out form on this machine, API and workers in processes of their own.
import { endWithNpm } from './end-with-npm.mjs';
import { runBuilt } from './run-built.mjs';

endWithNpm('scripts/scaled.mjs');
await runBuilt('programs/sonae.js', 'scaled');
