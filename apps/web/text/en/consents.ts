import type { ConsentsText } from '../ja/consents.js';

export const consentsEn: ConsentsText = {
  title: 'Consent before it was spent',
  number: 'Approval number',
  ceiling: 'Approved up to (with tax)',
  rest: 'Left for this expense (with tax)',
  lapsesOn: 'Approved for work or use until',
  recorded: 'Consent beside a pre-approval, up to (with tax)',
  recordedOn: (yen, day) => `${yen} (given on ${day})`,
  said: 'Said with the claim',
  saidConsent: '“The insurer has consented” (this is no record of a consent)',
  none: 'No consent is on record.',
  record: 'Record a consent given before',
  recordLead:
    'You record in your own name that the insurer consented before the money was spent. Records are added, never changed or taken back. The institution sees the amount and the day.',
  recordCeiling: 'Up to (with tax)',
  recordOn: 'Day on which it was given (today when empty)',
  recordReason: 'To whom, how and on which facts (for the insurer; the institution does not see it)',
  recordedBy: (name, moment) => `Recorded by ${name} (${moment})`,
};
