import type { Schemas } from '../api/api.js';
import { Link } from '@tanstack/react-router';
import { useApp } from '../text/use-text.js';

type Case = Schemas['CaseDto'];

/** Where a merged case went. */
export function MergedNote({ of: { mergedInto } }: { readonly of: Case }) {
  const { texts } = useApp();
  if (!mergedInto) return null;
  return (
    <p>
      <Link to="/cases/$id" params={{ id: mergedInto.id }}>
        {texts.cases.mergedInto(mergedInto.caseNumber)}
      </Link>
    </p>
  );
}
