import { getMetadataArgsStorage } from 'typeorm';
import type { EntityClass } from './entity-rows.js';

/** SQL, a list: every column of an entity but some, of its table under an alias. */
export function columnsOf<E extends object>(
  entity: EntityClass<E>,
  alias: string,
  but: readonly (keyof E)[] = [],
): string {
  return getMetadataArgsStorage()
    .filterColumns(entity)
    .filter(({ propertyName }) => !but.some((left) => left === propertyName))
    .map(({ propertyName }) => `${alias}.${propertyName}`)
    .join(', ');
}
