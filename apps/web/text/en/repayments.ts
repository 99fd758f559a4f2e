import type { RepaymentsText } from '../ja/repayments.js';

export const repaymentsEn: RepaymentsText = {
  title: 'Demanding back what was paid',
  paid: 'Paid for this expense',
  demanded: 'Demanded back or drawn up',
  agreed: 'Not demanded back: pre-approved or consented to',
  most: 'The most that can be demanded now',
  ask: 'Draw up a claim for repayment',
  askLead: 'Once another person has countersigned it, the institution is asked for the money by letter.',
  amount: 'Amount demanded back',
  reason: 'Why it is demanded back (it stands in the letter; the institution reads it)',
  nothing: 'Nothing can be demanded back.',
  claims: 'Claims for repayment',
  claim: (number, yen, state) => `No. ${number} ${yen} ${state}`,
  sign: 'Countersign the claim for repayment',
  signLead: 'Once it is countersigned, the institution is asked for the money by letter.',
  drop: 'Drop it',
  dropReason: 'Why it is dropped',
  falseFacts: {
    title: 'Knowingly false facts',
    lead: 'Recorded only where facts on which the insurer agreed beforehand were false, and it is certain that whoever stated them knew it. One senior-adjuster draws it up and another countersigns; then what was agreed to can be demanded back as well.',
    ask: 'Draw up that facts were knowingly false',
    reason:
      'Which facts were false, and why it is held that it was known (for the insurer only; the institution does not see it)',
    asked: (moment, name) => `Drawn up by ${name} at ${moment}.`,
    waits: 'It waits for the countersignature of another senior-adjuster.',
    own: 'Who drew it up cannot countersign it.',
    signed: (moment, name) => `Countersigned by ${name} at ${moment}. What was agreed to can be demanded back as well.`,
    sign: 'Countersign that facts were knowingly false',
    signLead: 'Once it is countersigned, what was agreed to can be demanded back as well. This cannot be undone.',
    drop: 'Drop the record',
  },
};
