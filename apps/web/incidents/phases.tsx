import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';

type Case = Schemas['CaseDto'];

const phases = ['suspicion', 'investigation', 'apology', 'recovery', 'liability'] as const;

/** The five phases of the product and where the case is in them. */
export function Phases({ of }: { readonly of: Case }) {
  const { texts } = useApp();
  return (
    <Section title={texts.cases.whereWeAre}>
      <PhaseStrip of={of} className={style.phases} />
    </Section>
  );
}

export function PhaseStrip({
  of: { phases: states },
  className,
}: {
  readonly of: Case;
  readonly className: string | undefined;
}) {
  const { texts } = useApp();
  const { words, whereWeAre } = texts.cases;
  return (
    <ol className={className} aria-label={whereWeAre}>
      {phases.map((phase) => (
        <li key={phase} data-state={states[phase]} aria-current={states[phase] === 'active' ? 'step' : undefined}>
          <strong>{words.phase[phase]}</strong>
          <br />
          <Status tone={states[phase] === 'active' ? 'working' : states[phase] === 'done' ? 'good' : 'new'}>
            {words.phaseState[states[phase] as keyof typeof words.phaseState]}
          </Status>
        </li>
      ))}
    </ol>
  );
}
