import { insurerReaders, type Rights } from '#kernel';

/** The rights of the room. */
export const overviewPermissions = {
  'overview.read': {
    ja: '概況の閲覧',
    en: 'Read the overview',
    roles: insurerReaders,
  },
  'department.read': {
    ja: '部門の数字の閲覧',
    en: 'Read the figures of the department',
    roles: { 'senior-adjuster': 'all', auditor: 'all' },
  },
  'presence.tell': {
    ja: '事案を開いていることの表示',
    en: 'Show the insurer’s others that one has a case open',
    roles: { support: 'all', adjuster: 'all', 'senior-adjuster': 'all', payments: 'all' },
  },
  'search.read': {
    ja: '全体の検索',
    en: 'Search over everything that one may read; each kind needs its own right too',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      agent: 'clients',
      administrator: 'all',
      ...insurerReaders,
    },
  },
  'late-arrivals.read': {
    ja: '終わった事案に届いた費用・事実の閲覧',
    en: 'Read what reached cases that had ended',
    roles: { support: 'all', 'senior-adjuster': 'all', auditor: 'all' },
  },
  'late-arrivals.note': {
    ja: '終わった事案に届いた費用・事実への対応の記録',
    en: 'Note what was done about what reached a case that had ended',
    roles: { support: 'all' },
  },
  'relations.read': {
    ja: '統合の候補と共通の原因の閲覧',
    en: 'Read proposals to merge, and cases with one cause',
    roles: { support: 'all', adjuster: 'all', 'senior-adjuster': 'all', auditor: 'all' },
  },
  'queues.read': { ja: '処理待ちの閲覧', en: 'Read queues', roles: { auditor: 'all', administrator: 'all' } },
  'queues.retry': { ja: '処理の再実行', en: 'Retry failed deliveries', roles: { administrator: 'all' } },
  'replays.read': {
    ja: '査定の再現確認の閲覧',
    en: 'Read what came of making kept assessments again',
    roles: { 'senior-adjuster': 'all', auditor: 'all', administrator: 'all' },
  },
  'case-numbers.read': {
    ja: '使われなかった事案番号の閲覧',
    en: 'Read which case numbers were never used, and why',
    roles: { auditor: 'all', administrator: 'all' },
  },
  'audit.read': {
    ja: '監査記録の閲覧',
    en: 'Read audit entries (administrators: the insurer’s own chain)',
    roles: { auditor: 'all', administrator: 'own' },
  },
  'views.read': {
    ja: '閲覧記録の閲覧',
    en: 'Read who opened or downloaded which case or paper',
    roles: { auditor: 'all' },
  },
} as const satisfies Rights;
