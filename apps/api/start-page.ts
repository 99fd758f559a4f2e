import { roleNames, type Role } from '#kernel';
import type { PersonEntity } from '#people';

/** A demonstration account as the page lists it. */
export interface Account {
  readonly email: PersonEntity['email'];
  readonly name: PersonEntity['display_name'];
  readonly roles: string[];
  readonly institution: string | null;
}

/** Those with whom one goes the whole way once. */
const first: readonly string[] = [
  'reporter@sakura.example',
  'manager@sakura.example',
  'support@sonae.example',
  'adjuster@sonae.example',
  'senior@sonae.example',
  'payments@sonae.example',
  'payments2@sonae.example',
  'auditor@sonae.example',
  'admin@sonae.example',
];

function table(accounts: readonly Account[]): string {
  const rows = accounts.map(
    (account) =>
      `<tr><td data-label="メールアドレス / E-mail"><code>${escaped(account.email)}</code></td><td data-label="役割 / Role">${account.roles.map((role) => `${escaped(roleNames[role as Role].ja)}<br><span lang="en">${escaped(roleNames[role as Role].en)}</span>`).join('<br>')}</td><td data-label="所属 / Belongs to">${escaped(account.institution ?? '保険会社')}${account.institution ? '' : '<br><span lang="en">the insurer</span>'}</td></tr>`,
  );
  return `<table><thead><tr><th scope="col">メールアドレス <span lang="en">E-mail</span></th><th scope="col">役割 <span lang="en">Role</span></th><th scope="col">所属 <span lang="en">Belongs to</span></th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`;
}

/** The page at the root, in Japanese first; no script, no inline style. */
export function startPage(accounts: readonly Account[]): string {
  const shown = accounts.filter(({ email }) => first.includes(email));
  const others = accounts.filter(({ email }) => !first.includes(email));
  return `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>備え Sonae</title><link rel="stylesheet" href="/start.css"></head>
<body><main>
<h1>備え <span lang="en">Sonae</span></h1>
<p class="lead">医療機関がサイバー事故に遭ったとき、最初の疑いの報告から、緊急時サポート、補償の確認、保険金のお支払いまでを一つにつなぐ、保険会社のためのシステムです。</p>
<p lang="en">The system an insurer runs when a hospital it insures is hit by a cyber incident: report, emergency support, coverage and payout in one place.</p>
<h2>使いはじめる <span lang="en">Begin</span></h2>
<ul>
<li><a href="/report">事故を報告する <span lang="en">Report an incident</span></a></li>
<li><a href="/app">サインインして使う <span lang="en">Sign in</span></a></li>
<li><a href="/api/docs">API の説明書（ブラウザで試せます） <span lang="en">API documentation</span></a></li>
<li><a href="/api/openapi.json">OpenAPI 3.1 の定義ファイル <span lang="en">OpenAPI document</span></a></li>
<li><a href="/health/ready">稼働状況 <span lang="en">Readiness</span></a></li>
</ul>
${
  accounts.length === 0
    ? ''
    : `<h2>お試し用のアカウント <span lang="en">Demonstration accounts</span></h2>
<p>パスワードは、起動した画面（ターミナル）に表示されています。登場する医療機関、人、契約はすべて架空の「見本」です。</p>
<p lang="en">The password is printed where the system was started. All institutions, people and policies are invented samples.</p>
${table(shown.length > 0 ? shown : others)}
${shown.length > 0 && others.length > 0 ? `<details><summary>ほかのアカウント <span lang="en">Other accounts</span></summary>${table(others)}</details>` : ''}`
}
</main></body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Its style, light and dark, from 360 pixels up, printable. */
export const stylesheet = `
:root { color-scheme: light dark; --ink: #1a1a1c; --soft: #5c5c60; --line: #c9c9ce; --ground: #fff; --link: #0031d8; }
@media (prefers-color-scheme: dark) { :root { --ink: #f2f2f4; --soft: #b4b4ba; --line: #4d4d52; --ground: #1a1a1c; --link: #9db7f9; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.7 'BIZ UDPGothic', 'Hiragino Sans', 'Noto Sans JP', 'Yu Gothic', sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 2rem; } h1 span, h2 span { color: var(--soft); font-weight: normal; font-size: 0.75em; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); padding-bottom: 0.25rem; }
[lang='en'] { color: var(--soft); } .lead { font-size: 1.125rem; }
a { color: var(--link); } details { margin-top: 1rem; } summary { cursor: pointer; padding: 0.5rem 0; } a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: 0.5rem; border-bottom: 1px solid var(--line); }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
@media (max-width: 40rem) { thead { display: none; } tr, td { display: block; } tr { border-bottom: 1px solid var(--line); padding: 0.5rem 0; } td { border: 0; padding: 0.125rem 0; } td::before { content: attr(data-label) '：'; color: var(--soft); } }
@media print { a { color: inherit; } }
`;
