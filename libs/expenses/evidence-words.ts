import { documentKinds, type DocumentKind } from '#documents';
import type { CodedText } from '#kernel';

/** A needed paper that did not come. */
export const paperMissing = (kind: DocumentKind): CodedText => ({
  code: `evidence-missing.${kind}`,
  textJa: `「${documentKinds[kind].ja}」を登録してください。`,
  textEn: `Upload: ${documentKinds[kind].en}.`,
});

/** A needed paper whose password nobody of the insurer has used yet. */
export const paperLocked = (kind: DocumentKind): CodedText => ({
  code: `evidence-locked.${kind}`,
  textJa: `「${documentKinds[kind].ja}」にパスワードがあり、まだ開けていません。パスワードのないファイルを登録するか、パスワードを電話で伝えてください。`,
  textEn:
    `${documentKinds[kind].en} has a password and was not opened yet. Upload it without one, or tell ` +
    'the password by telephone.',
});
