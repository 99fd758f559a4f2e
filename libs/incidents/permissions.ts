import { insurerReaders, type Rights } from '#kernel';

/** The rights of this domain. */
export const incidentsPermissions = {
  'incidents.report': {
    ja: '事故の報告',
    en: 'Report an incident',
    roles: { 'hospital-reporter': 'own', 'hospital-manager': 'own', agent: 'clients', support: 'all' },
  },
  'incidents.read': {
    ja: '事案と費用の閲覧',
    en: 'Read cases and expenses',
    roles: { 'hospital-reporter': 'own', 'hospital-manager': 'own', agent: 'clients', ...insurerReaders },
  },
  'incidents.correct': {
    ja: '事実の訂正',
    en: 'Correct facts',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      agent: 'clients',
      support: 'all',
      adjuster: 'in-charge',
      'senior-adjuster': 'all',
    },
  },
  'incidents.move': {
    ja: '事案の手続（初動判定、受付、取下げ）',
    en: 'Move a case (triage, open, withdraw): each move names its own roles',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      support: 'all',
      adjuster: 'in-charge',
      'senior-adjuster': 'all',
    },
  },
  'incidents.match': { ja: '契約との照合', en: 'Match a case with institution and policy', roles: { support: 'all' } },
  'incidents.merge': {
    ja: '同じ事故の事案の統合',
    en: 'Merge cases of one event, or say that they are two',
    roles: { support: 'all' },
  },
  'incidents.name-adjuster': {
    ja: '保険金サービス担当者の指定',
    en: 'Name the adjuster in charge of a case',
    roles: { support: 'all', 'senior-adjuster': 'all' },
  },
  'incidents.move-phase': {
    ja: '段階の変更',
    en: 'Move phases',
    roles: { support: 'all', adjuster: 'in-charge', 'senior-adjuster': 'all' },
  },
} as const satisfies Rights;
