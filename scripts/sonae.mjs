// `npm run -s sonae -- …`: the command line. Its answers go to stdout; what the build says goes to stderr.
import { runBuilt } from './run-built.mjs';

await runBuilt('apps/cli/main.js');
