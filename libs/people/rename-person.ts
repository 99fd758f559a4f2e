import { type Tx } from '#database';
import { requireVersion } from '#http';
import { foldLetters } from '#kernel';
import { Problem } from '#problems';
import { PersonEntity } from './person.entity.js';
import { auditPerson, personForUpdate } from './person.store.js';

/** Changes the name of a person. Throws `requests.not-found`, `requests.stale-version`, `parties.person-left`. */
export async function renamePerson(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  displayName: string,
): Promise<void> {
  const person = await personForUpdate(tx, id);
  requireVersion(person.version, expectedVersion);
  if (person.has_left) throw new Problem('parties.person-left');
  const name = displayName.trim();
  if (name === person.display_name) return;
  await tx.update(
    PersonEntity,
    { id: person.id },
    { display_name: name, name_folded: foldLetters(name), version: person.version + 1 },
  );
  auditPerson(tx, person, {
    action: 'person.renamed',
    subject: `person:${id}`,
    before: { displayName: person.display_name },
    after: { displayName: name },
  });
}
