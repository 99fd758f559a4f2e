import { type Rights } from '#kernel';

/** The rights of this domain. */
export const routingPermissions = {
  'work-items.read': {
    ja: '作業一覧の閲覧',
    en: 'Read work items',
    roles: { support: 'all', adjuster: 'lane', 'senior-adjuster': 'all', auditor: 'all' },
  },
  'work-items.take': {
    ja: '作業の引受けと辞退',
    en: 'Claim, accept or decline a work item',
    roles: { adjuster: 'lane', 'senior-adjuster': 'lane' },
  },
  'work-items.reassign': {
    ja: '作業の割当て変更',
    en: 'Reassign a work item',
    roles: { support: 'lead', adjuster: 'lead', 'senior-adjuster': 'all' },
  },
} as const satisfies Rights;
