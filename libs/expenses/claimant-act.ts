export const claimantActKinds = ['demand', 'paid-by-institution', 'consent', 'settlement', 'judgment'] as const;
export type ClaimantActKind = (typeof claimantActKinds)[number];
