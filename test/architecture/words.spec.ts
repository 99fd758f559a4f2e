import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { packageRoot } from '#platform';

/** Words that have another one in docs/glossary.md, and what stands nowhere in a sentence; with what stands instead. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/アジャスター/, '保険金サービス担当者'],
  [/上席の担当者/, '上席の保険金サービス担当者'],
  [/(?<!システム)管理者/, 'システム管理者'],
  [/遅延利息/, '遅延損害金'],
  [/受付番号/, '事案番号'],
  [/質問|確認のお願い/, '照会'],
  [/免責金額/, '自己負担額'],
  [/追加のご案内待ち/, 'ご回答待ち'],
  [/ウイルス確認/, 'ウイルス検査は未実施'],
  [/暫定手配を確定/, '正式手配に切替え済み'],
  [/支払済/, 'お支払い済み'],
  [/異議(?!が)の申立|不服申立/, '再審査のお申し出'],
  [/\b[Rr]equests? for consent|[Cc]onsent (?:was )?asked for/, 'pre-approval'],
  [/\b(?:late|default) interest\b/i, 'delay interest'],
  [/\b(?:[Cc]laims? handler|[Ll]oss adjuster|excess amount)\b/, 'adjuster; deductible'],
  [/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/, 'dayInWords or the page’s format'],
];

/** Where such a word is the subject itself. */
const apart = [/^libs\/payments\/transfer-/, /^apps\/cli\/(?:generate|rules-page|markdown)/, /^libs\/coverage\/rules/];

const files = ['libs', 'apps'].flatMap((folder) =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.spec.ts') && !file.endsWith('.d.ts'))
    .map((file) => `${folder}/${file}`)
    .filter((file) => !apart.some((path) => path.test(file))),
);

/**
 * Every sentence and word for people in a source: what is Japanese, and what is English with a space and is not code.
 */
function textsOf(file: string): { readonly text: string; readonly line: number }[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(packageRoot, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const found: { text: string; line: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isJsxText(node))
      found.push({ text: node.text, line: source.getLineAndCharacterOfPosition(node.pos).line + 1 });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter(({ text }) => isForPeople(text));
}

const isForPeople = (text: string): boolean =>
  /[\u3040-\u30ff\u4e00-\u9fff]/.test(text) || (/^[A-Z“][^\n]* [^\n]*$/.test(text) && !/^[A-Z]+ |[=$<>]/.test(text));

it('no field of a page cuts what is typed: what is too long is told beside it', () => {
  const cutting = files.filter(
    (file) => file.startsWith('apps/web/') && /\bmaxLength\b/.test(readFileSync(join(packageRoot, file), 'utf8')),
  );
  expect(cutting).toEqual([]);
});

it('no form is emptied after the page was read again: what is typed meanwhile stays', () => {
  const late = files.filter(
    (file) =>
      file.startsWith('apps/web/') &&
      /\.then\(\([^)]*\) => \{[^}]*\b(form\.(setValues|reset)|kept\.clear)\(/.test(
        readFileSync(join(packageRoot, file), 'utf8'),
      ),
  );
  expect(late).toEqual([]);
});

describe('one thing, one word', () => {
  const texts = files.flatMap((file) => textsOf(file).map((found) => ({ file, ...found })));

  it('the sentences of the pages and of the server are looked at', () => {
    const from = (folder: string): number => texts.filter(({ file }) => file.startsWith(folder)).length;
    expect(from('apps/web/text/ja')).toBeGreaterThan(500);
    expect(from('apps/web/text/en')).toBeGreaterThan(300);
    expect(
      texts.filter(({ file }) => /^libs\/[^/]+\/(problem-codes|value-problems)\.ts$/.test(file)).length,
    ).toBeGreaterThan(600);
    expect(from('libs/notifications')).toBeGreaterThan(30);
    expect(from('libs/overview/timeline')).toBeGreaterThan(100);
  });

  it.each(forbidden)('%s stands in no sentence: %s does', (word) => {
    expect(
      texts.filter(({ text }) => word.test(text)).map(({ file, line, text }) => `${file}:${line} ${text}`),
    ).toEqual([]);
  });

  it('the id of a rule stands in the record and in documentation, in no sentence', () => {
    const ids = /(?<![\w-])R-[A-Z0-9]{2,4}(?:-\d+[a-z]?)?(?![\w-])/;
    const named = texts.filter(({ file, text }) => !file.endsWith('.dto.ts') && ids.test(text));
    expect(named.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([]);
  });
});
