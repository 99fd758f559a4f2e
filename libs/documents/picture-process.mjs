// Makes one page of a picture a JPEG that every browser shows, in a process of its own that ends with it: the content
// may be hostile, and a fault in a decoder, its memory and its time must harm no other request. Standard input: the
// content. Arguments: its bytes, the page from 1 on. Sends its parent `{ jpeg, pages }`, or ends without.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread, Worker } from 'node:worker_threads';
import sharp from 'sharp';

const mostPixels = 50_000_000;
/** 256 MB, less what may be taken between two measurements. */
const mostBytes = 240 * 1_048_576;
/** The longest side of the JPEG, in dots: A4 at 220 dots an inch. */
const longestSide = 2_560;
const white = '#ffffff';
/**
 * @typedef {{ readonly data: Uint8Array, readonly stride: number, readonly width: number, readonly height: number }}
 * Plane
 */

/**
 * Weights of red and blue in the brightness, by the number of the matrix (ITU-T H.273); 6 where the picture names none.
 */
const weights = new Map([
  [1, [0.2126, 0.0722]],
  [9, [0.2627, 0.0593]],
]);

if (isMainThread) {
  const [size, page] = process.argv.slice(2).map(Number);
  new Worker(fileURLToPath(import.meta.url));
  process.send?.(await pictureOf(await received(size), page));
} else {
  // in a thread of its own, because the decoder blocks its thread while it works
  const parent = process.ppid;
  setInterval(() => {
    if (process.memoryUsage.rss() > mostBytes || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }, 10);
}

/** @param {number} size */
async function received(size) {
  const content = Buffer.alloc(size);
  let filled = 0;
  for await (const part of process.stdin) filled += part.copy(content, filled);
  return content.subarray(0, filled);
}

/**
 * @param {Buffer} content
 * @param {number} page
 */
async function pictureOf(content, page) {
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: ['Jpeg', 'Png', 'Tiff', 'Webp', 'Nsgif'].map((form) => `VipsForeignLoad${form}`) });
  const isHeif = content.subarray(4, 8).toString('latin1') === 'ftyp';
  const { picture, pages } = isHeif ? await heifPicture(content, page) : await plainPicture(content, page);
  const jpeg = await picture
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: white })
    .toColourspace('srgb')
    .jpeg({ quality: 82 })
    .toBuffer();
  return { jpeg, pages };
}

/**
 * @param {Buffer} content
 * @param {number} page
 */
async function plainPicture(content, page) {
  const options = { limitInputPixels: mostPixels, sequentialRead: true, failOn: /** @type {const} */ ('error') };
  const { format, pages = 1 } = await sharp(content, options).metadata();
  // the pictures of an animation are no pages
  const all = format === 'tiff' ? pages : 1;
  if (page > all) throw new RangeError('there is no such page');
  return { picture: sharp(content, { ...options, page: page - 1 }), pages: all };
}

/**
 * The still picture of a HEIC, turned as its camera states.
 * @param {Buffer} content
 * @param {number} page
 */
async function heifPicture(content, page) {
  if (page !== 1) throw new RangeError('there is no such page');
  const heif = createRequire(import.meta.url)('libheif-js/wasm-bundle');
  const context = heif.heif_context_alloc();
  fine(heif.heif_context_read_from_memory(context, content), heif);
  const handle = fine(heif.heif_js_context_get_primary_image_handle(context), heif);
  if (heif.heif_image_handle_get_width(handle) * heif.heif_image_handle_get_height(handle) > mostPixels)
    throw new RangeError('too many pixels');
  const { heif_colorspace: space, heif_chroma: chroma } = heif;
  // in the planes of its file: half the memory of red, green and blue
  const kept = fine(heif.heif_js_decode_image2(handle, space.heif_colorspace_YCbCr, chroma.heif_chroma_420), heif);
  if (kept.channels[0].bits_per_pixel === 8) return { picture: fromPlanes(kept.channels, content), pages: 1 };
  heif.heif_image_release(kept.image);
  const interleaved = chroma.heif_chroma_interleaved_RGB;
  const { channels } = fine(heif.heif_js_decode_image2(handle, space.heif_colorspace_RGB, interleaved), heif);
  const [{ data, stride, width, height }] = channels;
  // a row is padded behind its last pixel
  const whole = sharp(Buffer.from(data.buffer, data.byteOffset, stride * height), {
    raw: { width: Math.floor(stride / 3), height, channels: 3 },
  });
  return { picture: whole.extract({ left: 0, top: 0, width, height }), pages: 1 };
}

/**
 * The answer of the decoder, unless it is an error.
 * @template T
 * @param {T & { code?: unknown }} answer
 * @param {{ heif_error_code: { heif_error_Ok: unknown } }} heif
 */
function fine(answer, heif) {
  if (!answer || (answer.code !== undefined && answer.code !== heif.heif_error_code.heif_error_Ok))
    throw new Error('the picture cannot be decoded');
  return answer;
}

/**
 * Brightness and colour differences as red, green and blue; a large picture is made smaller meanwhile by a whole
 * factor, since all of it beside its planes would be more memory than there is.
 * @param {readonly Plane[]} planes
 * @param {Buffer} content
 */
function fromPlanes([bright, blue, red], content) {
  const factor = Math.max(1, Math.round(Math.max(bright.width, bright.height) / longestSide - 0.1));
  const [width, height] = [bright.width, bright.height].map((side) => Math.max(1, Math.floor(side / factor)));
  const said = content.indexOf('colrnclx');
  const [kr, kb] = weights.get(said === -1 ? 6 : content.readUInt16BE(said + 12)) ?? [0.299, 0.114];
  const isFull = said === -1 || (content[said + 14] & 0x80) !== 0;
  const [floor, step, chromaStep] = isFull ? [0, 1, 1] : [16, 255 / 219, 255 / 224];
  const [fromRed, fromBlue] = [2 * (1 - kr) * chromaStep, 2 * (1 - kb) * chromaStep];
  const colours = new Uint8ClampedArray(width * height * 3);
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at += 3) {
      let sum = 0;
      for (let down = 0; down < factor; down++) {
        const from = (row * factor + down) * bright.stride + column * factor;
        for (let right = 0; right < factor; right++) sum += bright.data[from + right];
      }
      const y = (sum / (factor * factor) - floor) * step;
      // one colour for four brightnesses
      const chroma = ((row * factor) >> 1) * blue.stride + ((column * factor) >> 1);
      const [r, b] = [y + fromRed * (red.data[chroma] - 128), y + fromBlue * (blue.data[chroma] - 128)];
      colours[at] = r;
      colours[at + 1] = (y - kr * r - kb * b) / (1 - kr - kb);
      colours[at + 2] = b;
    }
  }
  return sharp(Buffer.from(colours.buffer), { raw: { width, height, channels: 3 } });
}
