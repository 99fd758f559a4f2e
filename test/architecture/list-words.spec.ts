import * as words from '#lists';
import { coverageWords, mistakeWords, nobody, notMatched, proposedWords, supportWords } from '#lists';
import { insurerLists } from '#kernel';
import { mailStateNames } from '#notifications';
import { phaseNames, severityNames } from '#incidents';
import { tileNames } from '#overview';
import { arrivalsEn } from '../../apps/web/text/en/arrivals.js';
import { casesEn } from '../../apps/web/text/en/cases.js';
import { decisionsEn } from '../../apps/web/text/en/decisions.js';
import { deskEn } from '../../apps/web/text/en/desk.js';
import { overviewEn } from '../../apps/web/text/en/overview.js';
import { paymentsEn } from '../../apps/web/text/en/payments.js';
import { screeningEn } from '../../apps/web/text/en/screening.js';
import { shellEn } from '../../apps/web/text/en/shell.js';
import { staffingEn } from '../../apps/web/text/en/staffing.js';
import { arrivalsJa } from '../../apps/web/text/ja/arrivals.js';
import { casesJa } from '../../apps/web/text/ja/cases.js';
import { decisionsJa } from '../../apps/web/text/ja/decisions.js';
import { deskJa } from '../../apps/web/text/ja/desk.js';
import { overviewJa } from '../../apps/web/text/ja/overview.js';
import { paymentsJa } from '../../apps/web/text/ja/payments.js';
import { screeningJa } from '../../apps/web/text/ja/screening.js';
import { shellJa } from '../../apps/web/text/ja/shell.js';
import { staffingJa } from '../../apps/web/text/ja/staffing.js';

const pages = {
  ja: {
    arrivals: arrivalsJa,
    cases: casesJa,
    decisions: decisionsJa,
    desk: deskJa,
    overview: overviewJa,
    payments: paymentsJa,
    screening: screeningJa,
    shell: shellJa,
    staffing: staffingJa,
  },
  en: {
    arrivals: arrivalsEn,
    cases: casesEn,
    decisions: decisionsEn,
    desk: deskEn,
    overview: overviewEn,
    payments: paymentsEn,
    screening: screeningEn,
    shell: shellEn,
    staffing: staffingEn,
  },
} as const;

describe.each(['ja', 'en'] as const)('a file says what the page says (%s)', (language) => {
  const { arrivals, cases, decisions, desk, overview, payments, screening, shell, staffing } = pages[language];
  const inLanguage = (names: Readonly<Record<string, { readonly ja: string; readonly en: string }>>) =>
    Object.fromEntries(Object.entries(names).map(([code, words]) => [code, words[language]]));

  it('of codes', () => {
    expect(inLanguage(coverageWords)).toEqual(cases.words.coverageOutlook);
    expect(inLanguage(supportWords)).toEqual(cases.words.supportOutlook);
    expect(inLanguage(severityNames)).toEqual(cases.words.severity);
    expect(inLanguage(phaseNames)).toEqual(cases.words.phase);
    expect(inLanguage(mistakeWords)).toEqual(payments.mistakeShort);
    expect(inLanguage(words.proposalWords)).toEqual(decisions.kind);
    expect(inLanguage(words.partyWords)).toEqual(screening.kinds);
    expect(inLanguage(words.occasionWords)).toEqual(screening.occasions);
    expect(inLanguage(words.outcomeWords)).toEqual(screening.outcomes);
    expect(inLanguage(mailStateNames)).toEqual(overview.mailState);
    expect(inLanguage(words.accountTypeWords)).toEqual(payments.accountTypes);
    expect(inLanguage(words.accountSourceWords)).toEqual(payments.source);
    expect(inLanguage(words.enteredStateWords)).toEqual(payments.accountStates);
    expect(inLanguage(words.bankActWords)).toEqual(payments.banks.acts);
    expect(inLanguage(words.rosterWords)).toEqual(staffing.kinds);
  });

  it('in sentences', () => {
    expect(words.mailRefused('550')[language]).toBe(overview.mailRefused('550'));
    expect(words.mailNotReached('no')[language]).toBe(overview.mailNotReached('no'));
    expect(words.mailUnanswered('no')[language]).toBe(overview.mailUnanswered('no'));
    expect(words.victimOf('病院')[language]).toBe(payments.victimOf('病院'));
    expect(words.closedOn('2026/11/30')[language]).toBe(payments.banks.closedOn('2026/11/30'));
    expect([words.accountCameBack[language], words.currentAccount[language]]).toEqual([
      payments.accountCameBack,
      payments.current,
    ]);
    expect([words.takenBack[language], words.endsEarly('9:00')[language]]).toEqual([
      staffing.takenBack,
      staffing.endsEarly('9:00'),
    ]);
    expect(words.arrivedExpenses('2', { ja: '3円', en: '¥3' })[language]).toBe(
      arrivals.expenses('2', language === 'ja' ? '3円' : '¥3'),
    );
    expect(words.arrivedFacts('a')[language]).toBe(arrivals.facts('a'));
    expect(words.notedWords('9:00', 'a', 'b')[language]).toBe(arrivals.noted('9:00', 'a', 'b'));
    expect([words.numbersWords('1', '2')[language], words.noRecord[language]]).toEqual([
      arrivals.numbers.range('1', '2'),
      arrivals.numbers.unknown,
    ]);
  });

  it('of the queues that have a tile', () => {
    const tiles = inLanguage(tileNames);
    expect([tiles['account-wanted'], tiles['to-pay']]).toEqual([payments.queues.account, payments.queues.scheduled]);
  });

  it('where there is nothing, or nobody has decided', () => {
    expect([notMatched[language], nobody[language]]).toEqual([cases.notMatched, decisions.nobody]);
    expect(proposedWords(severityNames.high)[language]).toBe(cases.proposed(severityNames.high[language]));
  });

  it('as names of the lists', () => {
    expect(insurerLists.cases[language]).toBe(shell.cases);
    expect(insurerLists.payments[language]).toBe(payments.title);
    expect(insurerLists.batches[language]).toBe(payments.batches);
    expect(insurerLists.waits[language]).toBe(payments.waits);
    expect(insurerLists.late[language]).toBe(payments.lateTitle);
    expect(insurerLists.work[language]).toBe(decisions.work);
    expect(insurerLists.support[language]).toBe(desk.supportTitle);
    expect(insurerLists.consents[language]).toBe(shell.preApprovals);
    expect(insurerLists.countersign[language]).toBe(decisions.countersign);
    expect(insurerLists.screenings[language]).toBe(screening.title);
    expect(insurerLists.mails[language]).toBe(overview.mails);
    expect(insurerLists.arrivals[language]).toBe(arrivals.title);
    expect(insurerLists.accounts[language]).toBe(payments.accounts);
  });
});
