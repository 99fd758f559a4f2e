import type { KeysText } from '../ja/keys.js';

/** What each key does, by where it works. */
export const keysEn: KeysText = {
  title: 'Keys',
  areOff:
    'Single keys are switched off in this browser. They are switched on under “Settings”, behind your name at the top right.',
  now: 'Acts possible on this page now',
  groups: { everywhere: 'Everywhere', list: 'Lists', expense: 'Expense', case: 'Case' },
  everywhere: {
    '/': 'Search',
    'Ctrl K': 'Search, also while typing',
    '[': 'Open and close the menu, where the window is narrow',
    '?': 'These keys',
    Esc: 'Close, untick',
    'Ctrl ↵': 'Send what is being typed',
  },
  list: {
    j: 'Next row',
    k: 'Previous row',
    x: 'Tick the row',
    Space: 'Look at it at the side',
    '↵': 'Open',
    a: 'Approve the ticked expenses',
    t: 'Take the ticked work',
    h: 'Hand the ticked work over',
  },
  expense: {
    a: 'Approve',
    r: 'Reduce',
    x: 'Reject',
    q: 'Ask',
    '1': 'Question of coverage: covered',
    '2': 'Question of coverage: not covered',
    u: 'Undo',
    '.': 'Other acts',
    j: 'Next expense of the list',
    k: 'Previous expense of the list',
  },
  case: {
    c: 'Record a call',
    m: 'Write a message to the institution',
    n: 'Write a note for the insurer',
    o: 'Outlook',
    l: 'Limits',
    s: 'Emergency support',
    p: 'People',
    '.': 'Acts',
  },
};
