import type { VictimAccount } from '#expenses';

/** What of one victim's claim is on its way or paid, and what waits; whole yen. */
export interface VictimPaid {
  /** Payments that were not stopped, as the database function `victim_room` counts them. */
  readonly toInstitution: number;
  readonly toVictim: number;
  /** Approved and without a payment, by whom it is paid to. */
  readonly waitsForInstitution: number;
  readonly waitsForVictim: number;
  /** Of what waits, what article 22 holds. */
  readonly held: number;
}

/** What the register lacks before all that waits can be paid (whole yen); 0: nothing of it. */
export interface VictimLacks {
  /** More payments of the institution to the victim; a consent to `consentNeeded` does as well. */
  readonly payment: number;
  /** The amount the victim would have to consent to. */
  readonly consentNeeded: number;
  /** More liability, by settlement or judgment. */
  readonly established: number;
}

/**
 * What of the register is missing for all that waits to pass the gate of article 22 (Insurance Act), whichever is paid
 * first: the institution is paid at most the greater of its payments and the consent, both together at most what is
 * established, and the victim not again what the institution has paid it.
 */
export function lacksOf(
  { paidByInstitution, consented, established }: Omit<VictimAccount, 'demanded'>,
  { toInstitution, toVictim, waitsForInstitution, waitsForVictim }: Omit<VictimPaid, 'held'>,
): VictimLacks {
  const institution = toInstitution + waitsForInstitution;
  const victim = toVictim + waitsForVictim;
  const isShort = waitsForInstitution > 0 && institution > Math.max(paidByInstitution, consented);
  const liability = Math.max(
    waitsForInstitution > 0 ? institution + victim : 0,
    waitsForVictim > 0 ? victim + Math.max(institution, paidByInstitution) : 0,
  );
  return {
    payment: isShort ? institution - paidByInstitution : 0,
    consentNeeded: isShort ? institution : 0,
    established: Math.max(0, liability - established),
  };
}
