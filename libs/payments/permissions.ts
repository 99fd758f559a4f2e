import { type Rights } from '#kernel';

/** The rights of this domain. */
export const paymentsPermissions = {
  'accounts.read': {
    ja: '振込先口座の閲覧',
    en: 'Read payee accounts, their numbers masked',
    roles: { 'hospital-manager': 'own', payments: 'all', auditor: 'all' },
  },
  'accounts.enter': {
    ja: '振込先口座の登録',
    en: 'Enter a payee account: one’s own institution’s, or from paper',
    roles: { 'hospital-manager': 'own', payments: 'all' },
  },
  'accounts.confirm': {
    ja: '振込先口座の確認',
    en: 'Confirm or refuse a payee account that another person entered',
    roles: { payments: 'all' },
  },
  'banks.read': {
    ja: '金融機関・支店の閲覧',
    en: 'Read the bank and branch master and its changes',
    roles: { payments: 'all', administrator: 'all', auditor: 'all' },
  },
  'banks.enter': {
    ja: '金融機関・支店の登録',
    en: 'Enter a bank or branch that opened, was renamed or closed',
    roles: { payments: 'all', administrator: 'all' },
  },
  'banks.confirm': {
    ja: '金融機関・支店の確認',
    en: 'Confirm or refuse a change of the master that another person entered',
    roles: { payments: 'all', administrator: 'all' },
  },
  'payments.read': {
    ja: 'お支払いの閲覧',
    en: 'Read payments and batches',
    roles: { adjuster: 'all', 'senior-adjuster': 'all', payments: 'all', auditor: 'all' },
  },
  'payments.work': {
    ja: 'お支払いの手続',
    en: 'Build, release, export, settle, return and stop payments',
    roles: { payments: 'all' },
  },
  'origins.write': {
    ja: '振込元口座の登録',
    en: 'Enter the account from which is paid',
    roles: { administrator: 'all' },
  },
} as const satisfies Rights;
