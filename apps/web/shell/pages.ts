import type { Schemas } from '../api/api.js';
import type { ShellText } from '../text/ja/shell.js';
import { isInsurer, type Role, type User } from './session.js';

type Plain = { [K in keyof ShellText]: ShellText[K] extends string ? K : never }[keyof ShellText];

/** What one does with a page; the rail shows its pages under these, in this order. */
export const pageGroups = [
  'intake',
  'tasks',
  'approval',
  'incidents',
  'payment',
  'support',
  'contact',
  'overview',
  'administration',
] as const;
type PageGroup = (typeof pageGroups)[number];

export interface MenuPage {
  readonly group: PageGroup;
  readonly to:
    | '/report'
    | '/cases'
    | '/accounts'
    | '/desk'
    | '/desk/call'
    | '/desk/sign-in-code'
    | '/support'
    | '/work'
    | '/countersign'
    | '/assessment-tasks'
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
    | '/merge-proposals'
    | '/late-arrivals'
    | '/case-numbers'
    | '/watch-list'
    | '/queues'
    | '/overview'
    | '/department';
  readonly name: Plain;
  readonly roles: readonly Role[];
  /** One of the lists of the page; it has its own address. */
  readonly view?: string;
  /** The list of `GET /waiting` that it shows. */
  readonly list?: Schemas['WaitingListDto']['list'];
}

/** The menu, and who has which page in it; the first is where one begins. */
const menu: readonly MenuPage[] = [
  { group: 'intake', to: '/desk', name: 'desk', list: 'desk', roles: ['support'] },
  { group: 'intake', to: '/desk/call', name: 'call', roles: ['support'] },
  { group: 'tasks', to: '/work', name: 'work', list: 'work', roles: ['adjuster', 'senior-adjuster'] },
  {
    group: 'tasks',
    to: '/work',
    view: 'unassigned',
    name: 'unassigned',
    list: 'unassigned',
    roles: ['support', 'adjuster', 'senior-adjuster'],
  },
  { group: 'approval', to: '/work', view: 'ready', name: 'approve', roles: ['adjuster', 'senior-adjuster'] },
  {
    group: 'approval',
    to: '/countersign',
    name: 'countersign',
    list: 'countersign',
    roles: ['adjuster', 'senior-adjuster'],
  },
  {
    group: 'tasks',
    to: '/assessment-tasks',
    name: 'assessmentTasks',
    list: 'assessment-tasks',
    roles: ['adjuster', 'senior-adjuster'],
  },
  {
    group: 'tasks',
    to: '/pre-approvals',
    name: 'preApprovals',
    list: 'pre-approvals',
    roles: ['support', 'adjuster', 'senior-adjuster'],
  },
  { group: 'payment', to: '/payments', name: 'payments', list: 'payments', roles: ['payments', 'senior-adjuster'] },
  { group: 'payment', to: '/batches', name: 'batches', roles: ['payments'] },
  {
    group: 'incidents',
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
  { group: 'incidents', to: '/report', name: 'report', roles: ['hospital-reporter', 'hospital-manager', 'agent'] },
  { group: 'payment', to: '/accounts', name: 'accounts', roles: ['hospital-manager', 'payments', 'auditor'] },
  { group: 'support', to: '/support', name: 'support', list: 'support', roles: ['support', 'auditor'] },
  { group: 'payment', to: '/banks', name: 'banks', roles: ['payments', 'administrator', 'auditor'] },
  { group: 'payment', to: '/reconciliation', name: 'reconciliation', roles: ['payments'] },
  { group: 'payment', to: '/payment-waits', name: 'paymentWaits', list: 'payment-waits', roles: ['payments'] },
  { group: 'payment', to: '/late', name: 'late', roles: ['payments', 'senior-adjuster', 'auditor'] },
  { group: 'contact', to: '/letters', name: 'letters', roles: ['payments', 'support', 'auditor'] },
  {
    group: 'contact',
    to: '/outlook-corrections',
    name: 'outlookCorrections',
    list: 'outlook-corrections',
    roles: ['support', 'senior-adjuster', 'auditor'],
  },
  {
    group: 'incidents',
    to: '/merge-proposals',
    name: 'mergeProposals',
    list: 'merge-proposals',
    roles: ['support', 'adjuster', 'senior-adjuster', 'auditor'],
  },
  {
    group: 'incidents',
    to: '/late-arrivals',
    name: 'lateArrivals',
    list: 'late-arrivals',
    roles: ['support', 'senior-adjuster', 'auditor'],
  },
  { group: 'administration', to: '/case-numbers', name: 'caseNumbers', roles: ['administrator', 'auditor'] },
  { group: 'administration', to: '/queues', name: 'queues', roles: ['administrator', 'auditor'] },
  { group: 'intake', to: '/desk/sign-in-code', name: 'signInCode', roles: ['support'] },
  {
    group: 'approval',
    to: '/screening',
    name: 'screening',
    list: 'screening',
    roles: ['senior-adjuster', 'payments', 'auditor'],
  },
  { group: 'administration', to: '/watch-list', name: 'watchList', roles: ['administrator'] },
  {
    group: 'administration',
    to: '/rosters',
    name: 'rosters',
    roles: ['support', 'senior-adjuster', 'auditor', 'administrator'],
  },
  {
    group: 'overview',
    to: '/overview',
    name: 'overview',
    roles: ['support', 'adjuster', 'senior-adjuster', 'payments', 'auditor'],
  },
  { group: 'overview', to: '/department', name: 'department', roles: ['senior-adjuster', 'auditor'] },
];

export function pagesOf({ roles }: User): readonly MenuPage[] {
  return menu.filter((page) => page.roles.some((role) => roles.includes(role)));
}

/**
 * Whether somebody may see the page at an address. An institution sees those of its menu, and what stands in none; of
 * the insurer's people, whose figures lead to each other's lists, the data asks the rights.
 */
export function maySee(user: User, path: string): boolean {
  if (isInsurer(user)) return true;
  return menu.every(({ to }) => to !== path) || pagesOf(user).some(({ to }) => to === path);
}
