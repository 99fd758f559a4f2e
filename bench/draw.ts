/** One of so many, the same for the same case; a column each. */
export const draw = (column: number, of: number): string => `((hashint4(n # ${column}) & 2147483647) % ${of})`;

/** The id of the row of a kind with a number. */
export const id = (kind: string, n: string): string => `md5('${kind}-' || ${n})::uuid`;
