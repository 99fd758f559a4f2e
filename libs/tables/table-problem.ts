import { Problem } from '#problems';
import { TableFault } from './table-fault.js';

/** A file that is no readable table, as a refusal of its upload; any other error as it is. */
export function tableProblem(error: unknown): unknown {
  if (!(error instanceof TableFault)) return error;
  const { code, textJa, textEn } = error;
  return new Problem('expenses.file-unreadable', { missing: [{ code: `file.${code}`, textJa, textEn }] });
}
