import type { Words } from '#kernel';
import type { InstitutionEntity } from './institution.entity.js';

/** What each kind of institution is called; one that nobody has matched yet has no kind. */
export const institutionKindNames: Readonly<Record<Exclude<InstitutionEntity['kind'], 'sentinel'>, Words>> = {
  hospital: { ja: '病院', en: 'Hospital' },
  'integrated-care-facility': { ja: '介護医療院', en: 'Integrated care facility' },
  'geriatric-health-facility': { ja: '介護老人保健施設', en: 'Geriatric health facility' },
  'general-clinic': { ja: '診療所', en: 'Clinic' },
  'dental-clinic': { ja: '歯科診療所', en: 'Dental clinic' },
  pharmacy: { ja: '薬局', en: 'Pharmacy' },
};
