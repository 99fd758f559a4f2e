/** What a person decides for themselves. */
export const ownSettingsJa = {
  password: 'パスワード',
  current: 'いまのパスワード',
  new: '新しいパスワード',
  again: '新しいパスワード（確認）',
  differs: '新しいパスワードと同じものを入力してください。',
  passwordHint:
    '12文字から200文字までで、メールアドレスと同じものは使えません。変更すると、ほかの端末ではサインアウトされます。',
  change: 'パスワードを変更する',
  changed: 'パスワードを変更しました。',
  keys: 'キーボード',
  singleKeys: '1文字のキーで操作する（a で承認、j で次へ など）',
  singleKeysHint:
    'この端末のこのブラウザーだけの設定です。読み上げや音声入力をお使いの場合は、外すと誤操作を防げます。',
};
export type OwnSettingsText = typeof ownSettingsJa;
