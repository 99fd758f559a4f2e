import type { Role } from '#kernel';

/**
 * Rows that belong to no institution carry the insurer's id; a case that nobody has matched yet carries "not known".
 */
export const INSURER = '00000000-0000-0000-0000-000000000001';
export const NOT_KNOWN = '00000000-0000-0000-0000-000000000000';

/** A request that must have one effect however often it is sent: its key and the hash of what it asks. */
export interface Once {
  readonly key: string;
  readonly hash: Buffer;
  readonly status: number;
}

/** Who acts, as what, for whom. Everything that writes takes one; the audit and row security are made from it. */
export interface Actor {
  readonly kind: 'person' | 'facility-code' | 'system';
  readonly id: string;
  readonly as: Role | 'system';
  readonly roles: readonly Role[];
  readonly side: 'insurer' | 'institution';
  /**
   * Institutions whose rows an institution's session may see: its own, or an agent's clients. Empty for the insurer.
   */
  readonly institutions: readonly string[];
  /** The one institution a session reports for; null for agents and the insurer. */
  readonly institutionId: string | null;
  readonly institutionName: string | null;
  readonly cases: '*' | readonly string[];
  readonly sessionId: string | null;
  readonly once?: Once;
}

/** A worker, the relay, a command: the insurer's side, named by what it does. */
export function systemActor(name: string): Actor {
  return {
    kind: 'system',
    id: name,
    as: 'system',
    roles: [],
    side: 'insurer',
    institutions: [],
    institutionId: null,
    institutionName: null,
    cases: '*',
    sessionId: null,
  };
}

/** The text under which keys and reports of this actor are kept. */
export function actorText(actor: Actor): string {
  return `${actor.kind}:${actor.id}`;
}

/** The person's id, where the actor is one. */
export function personOf(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.id : null;
}

/** The same actor, acting in the first of its roles that is among these; itself when none is. */
export function actingAs(actor: Actor, roles: readonly string[]): Actor {
  const role = actor.roles.find((held) => roles.includes(held));
  return role === undefined || role === actor.as ? actor : { ...actor, as: role };
}
