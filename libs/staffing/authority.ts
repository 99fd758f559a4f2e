/**
 * Yen that a role may decide by itself in every lane, while no line of its own stands for the person there; other
 * roles decide nothing. The database asks the same (`authority_of`).
 */
export const authorityOfRole = { adjuster: 1_000_000, 'senior-adjuster': 20_000_000 } as const;
