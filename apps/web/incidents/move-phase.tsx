import { Button, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { usePageActs } from '../ui/page-acts.js';
import style from '../ui/ui.module.css';

type Case = Schemas['CaseDto'];
type Move = Schemas['PhaseActionDto'];
type State = Move['to'];

const keyOf = ({ phase, to }: Move): string => `${phase} ${to}`;

/** Moves a phase of a case, by a dialog that says what each move still needs and sets off. */
export function MovePhase({ of: incident, isFirst }: { readonly of: Case; readonly isFirst: boolean }) {
  const t = useApp().texts.casePage.phases;
  const [opened, setOpened] = useState(false);
  usePageActs([{ name: t.act, run: () => setOpened(true) }]);
  return (
    <div className="no-print">
      <Button variant="subtle" px={0} data-first={isFirst || undefined} onClick={() => setOpened(true)}>
        {t.begin}
      </Button>
      {opened && <PhaseDialog of={incident} onClose={() => setOpened(false)} />}
    </div>
  );
}

function PhaseDialog({ of: incident, onClose }: { readonly of: Case; readonly onClose: () => void }) {
  const { texts, say } = useApp();
  const t = texts.casePage.phases;
  const { phase: names, phaseState: states } = texts.cases.words;
  const tell = useNotice();
  const act = useAct('post', '/incidents/{id}/phases/{phase}/transitions');
  const [chosen, setChosen] = useState('');
  const [asked, setAsked] = useState(false);
  // a colleague may have moved it meanwhile
  const move = incident.phaseActions.find((one) => keyOf(one) === chosen);
  return (
    <ActDialog
      onClose={onClose}
      title={t.act}
      label={t.reason}
      hint={texts.decisions.goesInto.inside}
      reason={(move?.reason ?? 'none') as 'required' | 'optional' | 'none'}
      keep={`phase ${incident.id}`}
      doing={act}
      onAsked={() => setAsked(true)}
      send={async (reason) => {
        if (!move) return undefined;
        const { phase, to } = move;
        const body = { to, ...(reason ? { reason } : {}) };
        const done = await act.send({ path: { id: incident.id, phase }, version: incident.version, body });
        if (done) tell(t.done(names[phase], states[to]));
        return done;
      }}
    >
      <Radio.Group
        label={t.which}
        value={move ? chosen : ''}
        onChange={setChosen}
        error={asked && !move ? t.none : undefined}
      >
        <Stack gap="xs" mt="xs">
          {incident.phaseActions.map((one) => (
            <Radio
              key={keyOf(one)}
              value={keyOf(one)}
              label={t.move(names[one.phase], states[incident.phases[one.phase] as State], states[one.to])}
              description={one.missing.map((text) => say(text)).join(' ')}
              disabled={one.missing.length > 0}
            />
          ))}
        </Stack>
      </Radio.Group>
      {move && <SetsOff of={incident} move={move} />}
    </ActDialog>
  );
}

/** What a move changes beside the phase, by the server. */
function SetsOff({ of: { expenses }, move }: { readonly of: Case; readonly move: Move }) {
  const { texts, format } = useApp();
  const t = texts.casePage.phases;
  const before = count(expenses.filter(({ beforeItsPhase }) => beforeItsPhase));
  return (
    <ul className={style.plainList} aria-label={t.setsOff}>
      <li>{t.told}</li>
      <li>{t.costs(texts.cases.words.phase[move.costsThen])}</li>
      {before !== move.linesBeforeThen && <li>{t.before(format.count(before), format.count(move.linesBeforeThen))}</li>}
    </ul>
  );
}
