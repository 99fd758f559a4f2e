import { insurerReaders, type Rights } from '#kernel';

/** The permissions of this room, with the roles that have them. */
export const facilitiesPermissions = {
  'institutions.read': {
    ja: '医療機関の閲覧',
    en: 'Read institutions',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      agent: 'clients',
      ...insurerReaders,
      administrator: 'all',
    },
  },
  'imports.read': {
    ja: '取込みの記録の閲覧',
    en: 'Read the record of imports',
    roles: { auditor: 'all', administrator: 'all' },
  },
} as const satisfies Rights;
