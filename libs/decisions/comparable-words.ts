import { institutionKindNames } from '#facilities';
import type { Words } from '#kernel';
import type { BedClass } from './comparable-costs.js';

/** With which institutions a cost is compared. */
export function peersInWords(kind: keyof typeof institutionKindNames, beds: BedClass | null): Words {
  const { ja, en } = institutionKindNames[kind];
  if (beds === null) return { ja, en };
  const { from, to } = beds;
  if (to === null) return { ja: `${ja}（${from}床以上）`, en: `${en}, ${from} beds or more` };
  if (from === 0) return { ja: `${ja}（${to}床以下）`, en: `${en}, up to ${to} beds` };
  return { ja: `${ja}（${from}～${to}床）`, en: `${en}, ${from} to ${to} beds` };
}

/** Why a hospital's cost is compared with hospitals of every size. */
export const everySize = {
  unknown: {
    ja: 'この病院の病床数が名簿で分からないため、病院の規模を分けずに比べています。',
    en: 'The register does not know the beds of this hospital, so hospitals of every size are compared.',
  },
  few: (fewest: number): Words => ({
    ja: `同じ規模の病院では${fewest}件に満たないため、病院の規模を分けずに比べています。`,
    en: `There are fewer than ${fewest} at hospitals of this size, so hospitals of every size are compared.`,
  }),
} as const;
