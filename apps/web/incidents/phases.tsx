import type { ReactNode } from 'react';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Status } from '../ui/status.js';
import { useMedia, wide } from '../ui/use-media.js';
import style from './institution-case.module.css';

type Case = Schemas['CaseDto'];

const phases = ['suspicion', 'investigation', 'apology', 'recovery', 'liability'] as const;

/** The five phases of the product and where the case is in them; without room, the names of the active ones. */
export function Phases({ of }: { readonly of: Case }) {
  const { texts } = useApp();
  const hasRoom = useMedia(`${wide}, print`);
  const active = phases.filter((phase) => of.phases[phase] === 'active').map((phase) => texts.cases.words.phase[phase]);
  return (
    <div>
      <PhaseStrip of={of} className={style.phases} isNamed={hasRoom} />
      {!hasRoom && active.length > 0 && (
        <p className={style.standing} aria-hidden="true">
          {texts.caseSections.activePhases(active.join('、'))}
        </p>
      )}
    </div>
  );
}

export function PhaseStrip({
  of: { phases: states },
  className,
  isNamed = true,
}: {
  readonly of: Case;
  readonly className: string | undefined;
  /** Else the names are for those who hear the page. */
  readonly isNamed?: boolean;
}) {
  const { texts } = useApp();
  const { words, whereWeAre } = texts.cases;
  return (
    <ol className={className} aria-label={whereWeAre}>
      {phases.map((phase) => (
        <li key={phase} data-state={states[phase]} aria-current={states[phase] === 'active' ? 'step' : undefined}>
          <Named isShown={isNamed}>
            <strong>{words.phase[phase]}</strong>
            <br />
            <Status tone={states[phase] === 'active' ? 'working' : states[phase] === 'done' ? 'good' : 'new'}>
              {words.phaseState[states[phase] as keyof typeof words.phaseState]}
            </Status>
          </Named>
        </li>
      ))}
    </ol>
  );
}

function Named({ isShown, children }: { readonly isShown: boolean; readonly children: ReactNode }) {
  return isShown ? children : <span className="visually-hidden">{children}</span>;
}
