import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageRoot } from './package-root.js';

/** `require` of the product's own dependencies: also for the path of a file in one of them. */
export const requirePackage = createRequire(join(packageRoot, 'package.json'));

/**
 * A package that is loaded when it is first used. One that could not be loaded (no free descriptor, a file that is
 * missing for a moment) is tried again by the next use; `import()` would answer its first failure as long as the
 * process lives. Throws what Node throws.
 */
export const loadPackage = <T>(name: string): T => requirePackage(name) as T;
