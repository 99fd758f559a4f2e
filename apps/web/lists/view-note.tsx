import { useApp } from '../text/use-text.js';
import { ProblemNote } from '../ui/problem.js';
import type { ListView } from './use-list-view.js';

/** Says that the view which the address names is not what is shown, and why; else nothing. */
export function ViewNote({ of: { isMissing, error } }: { readonly of: Pick<ListView<never>, 'isMissing' | 'error'> }) {
  const t = useApp().texts.list;
  if (isMissing) return <p role="status">{t.viewGone}</p>;
  if (error === undefined) return null;
  return (
    <>
      <ProblemNote error={error} />
      <p role="status">{t.viewUnread}</p>
    </>
  );
}
