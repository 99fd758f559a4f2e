import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { packageRoot } from '#platform';

/**
 * A photograph of an invented receipt, 1200 × 900, in HEVC as telephones write it. Drawn for the tests, written by
 * heif-enc.
 */
export const receiptHeic = (): Buffer => readFileSync(join(packageRoot, 'test/support/receipt.heic'));

interface PngOf {
  readonly width: number;
  readonly height: number;
  readonly bits: 1 | 16;
  readonly interlaced?: boolean;
}

/**
 * A PNG of one colour: 1 bit of grey, or 64 bits of colour and transparency, a pixel. Small however large it says it
 * is.
 */
export function pngOf({ width, height, bits, interlaced = false }: PngOf): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, bits === 1 ? 0 : 6, 0, 0, interlaced ? 1 : 0], 8);
  const row = Math.ceil((width * bits * (bits === 1 ? 1 : 4)) / 8) + 1;
  // no more than a decoder may want to unpack
  const pixels = Buffer.alloc(Math.min(row * height, 200_000_000));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

interface TiffPage {
  readonly width: number;
  readonly height: number;
  /** Bytes of one grey each; fewer than there should be make a broken page. */
  readonly grey: Buffer;
}

/** A TIFF of grey pages without compression, as a fax machine stores them one behind the other. */
export function tiffOf(pages: readonly TiffPage[]): Buffer {
  const parts: Buffer[] = [Buffer.from('49492a0008000000', 'hex')];
  let at = 8;
  for (const [number, { width, height, grey }] of pages.entries()) {
    const fields: readonly (readonly [tag: number, value: number])[] = [
      [256, width],
      [257, height],
      [258, 8],
      [259, 1],
      [262, 1],
      [273, at + 2 + 9 * 12 + 4],
      [277, 1],
      [278, height],
      [279, Math.min(width * height, 0xffff_ffff)],
    ];
    const directory = Buffer.alloc(2 + fields.length * 12 + 4);
    directory.writeUInt16LE(fields.length, 0);
    for (const [index, [tag, value]] of fields.entries()) {
      const field = 2 + index * 12;
      directory.writeUInt16LE(tag, field);
      directory.writeUInt16LE(4, field + 2);
      directory.writeUInt32LE(1, field + 4);
      directory.writeUInt32LE(value, field + 8);
    }
    at += directory.length + grey.length;
    directory.writeUInt32LE(number === pages.length - 1 ? 0 : at, directory.length - 4);
    parts.push(directory, grey);
  }
  return Buffer.concat(parts);
}

const measuring = `import sharp from 'sharp';
const content = [];
for await (const part of process.stdin) content.push(part);
const picture = sharp(Buffer.concat(content));
const { width, height, format } = await picture.metadata();
const { channels } = await picture.stats();
if (format !== 'jpeg') throw new Error(format);
console.log(JSON.stringify({ width, height, mean: Math.round(channels[0].mean) }));`;

/**
 * How large a JPEG is and how bright, of 255. In a process of its own: the decoder does not live beside the product.
 */
export function measured(jpeg: ArrayBuffer): { width: number; height: number; mean: number } {
  const program = ['--input-type=module', '-e', measuring];
  const answer = execFileSync(process.execPath, program, { input: new Uint8Array(jpeg), cwd: packageRoot });
  return JSON.parse(answer.toString()) as { width: number; height: number; mean: number };
}
