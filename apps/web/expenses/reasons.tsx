import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';

/** Why an assessment is as it is, each with the sentence of its rule. */
export function Reasons({ of: reasons }: { readonly of: readonly Schemas['AssessmentReasonDto'][] }) {
  const { say } = useApp();
  if (reasons.length === 0) return null;
  return (
    <ul>
      {reasons.map((reason) => (
        <li key={reason.code}>{say(reason)}</li>
      ))}
    </ul>
  );
}
