import { createHash } from 'node:crypto';

/** JSON with members in the order of their names, so that equal content has equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** SHA-256 of the canonical texts of the values, one a line. */
export function contentHash(...values: readonly unknown[]): Buffer {
  return createHash('sha256').update(values.map(canonicalJson).join('\n')).digest();
}

/** SHA-256 of a secret that is stored only to be compared. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
