import type { Role } from '#kernel';

/** Rows of no institution carry the insurer's id; an unmatched case carries "not known". */
export const INSURER = '00000000-0000-0000-0000-000000000001';
export const NOT_KNOWN = '00000000-0000-0000-0000-000000000000';

/** A request that takes effect once however often it is sent: its key and the hash of its content. */
export interface Once {
  readonly key: string;
  readonly hash: Buffer;
  readonly status: number;
}

/** The actor of a transaction. Everything that writes takes one; the audit and row security use it. */
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
  /** The institution for which a session reports; null for agents and the insurer. */
  readonly institutionId: string | null;
  readonly institutionName: string | null;
  readonly cases: '*' | readonly string[];
  readonly sessionId: string | null;
  readonly once?: Once;
}

/** A worker, the relay or a command: an actor of the insurer's side, named by what it does. */
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

/** The text under which keys and reports of this actor are stored. */
export function actorText(actor: Actor): string {
  return `${actor.kind}:${actor.id}`;
}

/** The person's id, where the actor is one. */
export function personOf(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.id : null;
}

/** The same actor in the first of its roles that is among these; unchanged when none is. */
export function actingAs(actor: Actor, roles: readonly string[]): Actor {
  const role = actor.roles.find((held) => roles.includes(held));
  return role === undefined || role === actor.as ? actor : { ...actor, as: role };
}
