import type { OutlookText } from '../ja/outlook.js';

export const outlookEn: OutlookText = {
  noticeTitle: 'Correction of the coverage outlook',
  noticeText: (told, from, until) =>
    `From ${from} to ${until} the coverage outlook of this case was shown as “${told}”. That was wrong, and we apologise.`,
  noticeWhy:
    'Insurance money is payable for incidents abroad too. The country of an incident does not change the coverage outlook.',
  noticeNow: (coverage, support) => `The coverage outlook is now “${coverage}”, the support outlook “${support}”.`,
  noticeOpen: 'If you have withdrawn expenses or the case, or have held expenses back, you can claim them now.',
  noticeRead: 'I have read this',
  noticeReadAt: (moment) => `Read on ${moment}`,
  noticesTitle: 'Corrections',
  title: 'Corrected coverage outlooks',
  lead: 'Cases whose coverage outlook was shown wrongly because of the country alone, while cover and support had one outlook between them.',
  lists: { 'to-call': 'To call', 'to-act': 'For a senior adjuster', all: 'All' },
  none: {
    'to-call': 'There is nobody to call.',
    'to-act': 'There is nothing to work off.',
    all: 'No case was corrected.',
  },
  told: 'Coverage outlook that was shown wrongly',
  toldTime: 'Shown',
  span: (from, until) => `from ${from} to ${until}`,
  coverageNow: 'Coverage outlook now',
  supportNow: 'Support outlook now',
  state: 'State of the case',
  followed: {
    'case-withdrawn': 'The case was withdrawn',
    'lines-withdrawn': 'Expenses were withdrawn',
    'no-line': 'No expense has been claimed since',
  },
  linesWithdrawn: (count) => `Expenses withdrawn: ${count}`,
  readers: { institution: 'Institution', agency: 'Agent' },
  read: (moment) => `Read on the page (${moment})`,
  unread: 'Not read on the page',
  reached: 'Told by telephone',
  notReached: 'Called, nobody reached',
  callLine: (moment, name, reached, note) => `${moment} ${name}: ${reached}. ${note}`,
  callReached: 'Told',
  callNotReached: 'Not reached',
  callTitle: { reached: 'Record that it was told by telephone', notReached: 'Record that nobody was reached' },
  callNote: { reached: 'With whom, and what was said', notReached: 'What happened when calling' },
  act: 'Record what was done',
  actLead:
    'Record what was done: what the institution said, whether the case or its expenses come back. It then leaves this list.',
  actLabel: 'What was done',
  acted: (moment, name, done) => `${moment} ${name}: ${done}`,
};
