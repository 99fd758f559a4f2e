import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { PolicySearch } from '../policies/policy-search.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';

type Case = Schemas['CaseDto'];

/** Says under which policy a case falls. `title`: its heading within another form. */
export function Matching({ of: incident, title }: { readonly of: Case; readonly title?: string }) {
  const { texts } = useApp();
  const t = texts.cases;
  const match = useAct('post', '/incidents/{id}/matches');
  const [done, setDone] = useState<string | null>(null);
  if (incident.policyMatch === 'matched')
    return <p>{t.matchedWith(`${incident.institutionName ?? ''}　${incident.policyNumber ?? ''}`)}</p>;
  return (
    <div>
      {title && <h4 className={style.sub}>{title}</h4>}
      <PolicySearch
        label={t.matchSearch}
        initial={incident.policyNumber ?? incident.institutionName ?? ''}
        choose={t.matchThis}
        pending={match.pending}
        isNext={title === undefined}
        onChoose={(policy) =>
          void match
            .send({ path: { id: incident.id }, body: { institutionId: policy.institutionId, policyId: policy.id } })
            .then((answer) => answer && setDone(t.matchedWith(policy.institutionName)))
        }
      />
      <ProblemNote error={match.error} />
      <DoneNote>{done}</DoneNote>
    </div>
  );
}
