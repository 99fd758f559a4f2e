import { insurerReaders, type Rights } from '#kernel';

/** The rights of the room. */
export const documentsPermissions = {
  'documents.read': {
    ja: '資料の閲覧',
    en: 'Read and download documents (agents: not those of the register of claimants)',
    roles: { 'hospital-reporter': 'own', 'hospital-manager': 'own', agent: 'clients', ...insurerReaders },
  },
  'documents.upload': {
    ja: '資料の登録',
    en: 'Upload documents and link them to expenses',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      agent: 'clients',
      support: 'all',
      adjuster: 'all',
      'senior-adjuster': 'all',
    },
  },
  'documents.open': {
    ja: 'パスワード付きの資料を開いた記録',
    en: 'Record that a document was opened with its password: it counts from then on',
    roles: { support: 'all', adjuster: 'all', 'senior-adjuster': 'all' },
  },
  'documents.erase': {
    ja: '資料の中身の消去',
    en: 'Ask for, or confirm, the erasure of a document’s content',
    roles: { support: 'all', adjuster: 'all', 'senior-adjuster': 'all' },
  },
} as const satisfies Rights;
