import type { Actor, Tx } from '#database';
import { actorOf, clientsInForce, notLeft, rolesInForce, type Standing } from './roles-in-force.js';

/** The actor of a person as they stand now, for work that they asked for; null: left, or without a role in force. */
export async function actorOfPerson(tx: Tx, personId: string): Promise<Actor | null> {
  const person = await tx.one<Standing>(
    `SELECT p.id AS person_id, p.institution_id, i.name AS institution_name, p.agency_id, ${rolesInForce} AS roles,
       ${clientsInForce} AS clients
       FROM person p JOIN institution i ON i.id = p.institution_id
      WHERE p.id = $1 AND ${notLeft}`,
    [personId],
  );
  return person ? actorOf(person, null) : null;
}
