import type { Browser } from 'playwright-core';

/** Starts the browser of the tests; the caller closes it. */
export function launchChromium(): Promise<Browser>;
