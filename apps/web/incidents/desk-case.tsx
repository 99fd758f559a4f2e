import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { CaseChecks } from '../decisions/case-checks.js';
import { AskedSupport } from '../emergency-support/case-support.js';
import { useUser } from '../shell/session.js';
import { actsOf, CaseActs, type ActName } from './case-acts.js';
import { CaseClocks } from './case-clocks.js';
import { CaseHead } from './case-head.js';
import { CaseLimits } from './case-limits.js';
import { CaseOutlooks } from './case-outlooks.js';
import { CaseParts, isWide, partsOf } from './case-parts.js';
import { CasePeople } from './case-people.js';
import { CaseStream } from './case-stream.js';
import { composedBy, Composer, useComposed, useComposerActs, type Composed } from './composer.js';
import style from './desk-case.module.css';
import { MergeProposals } from './merge-proposals.js';
import { OpenPromises } from './open-promises.js';
import { PhaseStrip } from './phases.js';
import { useCallsToRecord } from './record-call.js';
import { useLetterKeys } from './use-letter-keys.js';
import { usePart, useShowPart } from './use-part.js';

type Case = Schemas['CaseDto'];

/**
 * A case as the insurer's people work with it. Its head stays in sight; what happened and what is recorded stand in the
 * middle, acts, outlooks, limits and people at the right, each with its letter.
 */
export function DeskCase({ of: incident }: { readonly of: Case }) {
  const { roles } = useUser();
  const part = usePart('part', partsOf(incident));
  const showPart = useShowPart();
  const calls = useCallsToRecord(incident.id);
  const [opened, setOpened] = useState<ActName | null>(null);
  // an act that was done is no longer there
  const open = actsOf(incident, roles).find((act) => act === opened) ?? null;
  const [composing, setComposing] = useState<Composed | null>(null);
  const writable = useComposed();
  const goTo = useLetterKeys((letter) => {
    const composed = composedBy(letter);
    if (composed !== null && writable.includes(composed)) setComposing(composed);
    return showPart('stream');
  });
  useComposerActs(goTo);
  const ended = ['closed', 'withdrawn', 'declined', 'merged'].includes(incident.state);
  return (
    <div className={style.page} data-wide={isWide(part) || undefined}>
      <CaseHead of={incident} />
      <div className={style.middle}>
        <PhaseStrip of={incident} className={style.phases} />
        <CaseClocks of={incident} />
        <CaseParts
          of={incident}
          chosen={part}
          stream={
            <>
              <Composer
                of={incident}
                calls={calls}
                isNext={open === null && calls.length > 0 && !ended}
                chosen={composing}
                onChoose={setComposing}
              />
              <CaseStream id={incident.id} />
            </>
          }
        />
      </div>
      <aside className={style.side}>
        <CaseActs of={incident} open={open} onOpen={setOpened} hasNext={calls.length === 0 && open === null} />
        <MergeProposals caseId={incident.id} />
        <OpenPromises of={incident} />
        <CaseOutlooks of={incident} />
        <CaseLimits of={incident} letter="l" />
        <AskedSupport caseId={incident.id} letter="s" />
        <CasePeople of={incident} />
        <CaseChecks
          caseId={incident.id}
          mayRecord={!ended && roles.some((role) => ['adjuster', 'senior-adjuster'].includes(role))}
        />
      </aside>
    </div>
  );
}
