import type { OwnSettingsText } from '../ja/own-settings.js';

/** What a person decides for themselves. */
export const ownSettingsEn: OwnSettingsText = {
  password: 'Password',
  current: 'Current password',
  new: 'New password',
  again: 'New password, again',
  differs: 'Type the same new password.',
  passwordHint:
    '12 to 200 characters, and not the e-mail address. When it is changed, one is signed out on all other devices.',
  change: 'Change the password',
  changed: 'The password has been changed.',
  keys: 'Keyboard',
  singleKeys: 'Single keys work (a approves, j goes on, and others)',
  singleKeysHint:
    'For this browser on this device only. Switched off, they do nothing by mistake while one uses a screen reader or speaks to the machine.',
};
