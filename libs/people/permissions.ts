import { type Rights } from '#kernel';

/** The permissions of this room, with the roles that have them. */
export const peoplePermissions = {
  'sessions.own': {
    ja: '自分のサインイン',
    en: 'One’s own session',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      agent: 'own',
      support: 'own',
      adjuster: 'own',
      'senior-adjuster': 'own',
      payments: 'own',
      auditor: 'own',
      administrator: 'own',
    },
  },
  'sign-in.codes': {
    ja: '初めての端末の確認コードの発行（折り返しの電話のあと）',
    en: 'Make a code that lets a new device sign in, after a call-back',
    roles: { support: 'all', administrator: 'all' },
  },
  'people.read': {
    ja: '利用者、権限、勤務表の閲覧',
    en: 'Read users, roles, rosters, authorities and lanes',
    roles: { support: 'all', 'senior-adjuster': 'all', auditor: 'all', administrator: 'all' },
  },
  'people.write': {
    ja: '利用者と権限の管理',
    en: 'Manage users and their roles',
    roles: { administrator: 'all' },
  },
} as const satisfies Rights;
