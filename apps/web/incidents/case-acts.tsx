import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import type { Schemas } from '../api/api.js';
import { useUser, type User } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { usePageActs } from '../ui/page-acts.js';
import { Section } from '../ui/page.js';
import style from './desk-case.module.css';
import { Matching } from './match-policy.js';
import { MovePhase } from './move-phase.js';
import { NameAdjuster } from './name-adjuster.js';
import { OpenCase } from './open-case.js';
import { Triage } from './triage-case.js';
import { Withdraw } from './withdraw-case.js';

type Case = Schemas['CaseDto'];
export type ActName = 'triage' | 'open' | 'match' | 'adjuster';

const ended = ['closed', 'withdrawn', 'declined', 'merged'];

/** The acts that the reader can do now, in their order; the first is the next one, unless it only changes a person. */
export function actsOf({ state, policyMatch }: Case, roles: User['roles']): readonly ActName[] {
  // before it is open, who is in charge is named with its opening
  const adjuster = ['open', 'settling'].includes(state) ? (['adjuster'] as const) : [];
  if (!roles.includes('support')) return roles.includes('senior-adjuster') ? adjuster : [];
  return [
    ...(state === 'reported' ? ['triage' as const] : []),
    ...(state === 'triaged' ? ['open' as const] : []),
    // while it is reported, it is matched within its triage
    ...(state !== 'reported' && !ended.includes(state) && policyMatch !== 'matched' ? ['match' as const] : []),
    ...adjuster,
  ];
}

/**
 * What can be done with the case now, with what it still needs; each opens its form in place. `hasNext`: the first of
 * them is the one next act of the page.
 */
export function CaseActs({
  of: incident,
  open,
  onOpen,
  hasNext,
}: {
  readonly of: Case;
  readonly open: ActName | null;
  readonly onOpen: (act: ActName | null) => void;
  readonly hasNext: boolean;
}) {
  const { texts, say } = useApp();
  const t = texts.casePage;
  const { roles } = useUser();
  const isDesk = roles.includes('support');
  const acts = actsOf(incident, roles);
  const mayWithdraw = isDesk && incident.allowedActions.some(({ to }) => to === 'withdrawn');
  const mayMovePhases = incident.phaseActions.length > 0;
  const missing = (to: string) => incident.allowedActions.find((action) => action.to === to)?.missing ?? [];
  const of: Readonly<Record<ActName, { title: string; missing: Case['allowedActions'][number]['missing'] }>> = {
    triage: { title: texts.cases.triage, missing: missing('triaged') },
    open: { title: texts.cases.openCase, missing: missing('open') },
    match: { title: texts.cases.matching, missing: [] },
    adjuster: { title: t.changeAdjuster, missing: [] },
  };
  const forms: Readonly<Record<ActName, () => ReactNode>> = {
    triage: () => <Triage key={incident.id} of={incident} />,
    open: () => <OpenCase of={incident} />,
    match: () => <Matching of={incident} />,
    adjuster: () => <NameAdjuster of={incident} onDone={() => onOpen(null)} />,
  };
  const begin = (act: ActName): void => {
    flushSync(() => onOpen(act));
    const part = document.querySelector(`[data-act="${act}"]`);
    // a form that still reads what it shows has no field yet: its button has the focus
    (part?.querySelector<HTMLElement>('form :is(input, select, textarea)') ?? part?.querySelector('button'))?.focus();
  };
  usePageActs(
    acts.map((act) => ({
      name: of[act].title,
      missing: of[act].missing.map((one) => say(one)).join(' '),
      run: () => begin(act),
    })),
  );
  return (
    <Section title={t.acts} letter=".">
      {acts.map((act, at) => (
        <Act
          key={act}
          act={act}
          {...of[act]}
          begin={t.begin[act]}
          isNext={hasNext && at === 0 && act !== 'adjuster'}
          isFirst={at === 0}
          isOpen={open === act}
          onOpen={(isOpen) => onOpen(isOpen ? act : null)}
        >
          {forms[act]}
        </Act>
      ))}
      {mayMovePhases && <MovePhase of={incident} isFirst={acts.length === 0} />}
      {mayWithdraw && <Withdraw of={incident} compact isFirst={acts.length === 0 && !mayMovePhases} />}
      {acts.length === 0 && !mayWithdraw && !mayMovePhases && <p>{t.noActs}</p>}
    </Section>
  );
}

/** One act: its name, what it needs, and its form once it is opened; what was typed stays when it is closed. */
function Act({
  act,
  title,
  missing,
  begin,
  isNext,
  isFirst,
  isOpen,
  onOpen,
  children,
}: {
  readonly act: ActName;
  readonly title: string;
  readonly missing: Case['allowedActions'][number]['missing'];
  readonly begin: string;
  readonly isNext: boolean;
  readonly isFirst: boolean;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly children: () => ReactNode;
}) {
  const { texts, say } = useApp();
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (isOpen && !wasOpen) setWasOpen(true);
  return (
    <section className={style.act} aria-label={title} data-act={act}>
      <div>
        <h3>{title}</h3>
        {missing.length > 0 && (
          <ul aria-label={texts.casePage.missing}>
            {missing.map((one) => (
              <li key={one.code}>{say(one)}</li>
            ))}
          </ul>
        )}
      </div>
      <Button
        className="no-print"
        variant={isNext ? 'filled' : 'default'}
        aria-expanded={isOpen}
        data-first={isFirst || undefined}
        onClick={() => onOpen(!isOpen)}
      >
        {isOpen ? texts.common.close : begin}
      </Button>
      {wasOpen && (
        <div className={style.form} hidden={!isOpen}>
          {children()}
        </div>
      )}
    </section>
  );
}
