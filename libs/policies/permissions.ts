import { type Rights } from '#kernel';

/** The permissions of this room, with the roles that have them. */
export const policiesPermissions = {
  'policies.read': {
    ja: '契約の閲覧',
    en: 'Read policies',
    roles: {
      'hospital-manager': 'own',
      agent: 'clients',
      support: 'all',
      adjuster: 'all',
      'senior-adjuster': 'all',
      payments: 'all',
      auditor: 'all',
      administrator: 'all',
    },
  },
  'policies.write': {
    ja: '契約の登録と変更',
    en: 'Enter, renew, end and correct policies',
    roles: { administrator: 'all' },
  },
} as const satisfies Rights;
