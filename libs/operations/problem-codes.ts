import { refusal, type Refusals } from '#kernel';

/** The refusals of the room, with sentences that say what to do. */
export const operationsProblems = {
  'backup.under-way': refusal(
    409,
    '別のバックアップを作成中です。終わってから、もう一度実行してください。',
    'Another backup is being made. Try again when it is done.',
  ),
  'backup.store-away': refusal(
    503,
    'バックアップの保存先が応答しないか、要求を拒否しました（{answer}）。保存先のアドレス、バケット、鍵、通信を確かめて、もう一度実行してください。',
    'Where the backups are kept does not answer, or refuses ({answer}). See to its address, bucket, key and network, and try again.',
  ),
  'backup.rows-hidden': refusal(
    500,
    '表「{table}」の行数が合わないため、バックアップを作成しませんでした。所有者のロールに、全行を読める行セキュリティポリシーがあるか確かめてください。',
    'No backup was made: the rows of table "{table}" do not add up. See whether its owner has a row security policy that shows every row.',
  ),
  'backup.key-missing': refusal(
    422,
    'バックアップの鍵ファイル {file} がありません。別に保管した鍵を置き、SONAE_BACKUP_KEY_FILE で指定してください。',
    'The key file {file} of the backups is not there. Bring the copy that is kept apart and name it in SONAE_BACKUP_KEY_FILE.',
  ),
  'backup.key-unreadable': refusal(
    422,
    '{file} はバックアップの鍵として使えません。AGE-SECRET-KEY-1 で始まる行が要ります。',
    '{file} is no key that opens backups. It needs a line that begins with AGE-SECRET-KEY-1.',
  ),
  'backup.key-differs': refusal(
    422,
    'この鍵ではバックアップを開けません。作成時の鍵を SONAE_BACKUP_KEY_FILE で指定してください。鍵が正しいなら、ファイルの先頭が壊れています。',
    'This key does not open the backup. Name the key it was made with in SONAE_BACKUP_KEY_FILE. If that is the key, the beginning of the file is damaged.',
  ),
  'backup.accounts-key-missing': refusal(
    422,
    '口座を封じた鍵 {file} がありません。別に保管した鍵を SONAE_KEY_FILE で指定してください。何も復元していません。',
    'The key {file} that sealed the payee accounts is not there. Name the copy that is kept apart in SONAE_KEY_FILE. Nothing was restored.',
  ),
  'backup.accounts-key-differs': refusal(
    422,
    'SONAE_KEY_FILE の鍵は、このバックアップの口座を封じた鍵ではありません。作成時の鍵を指定してください。何も復元していません。',
    'The key of SONAE_KEY_FILE is not the one that sealed the payee accounts of this backup. Name that one. Nothing was restored.',
  ),
  'backup.accounts-key-other': refusal(
    422,
    'SONAE_KEY_FILE の鍵は、登録済みの口座を封じた鍵ではありません。API と同じ鍵を指定してください。バックアップは作成していません。',
    'The key of SONAE_KEY_FILE is not the one that sealed the payee accounts here. Name the one of the API. No backup was made.',
  ),
  'backup.damaged': refusal(
    422,
    'バックアップのファイルが途中で切れているか、書き換えられています。別のバックアップを指定してください。何も復元していません。',
    'The file of the backup was cut off or changed. Name another backup. Nothing was restored.',
  ),
  'backup.version-unknown': refusal(
    422,
    'このバックアップは、より新しい版（{version}）で作成されました。その版で復元してください。',
    'This backup was made by a newer version ({version}). Restore it with that one.',
  ),
  'backup.not-empty': refusal(
    409,
    '復元先が空ではありません。空のデータベースまたは空の SONAE_DATA を指定してください。何も変更していません。',
    'Where it would be restored is not empty. Name an empty database, or an empty SONAE_DATA. Nothing was changed.',
  ),
  'backup.not-found': refusal(
    422,
    '{place} にそのバックアップはありません。sonae backup --list で名前を確かめてください。',
    'There is no such backup at {place}. Look at the names with sonae backup --list.',
  ),
  'backup.differs': refusal(
    500,
    '復元した表「{table}」がバックアップと一致しません。何も復元していません。',
    'What was restored of table "{table}" is not what the backup holds. Nothing was restored.',
  ),
} as const satisfies Refusals;
