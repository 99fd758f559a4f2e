import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '#database';
import { newId, shownLine } from '#kernel';
import { contentHash, privateFolder } from '#platform';
import { Problem } from '#problems';
import { largestUpload } from './http-edges.js';

/** A received file on this machine's disk; the receiver removes it. */
export interface ReceivedFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: Buffer;
}

/** A form with one file. */
export interface ReceivedForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: ReceivedFile;
}

/**
 * Receives multipart/form-data with one file, streamed to a folder, never whole in memory. Throws `uploads.not-a-form`,
 * `uploads.no-file`, `uploads.one-file`, `uploads.empty`, `uploads.too-large`, `uploads.cut-off`, and leaves no file
 * then.
 */
export async function receiveForm(request: FastifyRequest, folder: string): Promise<ReceivedForm> {
  if (!request.isMultipart()) throw new Problem('uploads.not-a-form');
  const fields: Record<string, string> = {};
  let file: ReceivedFile | null = null;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        file = await received(part.file, part.filename, folder);
      } else if (typeof part.value === 'string') fields[part.fieldname] = part.value;
    }
    if (file === null) throw new Problem('uploads.no-file');
    if (file.size === 0) throw new Problem('uploads.empty', at('/file', 'uploads.empty'));
    return { fields, file };
  } catch (error) {
    if (file !== null) await rm(file.path, { force: true });
    throw asProblem(error);
  }
}

const at = (pointer: string, code: 'uploads.empty') => ({ errors: [{ pointer, code }] });

/**
 * Runs work with the file of a form: `signal` is aborted when the client leaves before its answer, and the file is
 * removed at the end.
 */
export async function withForm<T>(
  request: FastifyRequest,
  folder: string,
  work: (form: ReceivedForm, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  request.raw.socket.once('close', leave);
  try {
    const form = await receiveForm(request, folder);
    try {
      return await work(form, gone.signal);
    } finally {
      await rm(form.file.path, { force: true });
    }
  } finally {
    request.raw.socket.off('close', leave);
  }
}

/**
 * Refuses a file other than the one that was previewed, by its content (`sha256`) and by the figures of the preview
 * that the form repeats. Throws `uploads.preview-differs`.
 */
export function requireShown({ fields, file }: ReceivedForm, holds: Readonly<Record<string, number>>): void {
  const sha256 = file.sha256.toString('hex');
  if ((fields['sha256'] ?? sha256) !== sha256) throw new Problem('uploads.preview-differs');
  for (const [name, value] of Object.entries(holds))
    if ((fields[name] ?? String(value)) !== String(value)) throw new Problem('uploads.preview-differs');
}

/** The actor with a hash of the whole form, so that the same form under the same key takes effect once. */
export function onceWithFile(actor: Actor, { fields, file }: ReceivedForm): Actor {
  const { once } = actor;
  if (!once) return actor;
  return { ...actor, once: { ...once, hash: contentHash('form', fields, file.sha256.toString('hex')) } };
}

async function received(stream: Readable, given: string, folder: string): Promise<ReceivedFile> {
  privateFolder(folder);
  const path = join(folder, newId());
  const hash = createHash('sha256');
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > largestUpload) return done(new Problem('uploads.too-large'));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(stream, counted, createWriteStream(path, { flush: true, mode: 0o600 }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, name: plainName(given), size, sha256: hash.digest() };
}

/** The name without folders and characters that are not shown; never empty, at most 200 characters. */
function plainName(given: string): string {
  const name = shownLine(basename(given.replaceAll('\\', '/')))
    .normalize('NFC')
    .replaceAll(/[\0\p{Surrogate}]/gu, '')
    .trim();
  if (name.length <= 200) return name === '' ? 'file' : name;
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
  return `${name.slice(0, 200 - ending.length)}${ending}`;
}

function asProblem(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Problem) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'FST_REQ_FILE_TOO_LARGE') return new Problem('uploads.too-large');
  if (/^FST_(PARTS|FILES|FIELDS)_LIMIT$/.test(code)) return new Problem('uploads.one-file');
  // errors of the parser for a body that is cut off or no form
  if (
    code.startsWith('FST_') ||
    /multipart|boundary|Unexpected end|premature|aborted/i.test(`${error.message} ${code}`)
  )
    return new Problem('uploads.cut-off');
  return error;
}
