import { insurerReaders, type Rights } from '#kernel';

/** The permissions of this room, with the roles that have them. */
export const termsPermissions = {
  'terms.read': {
    ja: '商品の条件の閲覧',
    en: 'Read versions of the terms, parameters and articles of the wording',
    roles: { ...insurerReaders, administrator: 'all' },
  },
  'terms.write': {
    ja: '商品の条件の登録と承認',
    en: 'Enter terms and parameters, and approve those that another person entered',
    roles: { administrator: 'all' },
  },
} as const satisfies Rights;
