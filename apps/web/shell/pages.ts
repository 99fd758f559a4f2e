import type { ShellText } from '../text/ja/shell.js';
import type { Role, User } from './session.js';

type Plain = { [K in keyof ShellText]: ShellText[K] extends string ? K : never }[keyof ShellText];

interface MenuPage {
  readonly to:
    | '/report'
    | '/cases'
    | '/accounts'
    | '/desk'
    | '/desk/call'
    | '/desk/sign-in-code'
    | '/support'
    | '/work'
    | '/work/approve'
    | '/countersign'
    | '/pre-approvals'
    | '/payments'
    | '/batches'
    | '/banks'
    | '/reconciliation'
    | '/late'
    | '/payment-waits'
    | '/letters'
    | '/outlook-corrections'
    | '/screening'
    | '/rosters'
    | '/late-arrivals'
    | '/case-numbers'
    | '/queues'
    | '/overview';
  readonly name: Plain;
  readonly roles: readonly Role[];
}

/** The menu, and who has which page in it; the first is where one begins. */
const menu: readonly MenuPage[] = [
  { to: '/desk', name: 'desk', roles: ['support'] },
  { to: '/desk/call', name: 'call', roles: ['support'] },
  { to: '/work', name: 'work', roles: ['adjuster', 'senior-adjuster'] },
  { to: '/work/approve', name: 'approve', roles: ['adjuster', 'senior-adjuster'] },
  { to: '/countersign', name: 'countersign', roles: ['adjuster', 'senior-adjuster'] },
  { to: '/pre-approvals', name: 'preApprovals', roles: ['support', 'adjuster', 'senior-adjuster'] },
  { to: '/payments', name: 'payments', roles: ['payments', 'senior-adjuster'] },
  { to: '/batches', name: 'batches', roles: ['payments'] },
  {
    to: '/cases',
    name: 'cases',
    roles: [
      'hospital-reporter',
      'hospital-manager',
      'agent',
      'support',
      'adjuster',
      'senior-adjuster',
      'payments',
      'auditor',
    ],
  },
  { to: '/report', name: 'report', roles: ['hospital-reporter', 'hospital-manager', 'agent'] },
  { to: '/accounts', name: 'accounts', roles: ['hospital-manager', 'payments', 'auditor'] },
  { to: '/support', name: 'support', roles: ['support', 'auditor'] },
  { to: '/banks', name: 'banks', roles: ['payments', 'administrator', 'auditor'] },
  { to: '/reconciliation', name: 'reconciliation', roles: ['payments'] },
  { to: '/payment-waits', name: 'paymentWaits', roles: ['payments'] },
  { to: '/late', name: 'late', roles: ['payments', 'senior-adjuster', 'auditor'] },
  { to: '/letters', name: 'letters', roles: ['payments', 'support', 'auditor'] },
  {
    to: '/outlook-corrections',
    name: 'outlookCorrections',
    roles: ['support', 'senior-adjuster', 'auditor'],
  },
  { to: '/late-arrivals', name: 'lateArrivals', roles: ['support', 'senior-adjuster', 'auditor'] },
  { to: '/case-numbers', name: 'caseNumbers', roles: ['administrator', 'auditor'] },
  { to: '/queues', name: 'queues', roles: ['administrator', 'auditor'] },
  { to: '/desk/sign-in-code', name: 'signInCode', roles: ['support'] },
  { to: '/screening', name: 'screening', roles: ['senior-adjuster', 'payments', 'auditor'] },
  { to: '/rosters', name: 'rosters', roles: ['support', 'senior-adjuster', 'auditor', 'administrator'] },
  { to: '/overview', name: 'overview', roles: ['support', 'adjuster', 'senior-adjuster', 'payments', 'auditor'] },
];

export function pagesOf({ roles }: User): readonly MenuPage[] {
  return menu.filter((page) => page.roles.some((role) => roles.includes(role)));
}
