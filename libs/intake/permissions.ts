import { insurerReaders, type Rights } from '#kernel';

/** The permissions of this room, with the roles that have them. */
export const intakePermissions = {
  'calls.record': {
    ja: '電話の記録（折り返し、受付の連絡）',
    en: 'Record calls: that the institution was called back, that a caller was told',
    roles: { support: 'all' },
  },
  'calls.read': { ja: '電話の記録の閲覧', en: 'Read what was noted of calls', roles: insurerReaders },
} as const satisfies Rights;
