import { insurerReaders, type Rights } from '#kernel';

/** The rights of this domain. */
export const notificationsPermissions = {
  'letters.read': {
    ja: 'お支払いのご案内などの書面の閲覧',
    en: 'Read letters; an institution those addressed to it',
    roles: { 'hospital-manager': 'own', agent: 'clients', ...insurerReaders },
  },
  'mails.read': {
    ja: '送信メールの閲覧',
    en: 'Read mails that were sent or kept',
    roles: insurerReaders,
  },
  'mails.decide': {
    ja: '送信できなかったメールの再送信・到着の確認',
    en: 'Send a mail again whose fate is unknown or that was refused, or say that it arrived',
    roles: { support: 'all', payments: 'all' },
  },
  'outlook-corrections.read': {
    ja: '補償の見通しの訂正の閲覧',
    en: 'Read which cases were told of cover otherwise than holds, and what was done about it',
    roles: { support: 'all', adjuster: 'all', 'senior-adjuster': 'all', auditor: 'all' },
  },
  'outlook-corrections.call': {
    ja: '補償の見通しの訂正についてのお電話の記録',
    en: 'Record a call about a corrected outlook',
    roles: { support: 'all' },
  },
  'outlook-corrections.act': {
    ja: '補償の見通しの訂正後の対応の記録',
    en: 'Work off what may have followed from a wrong outlook',
    roles: { 'senior-adjuster': 'all' },
  },
  'outlook-notices.read': {
    ja: '補償の見通しについての訂正のお知らせの閲覧',
    en: 'Read corrections of an outlook that were written to one’s institution or agency, and say so',
    roles: { 'hospital-reporter': 'own', 'hospital-manager': 'own', agent: 'clients' },
  },
  'messages.read': {
    ja: '医療機関とのメッセージの閲覧',
    en: 'Read messages between the insurer and an institution',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      support: 'all',
      adjuster: 'all',
      'senior-adjuster': 'all',
      auditor: 'all',
    },
  },
  'messages.send': {
    ja: '医療機関とのメッセージの送信と、読んだことの記録',
    en: 'Send messages between the insurer and an institution, and say that one was read',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      support: 'all',
      adjuster: 'lane',
      'senior-adjuster': 'all',
    },
  },
} as const satisfies Rights;
