import { type Rights } from '#kernel';

/** The permissions of this room, with the roles that have them. */
export const staffingPermissions = {
  'rosters.write': {
    ja: '勤務表と不在の管理',
    en: 'Manage rosters and absences (leads: of their own lanes)',
    roles: { support: 'lead', 'senior-adjuster': 'lead', administrator: 'all' },
  },
  'staffing.write': {
    ja: '決裁権限、担当分野、チーム、レーン、取扱代理店の管理',
    en: 'Manage authorities, skills, teams, lanes and agencies',
    roles: { administrator: 'all' },
  },
} as const satisfies Rights;
