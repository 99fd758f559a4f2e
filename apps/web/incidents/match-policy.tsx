import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { PolicySearch } from '../policies/policy-search.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';

type Case = Schemas['CaseDto'];

/** Says under which policy a case falls. */
export function Matching({ of: incident }: { readonly of: Case }) {
  const { texts } = useApp();
  const t = texts.cases;
  const match = useAct('post', '/incidents/{id}/matches');
  const [done, setDone] = useState<string | null>(null);
  if (incident.policyMatch === 'matched')
    return <p>{t.matchedWith(`${incident.institutionName ?? ''}　${incident.policyNumber ?? ''}`)}</p>;
  return (
    <div>
      <h3 className={style.sub}>{t.matching}</h3>
      <PolicySearch
        label={t.matchSearch}
        initial={incident.policyNumber ?? incident.institutionName ?? ''}
        choose={t.matchThis}
        pending={match.pending}
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
