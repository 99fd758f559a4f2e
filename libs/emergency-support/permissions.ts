import { type Rights } from '#kernel';

/** The permissions of this room, with the roles that have them. */
export const emergencySupportPermissions = {
  'support-requests.read': {
    ja: '緊急時サポートの閲覧',
    en: 'Read support requests',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      support: 'all',
      adjuster: 'all',
      'senior-adjuster': 'all',
      auditor: 'all',
    },
  },
  'support-requests.move': { ja: '緊急時サポートの手続', en: 'Move support requests', roles: { support: 'all' } },
} as const satisfies Rights;
