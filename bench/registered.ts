import { createHash } from 'node:crypto';
import { connectBench } from './connect.js';
import type { Session } from './session.js';

const tokenOf = (words: string, n: number): string => `${words}.${n}`;

/** The session of the n-th registered institution, as it was entered. */
export function registeredSession(words: string, n: number, cookieName: string): Session {
  const token = tokenOf(words, n);
  return {
    cookie: `${cookieName}=${token}`,
    csrfToken: createHash('sha256').update(`csrf:${token}`).digest('base64url'),
  };
}

const id = (kind: string): string => `md5('registered-${kind}-' || n)::uuid`;
const numbers = 'generate_series(0, $1::int - 1) n';
const institution = id('institution');

/**
 * Enters so many institutions as the directory of medical institutions has them, each with a person who is signed in
 * and a policy: a country that reports at once. Past triggers and keys, as nothing of this is measured. Answers the
 * first words of their session tokens.
 */
export async function enterRegistered(url: string, institutions: number): Promise<string> {
  const words = `registered-${process.pid}`;
  const client = await connectBench(url);
  try {
    await client.query('SET session_replication_role = replica; SET synchronous_commit = off; SET jit = off');
    for (const sql of [institutionsSql, peopleSql, grantsSql, policiesSql, periodsSql])
      await client.query(sql, [institutions]);
    await client.query(sessionsSql, [institutions, words]);
    await client.query('ANALYZE institution, person, role_grant, session, policy, member_period');
  } finally {
    await client.end();
  }
  return words;
}

const institutionsSql = `
INSERT INTO institution (id, name, name_folded, kind, corporation_kind, prefecture)
SELECT ${institution}, '見本 登録医療機関' || n, '見本登録医療機関' || n, 'general-clinic', 'medical-corporation', 1 + n % 47
  FROM ${numbers}`;

const peopleSql = `
INSERT INTO person (id, institution_id, email, display_name, demonstration)
SELECT ${id('person')}, ${institution}, 'reporter' || n || '@registered.example', '見本 報告者' || n, true FROM ${numbers}`;

const grantsSql = `
INSERT INTO role_grant (id, person_id, role, granted_by, granted_at)
SELECT ${id('grant')}, ${id('person')}, 'hospital-manager', a.id, now()
  FROM ${numbers}, (SELECT id FROM person WHERE email = 'admin@sonae.example') a`;

const policiesSql = `
INSERT INTO policy (id, number, policyholder, is_group)
SELECT ${id('policy')}, 'MCY-REG-' || n, '見本 登録医療機関' || n, false FROM ${numbers}`;

// the terms as one of the demonstration has them
const periodsSql = `
INSERT INTO member_period (id, institution_id, policy_id, policy_number, institution_kind, corporation_kind, plan,
  terms_version,
  inception_on, expiry_on, continuous_since, boundary_hour, tax_creditable_ratio)
SELECT ${id('period')}, ${institution}, ${id('policy')}, 'MCY-REG-' || n, 'general-clinic', 'medical-corporation',
  m.plan, m.terms_version,
  m.inception_on, m.expiry_on, m.continuous_since, m.boundary_hour, 0
  FROM ${numbers},
    (SELECT * FROM member_period WHERE now() BETWEEN inception_on AND expiry_on ORDER BY inception_on LIMIT 1) m`;

const token = `$2::text || '.' || n`;
const csrf = `rtrim(translate(encode(sha256(convert_to('csrf:' || ${token}, 'UTF8')), 'base64'), '+/', '-_'), '=')`;
const sessionsSql = `
INSERT INTO session (id, token_hash, csrf_hash, kind, institution_id, person_id, expires_at)
SELECT ${id('session')}, sha256(convert_to(${token}, 'UTF8')), sha256(convert_to(${csrf}, 'UTF8')), 'password',
  ${institution}, ${id('person')},
  now() + interval '1 day' FROM ${numbers}`;
