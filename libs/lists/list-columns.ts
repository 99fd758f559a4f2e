import { insurerLists, type InsurerList, type ListColumn, type Words } from '#kernel';
import { faultAt } from '#problems';

/** The columns of a list that were chosen, in the list's order where none were. Throws `exports.column-unknown`. */
export function chosenColumns(list: InsurerList, chosen: readonly string[] | undefined): readonly string[] {
  const known: readonly string[] = insurerLists[list].columns.map(({ key }) => key);
  if (chosen === undefined || chosen.length === 0) return known;
  if (chosen.some((key) => !known.includes(key)) || new Set(chosen).size < chosen.length)
    throw faultAt('/columns', 'exports.column-unknown');
  return chosen;
}

/** The headings of columns in a file. */
export function headingsOf(list: InsurerList, columns: readonly string[], language: keyof Words): string[] {
  const known: readonly ListColumn[] = insurerLists[list].columns;
  return columns.map((key) => {
    const column = known.find((one) => one.key === key);
    return (column?.written ?? column)?.[language] ?? key;
  });
}
