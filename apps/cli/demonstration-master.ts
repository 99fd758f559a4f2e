import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lane, Role } from '#kernel';
import { packageRoot } from '#platform';

/**
 * data/demo/master.json: keys name rows inside the file, e-mail addresses name people, months are counted from the day
 * of loading.
 */
export interface DemonstrationMaster {
  readonly institutions: readonly {
    readonly key: string;
    readonly name: string;
    readonly kind: string;
    readonly corporationKind: string;
    readonly telephone: string;
    readonly prefecture: number;
    readonly facilities: readonly string[];
  }[];
  readonly facilities: readonly {
    readonly key: string;
    readonly code: string;
    readonly name: string;
    readonly kind: string;
    readonly prefecture: number;
    readonly address: string;
    readonly bedsGeneral: number | null;
    readonly bedsTotal: number | null;
  }[];
  readonly agencies: readonly { readonly key: string; readonly name: string; readonly clients: readonly string[] }[];
  readonly policies: readonly {
    readonly number: string;
    readonly policyholder: string;
    readonly group: boolean;
    readonly members: readonly DemonstrationMember[];
  }[];
  readonly teams: readonly { readonly key: string; readonly name: string }[];
  readonly lanes: readonly {
    readonly lane: Lane;
    readonly team: string;
    readonly lead: string;
    readonly limitMinutes: number;
  }[];
  readonly people: readonly {
    readonly email: string;
    readonly name: string;
    readonly institution: string | null;
    readonly agency?: string;
    readonly roles: readonly Role[];
  }[];
  readonly skills: readonly { readonly person: string; readonly lanes: readonly Lane[] }[];
  readonly authorities: readonly { readonly person: string; readonly lane: Lane; readonly yen: number }[];
  readonly rosters: readonly {
    readonly person: string;
    readonly kind?: 'on-call';
    readonly capacity: number;
    readonly hours: string;
  }[];
}

export interface DemonstrationMember {
  readonly institution: string;
  readonly certificateNumber: string | null;
  readonly plan: number;
  readonly termsVersion: string;
  readonly inceptionMonthsAgo: number;
  readonly termMonths: number;
  readonly continuousMonthsBefore: number;
  readonly boundaryHour: number | null;
  readonly deductible: number;
  readonly taxCreditableRatio: number;
  readonly businessInterruption: {
    readonly limit: number;
    readonly waitingHours: number;
    readonly indemnityMonths: number | null;
  } | null;
  readonly bodilyInjuryPropertyDamage: boolean;
  readonly premises: readonly string[];
  readonly previousPeriods: number;
}

let master: DemonstrationMaster | undefined;

export function demonstrationMaster(): DemonstrationMaster {
  const file = join(packageRoot, 'data', 'demo', 'master.json');
  master ??= JSON.parse(readFileSync(file, 'utf8')) as DemonstrationMaster;
  return master;
}
