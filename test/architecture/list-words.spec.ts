import { coverageWords, mistakeWords, nobody, notMatched, proposedWords, supportWords } from '#lists';
import { insurerLists } from '#kernel';
import { phaseNames, severityNames } from '#incidents';
import { tileNames } from '#overview';
import { casesEn } from '../../apps/web/text/en/cases.js';
import { decisionsEn } from '../../apps/web/text/en/decisions.js';
import { paymentsEn } from '../../apps/web/text/en/payments.js';
import { shellEn } from '../../apps/web/text/en/shell.js';
import { casesJa } from '../../apps/web/text/ja/cases.js';
import { decisionsJa } from '../../apps/web/text/ja/decisions.js';
import { paymentsJa } from '../../apps/web/text/ja/payments.js';
import { shellJa } from '../../apps/web/text/ja/shell.js';

const pages = {
  ja: { cases: casesJa, decisions: decisionsJa, payments: paymentsJa, shell: shellJa },
  en: { cases: casesEn, decisions: decisionsEn, payments: paymentsEn, shell: shellEn },
} as const;

describe.each(['ja', 'en'] as const)('a file says what the page says (%s)', (language) => {
  const { cases, decisions, payments, shell } = pages[language];
  const inLanguage = (names: Readonly<Record<string, { readonly ja: string; readonly en: string }>>) =>
    Object.fromEntries(Object.entries(names).map(([code, words]) => [code, words[language]]));

  it('of codes', () => {
    expect(inLanguage(coverageWords)).toEqual(cases.words.coverageOutlook);
    expect(inLanguage(supportWords)).toEqual(cases.words.supportOutlook);
    expect(inLanguage(severityNames)).toEqual(cases.words.severity);
    expect(inLanguage(phaseNames)).toEqual(cases.words.phase);
    expect(inLanguage(mistakeWords)).toEqual(payments.mistakeShort);
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
  });
});
