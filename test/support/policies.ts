import { newId } from '#kernel';
import { asSuperuser } from './database.js';
import { freshKey, type Reply, type Session, type TestSystem } from './system.js';

let numbers = 0;
/** A policy number that no other entry of this process has. */
export const freshNumber = (): string => `TST-2026-${String(++numbers).padStart(6, '0')}`;

/**
 * The body of an entry that no rule refuses, with changes: a new medical corporation's hospital, 2026-04-01 to
 * 2027-04-01.
 */
export function entry(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const policyNumber = freshNumber();
  return {
    policyNumber,
    policyholder: `見本 契約者 ${policyNumber}`,
    isGroup: false,
    institution: {
      name: `見本病院 ${policyNumber}`,
      kind: 'hospital',
      corporationKind: 'medical-corporation',
      prefecture: 13,
    },
    plan: 2,
    inceptionDate: '2026-04-01',
    expiryDate: '2027-04-01',
    boundaryHour: 16,
    ...changes,
  };
}

/** A period as the API answers it. */
export interface Period {
  readonly id: string;
  readonly version: number;
  readonly institutionId: string;
  readonly institutionName: string;
  readonly policyNumber: string;
  readonly certificateNumber: string | null;
  readonly inceptionDate: string;
  readonly expiryDate: string;
  readonly continuousSince: string;
  readonly premises: readonly {
    readonly facilityId: string;
    readonly fromOn: string;
    readonly toOn: string | null;
    readonly declaredMidTerm: boolean;
  }[];
  readonly before: readonly { readonly id: string }[];
  readonly after: readonly { readonly id: string }[];
  readonly [member: string]: unknown;
}

/** A refusal as problem+json. */
export interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly allowed?: string }[];
}

export const post = <T = Period & Refusal>(
  session: Session,
  path: string,
  body: unknown,
  version?: number,
): Promise<Reply<T>> =>
  session.send<T>('POST', path, { body, key: freshKey(), ...(version === undefined ? {} : { version }) });

/** Enters a policy that must be accepted. */
export async function enter(session: Session, changes: Record<string, unknown> = {}): Promise<Period> {
  const answer = await post(session, '/policies', entry(changes));
  if (answer.status !== 201) throw new Error(`the entry was refused: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** A facility of the directory. */
export async function facility(
  system: TestSystem,
  given: { code: string; name?: string; kind?: string; prefecture?: number; closedOn?: string },
): Promise<string> {
  const id = newId();
  await asSuperuser(system.db.ownerUrl, (client) =>
    client.query(
      `INSERT INTO sonae.facility (id, code, name, name_grams, kind, prefecture, valid_from, closed_on)
         VALUES ($1, $2, $3, '{}', $4, $5, '2010-04-01', $6)`,
      [
        id,
        given.code,
        given.name ?? `見本施設 ${given.code}`,
        given.kind ?? 'hospital',
        given.prefecture ?? 13,
        given.closedOn ?? null,
      ],
    ),
  );
  return id;
}
