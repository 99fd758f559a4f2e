const counterBits = 42n;
const counterLimit = 1n << counterBits;

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

let lastMillisecond = -1;
let counter = 0n;

export function newId(): string {
  const now = Date.now();
  if (now > lastMillisecond) {
    lastMillisecond = now;
    counter = freshCounter();
  } else {
    // the same millisecond, or a clock set back: count on, so that ids of one process never decrease (RFC 9562, 6.2)
    counter += 1n;
    if (counter >= counterLimit) {
      lastMillisecond += 1;
      counter = freshCounter();
    }
  }
  return uuidVersion7(lastMillisecond, counter, randomHex(4));
}

export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text);
}

/** The top bit starts at 0, so that every millisecond has at least 2^41 ids. */
function freshCounter(): bigint {
  return BigInt(`0x${randomHex(6)}`) & ((1n << (counterBits - 1n)) - 1n);
}

function uuidVersion7(millisecond: number, count: bigint, tail: string): string {
  const time = millisecond.toString(16).padStart(12, '0');
  const high = (0x7000 | Number(count >> 30n)).toString(16);
  const middle = (0x8000 | Number((count >> 16n) & 0x3fffn)).toString(16);
  const low = Number(count & 0xffffn)
    .toString(16)
    .padStart(4, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-${high}-${middle}-${low}${tail}`;
}

// drawn in advance: an act makes ten ids and more, and four bytes from the system cost more each time than the id
const drawn = new Uint8Array(4_096);
let used = drawn.length;

function randomHex(bytes: number): string {
  if (used + bytes > drawn.length) {
    crypto.getRandomValues(drawn);
    used = 0;
  }
  let hex = '';
  for (const end = used + bytes; used < end; used++) hex += hexOf[drawn[used] ?? 0];
  return hex;
}
