import { expect } from '@jest/globals';
import type { Role } from '#kernel';
import { freshKey, type Reply, type Session, type TestSystem } from './system.js';

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly version: number;
  readonly roles: string[];
  readonly leftAt: string | null;
  readonly invitation: { readonly id: string; readonly link: string | null; readonly expiresAt: string };
}

export const newPassword = 'a password of their own';

/** Signs in again: a session of its own, whatever others there are. */
export async function signInAs(system: TestSystem, email: string, password: string): Promise<Session> {
  const answer = await trySignIn(system, email, password);
  expect([email, answer.status]).toEqual([email, 201]);
  const headers = {
    cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    'x-csrf-token': answer.body.csrfToken,
  };
  return {
    email,
    cookie: headers.cookie,
    csrfToken: answer.body.csrfToken,
    send: (method, path, sent = {}) => system.send(method, path, { ...sent, headers: { ...headers, ...sent.headers } }),
    async get<T>(path: string) {
      const found = await system.send<T>('GET', path, { headers });
      expect([path, found.status]).toEqual([path, 200]);
      return found.body;
    },
  };
}

export const trySignIn = (
  system: TestSystem,
  email: string,
  password: string,
): Promise<Reply<{ csrfToken: string; code?: string }>> =>
  system.send('POST', '/auth/sessions', { body: { email, password } });

/** The secret of a one-time link. */
export const tokenOf = (link: string | null): string => new URL(link ?? '').hash.slice(1);

export const setPassword = (
  system: TestSystem,
  token: string,
  password = newPassword,
): Promise<Reply<{ code?: string }>> => system.send('POST', '/auth/passwords', { body: { token, password } });

export async function enter(administrator: Session, body: Record<string, unknown>): Promise<Account> {
  const answer = await administrator.send<Account>('POST', '/users', { key: freshKey(), body });
  expect([body['email'], answer.status]).toEqual([body['email'], 201]);
  return answer.body;
}

/** A role in force: granted by one administrator and, where it is the insurer's, confirmed by the other. */
export async function giveRole(system: TestSystem, id: string, role: Role): Promise<void> {
  const [first, second] = [await system.as('admin@sonae.example'), await system.as('admin2@sonae.example')];
  const granted = await first.send<{ id: string; state: string }>('POST', `/users/${id}/roles`, {
    key: freshKey(),
    body: { role },
  });
  expect(granted.status).toBe(201);
  if (granted.body.state !== 'waiting') return;
  const confirmed = await second.send('POST', `/role-grants/${granted.body.id}/confirmations`, { key: freshKey() });
  expect(confirmed.status).toBe(200);
}

/** Somebody new who has set a password and holds these roles. */
export async function newcomer(
  system: TestSystem,
  email: string,
  roles: readonly Role[],
  place: Record<string, unknown> = {},
): Promise<Account> {
  const administrator = await system.as('admin@sonae.example');
  const account = await enter(administrator, { email, displayName: email, ...place });
  expect((await setPassword(system, tokenOf(account.invitation.link))).status).toBe(204);
  for (const role of roles) await giveRole(system, account.id, role);
  return account;
}
