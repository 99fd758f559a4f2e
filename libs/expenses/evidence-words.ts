import { documentKinds, type DocumentKind } from '#documents';
import type { CodedText } from '#kernel';

/** A needed paper that has not arrived. */
export const paperMissing = (kind: DocumentKind): CodedText => ({
  code: `evidence-missing.${kind}`,
  textJa: `「${documentKinds[kind].ja}」を登録してください。`,
  textEn: `Upload: ${documentKinds[kind].en}.`,
});

/** A needed paper that arrived with a password and has not been opened. */
export const paperLocked = (kind: DocumentKind): CodedText => ({
  code: `evidence-locked.${kind}`,
  textJa: `「${documentKinds[kind].ja}」にパスワードがあり、まだ開けていません。パスワードのないファイルを登録するか、パスワードを電話で伝えてください。`,
  textEn:
    `${documentKinds[kind].en} has a password and was not opened yet. Upload it without one, or tell ` +
    'the password by telephone.',
});
