import type { SearchText } from '../ja/search.js';

export const searchEn: SearchText = {
  title: 'Search',
  placeholder: 'Find cases, institutions, policies, payments, documents, people, acts',
  acts: 'Possible acts',
  stillMissing: (what) => `Still missing: ${what}`,
  found: 'Found',
  kinds: 'Kinds',
  pages: 'Pages',
  more: 'There are more',
  none: 'Nothing found. Numbers, parts of names and telephone numbers can be searched.',
  tooLong: (most) => `Search for up to ${most} characters.`,
  hint: 'Width, kana and spaces make no difference. ↑↓ choose, Enter goes on, Esc goes back.',
};
