import type { Declaration } from '#queue';
import { CountFigures } from './count-figures.js';

/** The errand that counts the figures that are kept. */
export const overviewEvents: Declaration = { domain: 'overview', errands: [CountFigures] };
