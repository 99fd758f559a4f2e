// `npm run -s sonae -- …`: the command line. Its answers go to stdout; what the build says goes to stderr.
import { runBuilt } from './run-built.mjs';

// `assess` alone is a program of its own: it begins at once, and reads lines until there are no more
const [command, ...options] = process.argv.slice(2);
await runBuilt(command === 'assess' && options.length === 0 ? 'apps/cli/assess.js' : 'programs/sonae.js');
