import { insurerReaders, type Rights } from '#kernel';

/** The rights of this domain. */
export const expensesPermissions = {
  'expenses.submit': {
    ja: '費用のご請求',
    en: 'Submit expenses',
    roles: { 'hospital-reporter': 'own', 'hospital-manager': 'own', agent: 'clients', support: 'all' },
  },
  'expenses.withdraw': {
    ja: '費用の取下げ',
    en: 'Withdraw an expense on which nothing is scheduled',
    roles: { 'hospital-reporter': 'own', 'hospital-manager': 'own', support: 'all' },
  },
  'expenses.supplement': {
    ja: '追加のご請求',
    en: 'Claim more of an approved expense, at most what was claimed',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      support: 'all',
      adjuster: 'all',
      'senior-adjuster': 'all',
    },
  },
  'expenses.appeal': {
    ja: '再審査のお申し出と照会への回答',
    en: 'Appeal against a rejection; answer a question',
    roles: { 'hospital-reporter': 'own', 'hospital-manager': 'own', support: 'all' },
  },
  'expenses.work': {
    ja: '照会、分割、重複の確認、換算',
    en: 'Ask the claimant, split a line, look at duplicates, fix a rate',
    roles: { adjuster: 'lane', 'senior-adjuster': 'all' },
  },
  'pre-approvals.answer': {
    ja: '事前承認の回答（専任スタッフは、担当者の勤務時間外に、専任スタッフの権限まで）',
    en: 'Answer a request for pre-approval; the desk outside the duty hours of adjusters, up to its own authority',
    roles: { support: 'all', adjuster: 'all', 'senior-adjuster': 'all' },
  },
  'evidence.waive': {
    ja: '必要な資料の省略',
    en: 'Do without a paper that an expense needs',
    roles: { 'senior-adjuster': 'all' },
  },
  'evidence.require': {
    ja: '必要な資料の設定',
    en: 'Say which papers a category needs',
    roles: { administrator: 'all' },
  },
  'expenses.correct': { ja: '費用の訂正', en: 'Correct an undecided expense', roles: { support: 'all' } },
  'claimants.read': {
    ja: '損害賠償の請求者の閲覧',
    en: 'Read the register of claimants; no agent does',
    roles: { 'hospital-reporter': 'own', 'hospital-manager': 'own', ...insurerReaders },
  },
  'claimants.write': {
    ja: '損害賠償の請求者の登録',
    en: 'Enter claimants and what is known of them',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      support: 'all',
      adjuster: 'all',
      'senior-adjuster': 'all',
    },
  },
} as const satisfies Rights;
