import { foldLetters, foldName, foldTelephone, gramsOf } from '#kernel';
import type { CaseNameEntity } from './case-name.entity.js';

/** A report's names; `typedName` is that of an institution which nobody knows yet. */
export interface ReportedNames {
  readonly reporterName: string;
  readonly reporterPhone: string;
  readonly typedName: string | null;
}

/** The columns of `case_name` by which a case is searched. */
export function caseNameForms({
  reporterName,
  reporterPhone,
  typedName,
}: ReportedNames): Omit<CaseNameEntity, 'incident_id' | 'institution_id'> {
  const reporter = foldLetters(reporterName);
  const typed = (typedName && foldName(typedName)) || null;
  return {
    reporter_folded: reporter,
    typed_folded: typed,
    telephone_folded: foldTelephone(reporterPhone),
    grams: [...new Set([...gramsOf(reporter), ...gramsOf(typed ?? '')])],
  };
}
