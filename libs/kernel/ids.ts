const counterBits = 42n;
const counterLimit = 1n << counterBits;

let lastMillisecond = -1;
let counter = 0n;

export function newId(): string {
  const now = Date.now();
  if (now > lastMillisecond) {
    lastMillisecond = now;
    counter = freshCounter();
  } else {
    // The same millisecond, or a clock set back: count on, so that ids of one process never go backwards (RFC 9562, 6.2)
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

/** The top bit starts at 0, which leaves at least 2^41 ids in every millisecond. */
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

function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}
