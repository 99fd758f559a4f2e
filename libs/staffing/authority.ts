/**
 * Yen up to which a role may decide alone in every lane where the person has no line of their own; other roles have no
 * authority. `authority_of` of the database uses the same amounts.
 */
export const authorityOfRole = { adjuster: 1_000_000, 'senior-adjuster': 20_000_000 } as const;
