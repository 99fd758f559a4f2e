import { insurerReaders, type Rights } from '#kernel';

/** The rights of this domain. */
export const decisionsPermissions = {
  'decisions.read': {
    ja: '査定の結論の閲覧',
    en: 'Read decisions, their signatures and what was checked before',
    roles: insurerReaders,
  },
  'decisions.propose': {
    ja: '査定案の提出',
    en: 'Check a case and propose what becomes of an expense',
    roles: { adjuster: 'lane', 'senior-adjuster': 'all' },
  },
  'decisions.countersign': {
    ja: '二次承認',
    en: 'Countersign, send back, take back and undo proposals',
    roles: { adjuster: 'lane', 'senior-adjuster': 'all' },
  },
  'decisions.reverse': {
    ja: '決定の取消しと返還の請求',
    en: 'Ask to reverse a ruling, to demand money back, to leave a difference',
    roles: { 'senior-adjuster': 'all' },
  },
  'screening.list': {
    ja: '確認対象の名簿の管理',
    en: 'Keep the list of watched names',
    roles: { administrator: 'all' },
  },
  'screening.read': {
    ja: '反社会的勢力の確認結果の閲覧',
    en: 'Read matches of watched names',
    roles: { 'senior-adjuster': 'all', payments: 'all', auditor: 'all' },
  },
  'screening.decide': {
    ja: '反社会的勢力の確認結果の判断',
    en: 'Clear or confirm a match, with compliance',
    roles: { 'senior-adjuster': 'all' },
  },
} as const satisfies Rights;
