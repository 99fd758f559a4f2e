import { Problem } from '#problems';
import { TableFault } from './table-fault.js';

/** The refusal of an upload for a TableFault; any other error unchanged. */
export function tableProblem(error: unknown): unknown {
  if (!(error instanceof TableFault)) return error;
  const { code, textJa, textEn } = error;
  return new Problem('expenses.file-unreadable', { missing: [{ code: `file.${code}`, textJa, textEn }] });
}
