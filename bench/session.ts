import { Agent, request } from 'node:http';

/** What a signed-in person sends with each request. */
export interface Session {
  readonly cookie: string;
  readonly csrfToken: string;
}

export interface Said {
  readonly status: number;
  readonly text: string;
  readonly cookie: string;
}

export interface Request {
  readonly path: string;
  /** JSON of a POST; a GET when absent. */
  readonly body?: string;
  readonly key?: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Sends one request over a kept-alive connection. */
export function send(address: string, session: Session | null, { path, body, key }: Request): Promise<Said> {
  const content = body === undefined ? undefined : Buffer.from(body);
  const headers = {
    ...(content === undefined ? {} : { 'content-type': 'application/json', 'content-length': content.length }),
    ...(session === null ? {} : { cookie: session.cookie, 'x-csrf-token': session.csrfToken }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  };
  return new Promise((done, failed) => {
    const method = content === undefined ? 'GET' : 'POST';
    const asked = request(`${address}/api/v1${path}`, { method, agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', failed);
      answer.on('end', () =>
        done({
          status: answer.statusCode ?? 0,
          text: Buffer.concat(parts).toString('utf8'),
          cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
        }),
      );
    });
    asked.on('error', failed);
    asked.end(content);
  });
}

/** Signs somebody in. Throws when they cannot. */
export async function openSession(address: string, email: string, password: string): Promise<Session> {
  const answer = await send(address, null, { path: '/auth/sessions', body: JSON.stringify({ email, password }) });
  if (answer.status !== 201) throw new Error(`${email} cannot sign in: ${answer.text}`);
  return { cookie: answer.cookie, csrfToken: (JSON.parse(answer.text) as { csrfToken: string }).csrfToken };
}

/** Holds a line of live updates open and reads what comes; it ends with this process. */
export function follow(address: string, { cookie }: Session): void {
  const asked = request(`${address}/api/v1/events`, { headers: { cookie, accept: 'text/event-stream' } }, (answer) => {
    answer.on('error', () => undefined);
    answer.resume();
  });
  asked.on('error', () => undefined);
  asked.end();
}
