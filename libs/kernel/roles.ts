import type { Words } from './coded-text.js';

export const roles = [
  'hospital-reporter',
  'hospital-manager',
  'support',
  'adjuster',
  'senior-adjuster',
  'payments',
  'auditor',
  'agent',
  'administrator',
] as const;

export type Role = (typeof roles)[number];

export const roleNames: Readonly<Record<Role, Words>> = {
  'hospital-reporter': { ja: '医療機関の報告担当者', en: 'Hospital reporter' },
  'hospital-manager': { ja: '医療機関の責任者', en: 'Hospital manager' },
  support: { ja: '専任スタッフ', en: 'Support desk' },
  adjuster: { ja: '保険金サービス担当者', en: 'Adjuster' },
  'senior-adjuster': { ja: '上席の保険金サービス担当者', en: 'Senior adjuster' },
  payments: { ja: '支払担当者', en: 'Payments' },
  auditor: { ja: '監査担当者', en: 'Auditor' },
  agent: { ja: '取扱代理店', en: 'Agent' },
  administrator: { ja: 'システム管理者', en: 'Administrator' },
};
