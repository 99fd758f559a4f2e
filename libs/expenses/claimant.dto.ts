import { Choice, Count, Day, Id, Instant, ListOf, Text, YenAmount } from '#http';

const kinds = ['demand', 'paid-by-institution', 'consent', 'settlement', 'judgment'] as const;

export class EnterClaimantDto {
  @Text({ max: 200, pattern: '\\S', isName: true }) name: string;
}

/** An act about a claimant. Amounts replace the earlier ones; payments of the institution add up. */
export class ClaimantActDto {
  @Choice(kinds, { about: 'settlement and judgment are entered by the insurer' }) kind: (typeof kinds)[number];
  @YenAmount() amount: number;
  @Day() onDay: string;
  @Id({ optional: true, nullable: true, about: 'the paper that shows it' }) documentId?: string | null;
  @Text({ max: 2_000, optional: true, nullable: true }) note?: string | null;
}

export class KnownActDto {
  @Id() id: string;
  @Choice(kinds) kind: string;
  @YenAmount() amount: number;
  @Day() onDay: string;
  @Id({ nullable: true }) documentId: string | null;
  @Text({ max: 2_000, nullable: true }) note: string | null;
  @Instant() at: string;
}

/** A damages line for a claimant. */
export class ClaimantLineDto {
  @Id() expenseId: string;
  @Count() line: number;
  @Choice(['institution', 'victim'], { about: 'who is paid' }) payTo: string;
}

export class ClaimantDto {
  @Id() id: string;
  @Count() number: number;
  @Text({ max: 200 }) name: string;
  @YenAmount() demanded: number;
  @YenAmount() paidByInstitution: number;
  @YenAmount() consented: number;
  @YenAmount({ about: 'by settlement or judgment' }) established: number;
  @ListOf(KnownActDto) acts: KnownActDto[];
  @ListOf(ClaimantLineDto, { about: 'the damages lines that are for them' }) lines: ClaimantLineDto[];
}

/** The register of claimants of a case; no agent reads it. */
export class ClaimantsDto {
  @ListOf(ClaimantDto) items: ClaimantDto[];
}

export class NameClaimantDto {
  @Id() claimantId: string;
  @Choice(['institution', 'victim'], { about: 'who is paid' }) payTo: 'institution' | 'victim';
}
