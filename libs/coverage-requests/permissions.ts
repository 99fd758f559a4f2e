import { insurerReaders, type Rights } from '#kernel';

/** The rights of the room. */
export const coverageRequestsPermissions = {
  'coverage.read': {
    ja: '補償と保険料の試算',
    en: 'Ask what the rules of the product would pay, and what cover costs',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      agent: 'own',
      ...insurerReaders,
      administrator: 'all',
    },
  },
} as const satisfies Rights;
