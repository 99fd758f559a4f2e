import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageRoot } from './package-root.js';

/** `require` of the product's own dependencies, and of a file in one of them by its path. */
export const requirePackage = createRequire(join(packageRoot, 'package.json'));

/**
 * Loads a package at its first use. A load that failed (no free descriptor, a file that is missing for a moment) is
 * tried again by the next use, while `import()` repeats its first failure until the process ends. Throws Node's error.
 */
export const loadPackage = <T>(name: string): T => requirePackage(name) as T;
