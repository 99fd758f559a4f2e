import type { ConsentsText } from '../ja/consents.js';

export const consentsEn: ConsentsText = {
  title: 'Consent before it was spent',
  number: 'Approval number',
  ceiling: 'Approved up to (with tax)',
  rest: 'Left for this expense (with tax)',
  lapsesOn: 'Approved for work or use until',
  recorded: 'Consent beside a pre-approval, up to (with tax)',
  recordedOn: (yen, day) => `${yen} (given on ${day})`,
  named: 'Pre-approval number in the report',
  said: 'Said with the claim',
  saidConsent: '“The insurer has consented” (this is no record of a consent)',
  none: 'No consent is on record.',
  record: 'Record a consent given before',
  recordLead:
    'You record in your own name that the insurer consented before the money was spent. Records are added, never changed or taken back. The institution sees the amount and the day.',
  recordCeiling: 'Up to (with tax)',
  recordOn: 'Day on which it was given (today when empty)',
  recordReason: 'To whom, how and on which facts (for the insurer; the institution does not see it)',
  withoutApproval: 'Without an approval number',
  chooseOpen: 'Choose the approval number where there is one.',
  noneOpen: 'No approval is open.',
  left: (yen) => `${yen} left`,
  approvalFacts: (what, ceiling, rest, day) =>
    `${what} (up to ${ceiling}, ${rest} left, for work or use until ${day}; with tax)`,
  leftThen: 'Left of the limit when it was approved',
  leftNow: 'Left of the limit (after paid, promised, ordered and other open pre-approvals)',
  leftUnknown: 'not known, because the policy is not established',
  withIt: 'With an approval the institution also reads:',
  onCall: (names) => `Senior-adjuster on call: ${names}`,
  nobodyOnCall: 'No senior-adjuster stands on the roster as on call.',
  recordedBy: (name, moment) => `Recorded by ${name} (${moment})`,
};
