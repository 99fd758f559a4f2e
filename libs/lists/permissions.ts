import { insurerReaders, type Rights } from '#kernel';

/** The rights of the room. */
export const listsPermissions = {
  'exports.own': {
    ja: '自分の一覧の書き出し',
    en: 'One’s own exports of lists; each list needs its own right too',
    roles: insurerReaders,
  },
  'saved-views.own': {
    ja: '名前を付けた表示と、表示する列',
    en: 'Views of lists with names, one’s own and shared, and the columns that one chose',
    roles: insurerReaders,
  },
} as const satisfies Rights;
