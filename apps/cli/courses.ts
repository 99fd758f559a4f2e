import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dayInJapan } from '#kernel';
import { canonicalJson, ConfigError, packageRoot, type Config } from '#platform';
import { storedPassword } from './demonstration-password.js';

interface Step {
  readonly as: string;
  readonly do: 'report' | 'correct' | 'submit-expenses' | 'triage' | 'open' | 'withdraw' | 'open-support';
  readonly saveAs?: string;
  readonly case?: string;
  readonly body: Record<string, unknown>;
}

interface Course {
  readonly key: string;
  readonly titleJa: string;
  readonly titleEn: string;
  readonly after: string;
  readonly small: boolean;
  readonly steps: readonly Step[];
}

interface Replay {
  readonly address: string;
  readonly password: string;
  readonly which: 'small' | 'all';
  readonly say: (text: string) => void;
}

interface CaseAnswer {
  readonly id: string;
  readonly caseNumber: string;
  readonly version: number;
  readonly coverageOutlook: string;
  readonly coverageOutlookReasons: readonly { textJa: string }[];
}

/** `sonae demo`: replays the courses through the HTTP interface of a system that runs already. */
export async function replayFromCommandLine(
  config: Config,
  options: { address: string; small?: boolean },
): Promise<void> {
  const password = config.demoPassword ?? storedPassword(config);
  if (!password)
    throw new ConfigError(
      'The password of the demonstration accounts is not known here: set SONAE_DEMO_PASSWORD, or run this where `npm start` runs.',
    );
  await replayCourses({
    address: options.address.replace(/\/$/, ''),
    password,
    which: options.small ? 'small' : 'all',
    say: (text) => void process.stdout.write(`${text}\n`),
  });
}

/**
 * Replays courses as people would: each step signed in as its person, dates shifted so that the discovery is recent, keys
 * made from the course, so that a second replay leaves what the first made. Prints per case what was routed to whom, and why.
 */
export async function replayCourses(replay: Replay): Promise<void> {
  const folder = join(packageRoot, 'data', 'courses');
  const courses = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Course)
    .filter((course) => replay.which === 'all' || course.small);
  const desk = new Desk(replay.address, replay.password);
  const institutions = await desk.institutions();
  const now = new Date();
  for (const [at, course] of courses.entries()) {
    replay.say(`\n[${at + 1}/${courses.length}] ${course.titleJa}\n      ${course.titleEn} (${course.after})`);
    const cases = await replayCourse(desk, course, institutions, now);
    if (cases.length === 0) replay.say('      再生済みのため、飛ばしました。 Replayed before: left as it is.');
    for (const id of cases) await tell(desk, id, replay.say);
  }
}

async function replayCourse(
  desk: Desk,
  course: Course,
  institutions: ReadonlyMap<string, string>,
  now: Date,
): Promise<string[]> {
  const cases = new Map<string, string>();
  for (const [at, step] of course.steps.entries()) {
    const key = `demo-${course.key}-${at}`;
    const body = shifted(step.body, now, institutions) as Record<string, unknown>;
    if (step.do === 'report') {
      const made = await desk.report(step.as, key, body);
      if (made === null) return [];
      cases.set(step.saveAs ?? 'case', made.id);
      await desk.settled(made.id);
      continue;
    }
    const id = cases.get(step.case ?? 'case');
    if (!id) throw new Error(`the course ${course.key} names a case that it did not report`);
    await desk.step(step.as, step.do, id, key, body);
    await desk.settled(id);
  }
  return [...cases.values()];
}

const observer = 'support@sonae.example';

async function tell(desk: Desk, id: string, say: (text: string) => void): Promise<void> {
  const found = await desk.get<
    CaseAnswer & { expenses: { id: string; line: number; categoryName: { textJa: string }; amount: number }[] }
  >(observer, `/incidents/${id}`);
  say(`      ${found.caseNumber}  補償の見通し: ${outlookWords[found.coverageOutlook] ?? found.coverageOutlook}`);
  for (const reason of found.coverageOutlookReasons) say(`        ・${reason.textJa}`);
  for (const expense of found.expenses) {
    const detail = await desk.get<{
      workItems: { assignee: { name: string } | null; laneJa: string; reasons: { textJa: string }[] }[];
    }>(observer, `/expenses/${expense.id}`);
    const item = detail.workItems[0];
    say(
      `        ${expense.line}. ${expense.categoryName.textJa} ${expense.amount.toLocaleString('ja-JP')}円 → ${item ? `${item.assignee?.name ?? '未割当'}（${item.laneJa}）` : '割当て前'}`,
    );
    for (const reason of item?.reasons ?? []) say(`           ${reason.textJa}`);
  }
  const requests = await desk.get<{ items: { serviceJa: string; stateJa: string; reasons: { textJa: string }[] }[] }>(
    observer,
    `/support-requests?incidentId=${id}`,
  );
  if (requests.items.length === 0) say('        緊急時サポート: なし');
  for (const request of requests.items)
    say(
      `        緊急時サポート（${request.serviceJa}）: ${request.stateJa}${request.reasons[0] ? ` — ${request.reasons[0].textJa}` : ''}`,
    );
}

const outlookWords: Readonly<Record<string, string>> = {
  pending: '確認中',
  green: '緑（お支払いの対象となる見込み）',
  amber: '黄（担当者が個別に確認）',
  red: '赤（ご利用いただけません）',
};

/** {"$ago": "P2DT3H"} is an instant before now, {"$day": -1} a day in Japan, {"$institution": "key"} the id of a sample institution. */
function shifted(value: unknown, now: Date, institutions: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => shifted(one, now, institutions));
  if (value === null || typeof value !== 'object') return value;
  if ('$ago' in value) return new Date(now.getTime() - durationMs(String(value.$ago))).toISOString();
  if ('$day' in value) return dayInJapan(new Date(now.getTime() + Number(value.$day) * 86_400_000));
  if ('$institution' in value) return institutions.get(String(value.$institution)) ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shifted(member, now, institutions)]));
}

function durationMs(duration: string): number {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration);
  if (!parts) throw new Error(`not a duration: ${duration}`);
  return ((Number(parts[1] ?? 0) * 24 + Number(parts[2] ?? 0)) * 60 + Number(parts[3] ?? 0)) * 60_000;
}

/** Sessions of the demonstration accounts, as a browser would hold them. */
class Desk {
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
        observer,
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

  async step(as: string, what: Step['do'], id: string, key: string, body: Record<string, unknown>): Promise<void> {
    const answer = await this.#act(as, what, id, key, body);
    if (answer.status >= 300) throw new Error(`a demonstration step (${what}) was refused: ${refusal(answer)}`);
  }

  async #act(as: string, what: Step['do'], id: string, key: string, body: Record<string, unknown>): Promise<Answer> {
    switch (what) {
      case 'correct': {
        const { version } = await this.get<CaseAnswer>(as, `/incidents/${id}`);
        return this.#send(as, 'PATCH', `/incidents/${id}`, { body, version });
      }
      case 'submit-expenses':
        return this.#send(as, 'POST', `/incidents/${id}/expenses`, { body, key });
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
      case 'open':
      case 'withdraw':
      case 'report':
        return this.#send(as, 'POST', `/incidents/${id}/transitions`, {
          body: { to: { triage: 'triaged', open: 'open', withdraw: 'withdrawn', report: 'reported' }[what], ...body },
          key,
        });
    }
  }

  /** Waits until the workers have settled what the last step set off. */
  async settled(id: string): Promise<void> {
    const until = Date.now() + 30_000;
    for (let last = ''; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 150))) {
      const found = await this.get<CaseAnswer & { expenses: { state: string }[]; factsVersion: number; state: string }>(
        observer,
        `/incidents/${id}`,
      );
      const requests = await this.get<object>(observer, `/support-requests?incidentId=${id}`);
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
