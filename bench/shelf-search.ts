import type pg from 'pg';
import { draw, id } from './draw.js';

const list = (words: readonly string[]): string => `ARRAY[${words.map((word) => `'${word}'`).join(',')}]`;
const oneOf = (column: number, words: readonly string[]): string =>
  `(${list(words)})[1 + ${draw(column, words.length)}]`;

const surnames =
  '高橋 斎藤 山田 田中 佐藤 鈴木 渡辺 伊藤 中村 小林 加藤 吉田 山本 松本 井上 木村 林 清水 山崎 森'.split(' ');
const given = '一郎 花子 太一 直子 健 恵 誠 由美 翔 美咲 大輔 陽子 学 智子 進 京子 隆 幸子 茂 和子'.split(' ');
const places = '東 西 南 北 中央 新町 青葉 旭 緑 桜台 栄 本町 浜 丘 川口 原 野田 島 谷 宮'.split(' ');
const fields = '内科 外科 歯科 整形外科 小児科 眼科 皮膚科 記念 総合 脳神経外科'.split(' ');
const houses = '病院 医院 クリニック 診療所'.split(' ');
const papers = '請求書 見積書 調査報告書 作業報告書 通帳の写し 契約書 領収書 復旧計画 構成図 時系列'.split(' ');

/** SQL: who reported the n-th case, and from where; some hundred names, and a number each. */
export const reporterName = `${oneOf(11, surnames)} || ' ' || ${oneOf(12, given)}`;
export const telephone = `'03-' || lpad((n % 10000)::text, 4, '0') || '-' || lpad((n / 10000)::text, 4, '0')`;
const reporterFolded = `${oneOf(11, surnames)} || ${oneOf(12, given)}`;

/** SQL, an array: pairs and, if asked, single characters of a folded text, as the product keeps them. */
const gramsOf = (folded: string, singles: boolean): string => `(SELECT array_agg(DISTINCT g)
  FROM (SELECT substr(${folded}, a, 2) AS g FROM generate_series(1, greatest(length(${folded}) - 1, 1)) a
        ${singles ? `UNION ALL SELECT substr(${folded}, a, 1) FROM generate_series(1, length(${folded})) a` : ''}) x)`;

/** Institutions up to a number; as in a country, many have the same name. */
export const institutionsSql = `
INSERT INTO institution (id, name, name_folded, name_grams, kind, corporation_kind, telephone, prefecture)
SELECT ${id('institution', 'n')}, '医療法人社団' || name, translate(name, 'ッ', 'ツ'),
  ${gramsOf("translate(name, 'ッ', 'ツ')", false)}, 'general-clinic', 'medical-corporation',
  '06-' || lpad((n % 10000)::text, 4, '0') || '-' || lpad((n / 10000)::text, 4, '0'), 1 + n % 47
FROM (SELECT n, ${oneOf(21, [...surnames, ...places])} || CASE WHEN n % 2 = 0 THEN ${oneOf(22, places)} ELSE '' END
        || ${oneOf(23, fields)} || ${oneOf(24, houses)} AS name
      FROM generate_series(1, $1::int) n OFFSET 0) named
ON CONFLICT DO NOTHING`;

const policiesSql = `
INSERT INTO policy (id, number, policyholder, is_group)
SELECT i.id, 'MCY-SHELF-' || i.telephone, i.name, false FROM institution i WHERE i.telephone LIKE '06-%-%'
ON CONFLICT DO NOTHING`;

const periodsSql = `
INSERT INTO member_period (id, institution_id, policy_id, policy_number, institution_kind, corporation_kind, plan,
  terms_version, inception_on, expiry_on, continuous_since, boundary_hour, tax_creditable_ratio)
SELECT i.id, i.id, i.id, 'MCY-SHELF-' || i.telephone, 'general-clinic', 'medical-corporation', m.plan, m.terms_version,
  m.inception_on, m.expiry_on, m.continuous_since, m.boundary_hour, 0
FROM institution i,
  (SELECT * FROM member_period WHERE now() BETWEEN inception_on AND expiry_on ORDER BY inception_on LIMIT 1) m
WHERE i.telephone LIKE '06-%-%'
ON CONFLICT DO NOTHING`;

const cases = `(SELECT n, i.id, i.institution_id, i.reported_at, i.reporter_phone, i.institution_name
  FROM generate_series($1::int, $2::int) n JOIN incident i ON i.id = ${id('case', 'n')}) k`;

// one case in fifty came by telephone, from an institution that nobody knew
const namesSql = `
INSERT INTO case_name (incident_id, institution_id, reporter_folded, typed_folded, telephone_folded, grams)
SELECT id, institution_id, folded, typed, fold_telephone(reporter_phone),
  ${gramsOf("(folded || coalesce(typed, ''))", true)}
FROM (SELECT k.*, ${reporterFolded} AS folded,
        CASE WHEN n % 50 = 0 THEN translate(institution_name, ' ', '') END AS typed FROM ${cases} OFFSET 0) k
-- a product that runs finds them without one and adds it
ON CONFLICT DO NOTHING`;

const documentsSql = `
INSERT INTO document (id, incident_id, institution_id, kind, file_name, media_type, size_bytes, sha256, audience, scan,
  received_on, uploaded_as, uploaded_at)
SELECT ${id('document', 'n')}, k.id, k.institution_id, 'other', ${oneOf(31, papers)} || '_' || n || '.pdf',
  'application/pdf', 1000, sha256(n::text::bytea), 'all', 'clean', k.reported_at::date, 'support', k.reported_at
FROM ${cases}`;

// one document in a hundred is a plain text of some hundred characters
const textsSql = `
INSERT INTO document_text (document_id, incident_id, institution_id, name_folded, name_grams, text_folded, text_grams)
SELECT id, incident_id, institution_id, folded, ${gramsOf('folded', true)}, text,
  CASE WHEN text IS NOT NULL THEN ${gramsOf('text', true)} END
FROM (SELECT d.id, d.incident_id, d.institution_id, translate(d.file_name, 'の_.', 'ノ') AS folded,
        CASE
          WHEN n % 100 = 0 THEN repeat('yourfilesareencryptedpay' || n || 'bitcoin暗号化' || md5(n::text), 5) END AS text
      FROM generate_series($1::int, $2::int) n JOIN document d ON d.id = ${id('document', 'n')}
      -- or each pair of a text would make the text again
      OFFSET 0) d`;

const paymentsSql = `
INSERT INTO payment (id, decision_id, expense_id, incident_id, institution_id, account_id, amount_yen, complete_on,
  pay_by, state, batch_id, settled_on, scheduled_at, last_day)
SELECT ${id('payment', 'n')}, ${id('decision', 'n')}, ${id('expense', `(n || '-1')`)}, k.id, k.institution_id,
  ${id('account', 'n')}, 100000, k.reported_at::date, k.reported_at::date, 'settled', ${id('batch', '1')},
  k.reported_at::date, k.reported_at, k.reported_at::date
FROM ${cases}
WHERE n % 4 = 0`;

/** What a search finds beside the cases from one number to another. */
export async function fillSearched(client: pg.Client, from: number, to: number): Promise<void> {
  for (const sql of [policiesSql, periodsSql]) await client.query(sql);
  for (const sql of [namesSql, documentsSql, textsSql, paymentsSql]) await client.query(sql, [from, to]);
  await client.query('ANALYZE policy, member_period, case_name, document, document_text, payment');
}
