import { useState } from 'react';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { ShortText, YenField } from '../ui/fields.js';
import { faultsOf } from '../ui/problem.js';
import { checks, yenOf } from '../ui/typed-values.js';
import { useKept } from '../ui/use-kept.js';

interface Typed {
  readonly against: string;
  readonly loss: string;
  readonly sought: string;
}
const blank: Typed = { against: '', loss: '', sought: '' };
const longestName = 200;

/** A right of recourse against somebody, with the whole loss of the institution and what is sought. */
export function EnterRecourse({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const { texts, say } = useApp();
  const t = texts.recourses;
  const tell = useNotice();
  const act = useAct('post', '/incidents/{id}/recourses');
  const form = useKept<Typed>(`recourse form ${caseId}`, blank);
  const { against, loss, sought } = form.value;
  const change = (more: Partial<Typed>): void => form.change({ ...form.value, ...more });
  const [asked, setAsked] = useState(false);
  const check = checks(texts.common);
  const faults = { against: check.text(longestName)(against), loss: check.yen(loss), sought: check.yen(sought) };
  const told = faultsOf(act.error, say);
  const fault = (name: keyof Typed): string | null | undefined =>
    asked ? (faults[name] ?? told[`/${name}`]) : undefined;
  return (
    <ActDialog
      onClose={onClose}
      title={t.enter}
      lead={t.enterLead}
      label={t.note}
      hint={texts.decisions.goesInto.inside}
      reason="optional"
      keep={`recourse ${caseId}`}
      doing={act}
      onAsked={() => setAsked(true)}
      send={async (note) => {
        const [lossYen, soughtYen] = [yenOf(loss), yenOf(sought)];
        if (Object.values(faults).some((one) => one !== null) || lossYen === null || soughtYen === null)
          return undefined;
        const body = { against: against.trim(), loss: lossYen, sought: soughtYen, ...(note ? { note } : {}) };
        const done = await act.send({ path: { id: caseId }, body });
        if (done) {
          form.clear();
          tell(t.entered);
        }
        return done;
      }}
    >
      <ShortText
        label={t.against}
        most={longestName}
        value={against}
        onChange={(typed) => change({ against: typed })}
        error={fault('against')}
      />
      <YenField label={t.loss} value={loss} onChange={(typed) => change({ loss: typed })} error={fault('loss')} />
      <YenField
        label={t.amounts.sought}
        value={sought}
        onChange={(typed) => change({ sought: typed })}
        error={fault('sought')}
      />
    </ActDialog>
  );
}
