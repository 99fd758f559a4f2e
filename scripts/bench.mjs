// `npm run -s bench -- [--quick] [--json]`
import { runBuilt } from './run-built.mjs';

await runBuilt('bench/main.js');
