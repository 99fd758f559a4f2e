import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { requireDeclared } from './declared-answers.js';
import { freshKey, type Reply, type Session, type TestSystem } from './system.js';

/** A PDF of one empty page with a line of its own, so that no two are the same. */
export const pdfOf = (text: string): Buffer =>
  Buffer.from(
    `%PDF-1.4\n% ${text}\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages ` +
      `/Kids [3 0 R] /Count 1>> endobj\n3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 10 10]>> ` +
      `endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n`,
  );

/** Sends a form with one file as somebody. */
export async function sendForm<T = Record<string, unknown>>(
  system: Pick<TestSystem, 'address'>,
  by: Pick<Session, 'cookie' | 'csrfToken'>,
  path: string,
  {
    fields = {},
    file,
    name = 'paper.pdf',
    key = freshKey(),
  }: { fields?: Readonly<Record<string, string>>; file?: Uint8Array; name?: string; key?: string },
): Promise<Reply<T>> {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  if (file) form.set('file', new Blob([file as Uint8Array<ArrayBuffer>]), name);
  const response = await fetch(`${system.address}/api/v1${path}`, {
    method: 'POST',
    headers: { cookie: by.cookie, 'x-csrf-token': by.csrfToken, 'idempotency-key': key },
    body: form,
  });
  requireDeclared('POST', response.url, response);
  return { status: response.status, headers: response.headers, body: (await response.json()) as T };
}

/** Files every paper that these expenses of a case need, one of each kind for all of them. */
export async function fileNeededPapers(
  system: TestSystem,
  by: Session,
  incidentId: string,
  expenseIds: readonly string[],
): Promise<void> {
  const { expenses } = await by.get<{
    expenses: { expenseId: string; missing: { code: string }[] }[];
  }>(`/incidents/${incidentId}/documents`);
  const needed = new Map<string, string[]>();
  for (const { expenseId, missing } of expenses)
    for (const { code } of missing)
      if (expenseIds.includes(expenseId)) needed.set(code, [...(needed.get(code) ?? []), expenseId]);
  for (const [code, proved] of needed) {
    const kind = code.replace('evidence-missing.', '');
    const filed = await sendForm<{ id: string }>(system, by, '/documents', {
      fields: { incidentId, kind },
      file: pdfOf(freshKey()),
    });
    if (filed.status !== 201) throw new Error(JSON.stringify(filed.body));
    const linked = await by.send('POST', `/documents/${filed.body.id}/links`, {
      key: freshKey(),
      body: { expenseIds: proved },
    });
    if (linked.status !== 200) throw new Error(JSON.stringify(linked.body));
  }
}

// put together, so that no virus check takes this very file for one
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** A stand-in for clamd: understands INSTREAM and finds the EICAR test file. `mute` makes it answer nothing. */
export async function clamdStandIn({ mute = false } = {}): Promise<{ url: string; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let got = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (part: Buffer) => {
      got = Buffer.concat([got, part]);
      if (mute) return void socket.destroy();
      const command = 'zINSTREAM\0';
      if (got.length < command.length) return;
      if (got.subarray(0, command.length).toString() !== command) return void socket.end('UNKNOWN COMMAND\0');
      const content: Buffer[] = [];
      for (let at = command.length; at + 4 <= got.length;) {
        const length = got.readUInt32BE(at);
        if (length === 0) {
          socket.end(Buffer.concat(content).includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
          return;
        }
        content.push(got.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
