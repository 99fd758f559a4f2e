import { insurerReaders, type Rights } from '#kernel';

/** The permissions of this room, with the roles that have them. */
export const intakePermissions = {
  'calls.record': {
    ja: '電話の記録（折り返し、受付の連絡）',
    en: 'Record calls: that the institution was called back, that a caller was told',
    roles: { support: 'all' },
  },
  'calls.read': { ja: '電話の記録の閲覧', en: 'Read what was noted of calls', roles: insurerReaders },
  'notes.write': {
    ja: '事案の社内メモの記入',
    en: 'Write notes on a case for the insurer',
    roles: { support: 'all', adjuster: 'all', 'senior-adjuster': 'all' },
  },
  'notes.read': {
    ja: '事案の社内メモの閲覧',
    en: 'Read notes on a case',
    roles: { support: 'all', adjuster: 'all', 'senior-adjuster': 'all', auditor: 'all' },
  },
} as const satisfies Rights;
