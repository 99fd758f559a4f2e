import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { newId } from '#kernel';
import type { Actor } from './actor.js';
import { contentHash } from './canonical.js';
import { privateFolder } from './private-folder.js';
import { Problem } from './problem.js';

/** A file as it came, on this machine's disk; whoever takes it removes it. */
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
 * `uploads.no-file`, `uploads.empty`, `uploads.too-large`, `uploads.cut-off`; nothing stays behind then.
 */
export async function receiveForm(request: FastifyRequest, folder: string): Promise<ReceivedForm> {
  if (!request.isMultipart()) throw new Problem('uploads.not-a-form');
  const fields: Record<string, string> = {};
  let file: ReceivedFile | null = null;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        file = await received(part.file, part.filename, folder);
        if (part.file.truncated) throw new Problem('uploads.too-large');
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

/** The actor whose key stands for a form with its content: the same form again has one effect. */
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

/** The name without folders and signs that no screen shows; never empty. */
function plainName(given: string): string {
  const name = basename(given.replaceAll('\\', '/'))
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '')
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
  // what the parser of forms says of a body that ends too soon or is none
  if (
    code.startsWith('FST_') ||
    /multipart|boundary|Unexpected end|premature|aborted/i.test(`${error.message} ${code}`)
  )
    return new Problem('uploads.cut-off');
  return error;
}
