import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, packageRoot } from '#platform';

export interface Step {
  readonly as: string;
  readonly do:
    'report' | 'correct' | 'submit-expenses' | 'triage' | 'open' | 'withdraw' | 'open-support' | 'consent' | 'pay';
  readonly saveAs?: string;
  readonly case?: string;
  readonly body: Record<string, unknown>;
}

/** An act on a case: of whom, on which, under which key, with what. */
interface Act {
  readonly as: string;
  readonly id: string;
  readonly key: string;
  readonly body: Record<string, unknown>;
}

export interface CaseAnswer {
  readonly id: string;
  readonly caseNumber: string;
  readonly version: number;
  readonly coverageOutlook: string;
  readonly coverageOutlookReasons: readonly { textJa: string }[];
  readonly supportOutlook: string;
  readonly supportOutlookReasons: readonly { textJa: string }[];
}

/** Who looks on. */
export const observerEmail = 'support@sonae.example';

/** Sessions of the demonstration accounts, as a browser would hold them. */
export class Desk {
  readonly #sessions = new Map<string, { cookie: string; csrfToken: string }>();

  constructor(
    private readonly address: string,
    private readonly password: string,
  ) {}

  async institutions(): Promise<ReadonlyMap<string, string>> {
    const master = JSON.parse(readFileSync(join(packageRoot, 'data', 'demo', 'master.json'), 'utf8')) as {
      institutions: { key: string; name: string }[];
    };
    const ids = new Map<string, string>();
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { id: string; name: string }[]; nextCursor: string | null } = await this.get(
        observerEmail,
        `/institutions?limit=200${cursor ? `&cursor=${cursor}` : ''}`,
      );
      for (const one of page.items) {
        const known = master.institutions.find((institution) => institution.name === one.name);
        if (known) ids.set(known.key, one.id);
      }
      cursor = page.nextCursor;
    }
    return ids;
  }

  /** null: the course was replayed before; its dates were other ones then, so the same key carries another report. */
  async report(as: string, key: string, body: Record<string, unknown>): Promise<CaseAnswer | null> {
    const answer = await this.#send(as, 'POST', '/incidents', { body, key });
    if (answer.status === 201) return answer.body as CaseAnswer;
    if (answer.status === 409) return null;
    throw new Error(`a demonstration report was refused: ${refusal(answer)}`);
  }

  /** Names of the institutions of the demonstration. */
  async names(): Promise<ReadonlySet<string>> {
    const master = JSON.parse(readFileSync(join(packageRoot, 'data', 'demo', 'master.json'), 'utf8')) as {
      institutions: { name: string }[];
    };
    return Promise.resolve(new Set(master.institutions.map(({ name }) => name)));
  }

  /** People by id. */
  async people(): Promise<ReadonlyMap<string, { email: string }>> {
    const people = new Map<string, { email: string }>();
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { id: string; email: string }[]; nextCursor: string | null } = await this.get(
        'admin@sonae.example',
        `/users?limit=200${cursor ? `&cursor=${cursor}` : ''}`,
      );
      for (const { id, email } of page.items) people.set(id, { email });
      cursor = page.nextCursor;
    }
    return people;
  }

  /** One act; throws what refused it. */
  async post<T>(as: string, path: string, key: string, body: object): Promise<T> {
    const answer = await this.#send(as, 'POST', path, { key, body });
    if (answer.status >= 300) throw new Error(`a demonstration step (${path}) was refused: ${refusal(answer)}`);
    return answer.body as T;
  }

  /** One file with its fields; throws what refused it. */
  async upload<T>(
    as: string,
    path: string,
    key: string,
    { fields, name, content }: { fields: Readonly<Record<string, string>>; name: string; content: string },
  ): Promise<T> {
    const session = this.#sessions.get(as) ?? (await this.#signIn(as));
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    form.set('file', new Blob([content]), name);
    const response = await fetch(`${this.address}/api/v1${path}`, {
      method: 'POST',
      headers: { cookie: session.cookie, 'x-csrf-token': session.csrfToken, 'idempotency-key': key },
      body: form,
    });
    const answer = { status: response.status, body: (await response.json()) as unknown };
    if (answer.status >= 300) throw new Error(`a demonstration step (${path}) was refused: ${refusal(answer)}`);
    return answer.body as T;
  }

  async step(what: Step['do'], act: Act): Promise<void> {
    const answer = await this.#act(what, act);
    if (answer.status >= 300) throw new Error(`a demonstration step (${what}) was refused: ${refusal(answer)}`);
  }

  /** The one who makes the triage has called back, or has told the caller, and records it. */
  async #call(as: string, id: string, key: string): Promise<void> {
    const { promises } = await this.get<{ promises: { code: string }[] }>(as, `/incidents/${id}/promises`);
    const calls = { 'call-back': ['call-backs', { reached: true }], 'tell-caller': ['acknowledgements', {}] } as const;
    for (const { code } of promises) {
      const call = calls[code as keyof typeof calls];
      if (call) await this.post(as, `/incidents/${id}/${call[0]}`, `${key}-${call[0]}`, call[1]);
    }
  }

  async #act(what: Step['do'], { as, id, key, body }: Act): Promise<Answer> {
    switch (what) {
      case 'correct': {
        const { version } = await this.get<CaseAnswer>(as, `/incidents/${id}`);
        return this.#send(as, 'PATCH', `/incidents/${id}`, { body, version });
      }
      case 'submit-expenses':
        return this.#send(as, 'POST', `/incidents/${id}/expenses`, { body, key });
      case 'consent': {
        const { line, ...consent } = body;
        const { expenses } = await this.get<{ expenses: { id: string; line: number }[] }>(as, `/incidents/${id}`);
        const expense = expenses.find((one) => one.line === line);
        return this.#send(as, 'POST', `/expenses/${expense?.id}/consents`, { body: consent, key });
      }
      case 'open-support': {
        const { items } = await this.get<{ items: { id: string; state: string }[] }>(
          as,
          `/support-requests?incidentId=${id}&state=amber`,
        );
        let last: Answer = { status: 404, body: { code: 'no amber request' } };
        for (const [at, request] of items.entries())
          last = await this.#send(as, 'POST', `/support-requests/${request.id}/transitions`, {
            body: { to: 'open', ...body },
            key: `${key}-${at}`,
          });
        return last;
      }
      case 'triage':
        await this.#call(as, id, key);
        return this.#move(what, { as, id, key, body });
      case 'open':
      case 'withdraw':
      case 'pay':
      case 'report':
        return this.#move(what, { as, id, key, body });
    }
  }

  #move(what: 'triage' | 'open' | 'withdraw' | 'report' | 'pay', { as, id, key, body }: Act): Promise<Answer> {
    const to = { triage: 'triaged', open: 'open', withdraw: 'withdrawn', report: 'reported', pay: 'open' }[what];
    return this.#send(as, 'POST', `/incidents/${id}/transitions`, { body: { to, ...body }, key });
  }

  /** Waits until the workers have settled what the last step set off. */
  async settled(id: string): Promise<void> {
    const until = Date.now() + 30_000;
    for (let last = ''; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 150))) {
      const found = await this.get<CaseAnswer & { expenses: { state: string }[]; factsVersion: number; state: string }>(
        observerEmail,
        `/incidents/${id}`,
      );
      const requests = await this.get<object>(observerEmail, `/support-requests?incidentId=${id}`);
      const state = canonicalJson([found, requests]);
      if (
        found.coverageOutlook !== 'pending' &&
        found.expenses.every((expense) => expense.state !== 'submitted') &&
        state === last
      )
        return;
      last = state;
    }
  }

  async get<T>(as: string, path: string): Promise<T> {
    const answer = await this.#send(as, 'GET', path, {});
    if (answer.status !== 200) throw new Error(`${path} answered ${refusal(answer)}`);
    return answer.body as T;
  }

  async #send(
    as: string,
    method: string,
    path: string,
    options: { body?: object; key?: string; version?: number },
  ): Promise<Answer> {
    const session = this.#sessions.get(as) ?? (await this.#signIn(as));
    const response = await fetch(`${this.address}/api/v1${path}`, {
      method,
      headers: {
        cookie: session.cookie,
        'x-csrf-token': session.csrfToken,
        ...(options.body ? { 'content-type': 'application/json' } : {}),
        ...(options.key ? { 'idempotency-key': options.key } : {}),
        ...(options.version === undefined ? {} : { 'if-match': `"${options.version}"` }),
      },
      ...(options.body ? { body: JSON.stringify(options.body) } : {}),
    });
    return { status: response.status, body: (await response.json()) as unknown };
  }

  async #signIn(email: string): Promise<{ cookie: string; csrfToken: string }> {
    const response = await fetch(`${this.address}/api/v1/auth/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: this.password }),
    });
    if (response.status !== 201)
      throw new Error(`the demonstration account ${email} cannot sign in (${response.status})`);
    const { csrfToken } = (await response.json()) as { csrfToken: string };
    const session = { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '', csrfToken };
    this.#sessions.set(email, session);
    return session;
  }
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

function refusal({ status, body }: Answer): string {
  return `${status} ${JSON.stringify(body).slice(0, 600)}`;
}
