import { Button } from '@mantine/core';
import { useState } from 'react';
import { count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { LongText } from '../ui/fields.js';
import { LinkButton } from '../ui/link-button.js';
import { faultsOf } from '../ui/problem.js';
import { checks } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useKept } from '../ui/use-kept.js';
import { longestText } from './use-proposal-form.js';

type Preview = Schemas['StatementPreviewDto'];
interface Shown {
  readonly of: Preview;
  /** Reads it again, right before it is proposed. */
  readonly again: () => Promise<Preview | undefined>;
  readonly caseId: string;
}

/** What somebody agrees to who proposes a statement. */
const agreedOf = ({ lines, pays, comesBack, notDemanded, hurdles, needs }: Preview): string =>
  JSON.stringify({ lines, pays, comesBack, notDemanded, hurdles, missing: needs.missing });

/**
 * Proposes the statement at the amount that is shown; questions of cover, reductions and the letter are on the page of
 * the month that carries it.
 */
export function ProposeStatement({ of: preview, again, caseId }: Shown) {
  const { texts } = useApp();
  const t = texts.interruption;
  const [opened, setOpened] = useState(false);
  const open = preview.questions.filter(({ code }) => !preview.standing.some((answer) => answer.code === code));
  const may = preview.mayPropose && preview.hurdles.length === 0 && open.length === 0;
  const carrier = preview.lines.find(({ expenseId }) => expenseId === preview.carrierId);
  return (
    <>
      {open.length > 0 && <p>{t.questions(String(count(open)))}</p>}
      <p className={`${style.row} no-print`}>
        {may && <Button onClick={() => setOpened(true)}>{t.propose}</Button>}
        {carrier && (
          <LinkButton variant={may ? 'default' : 'filled'} to="/expenses/$id" params={{ id: preview.carrierId }}>
            {t.openCarrier(texts.expenses.lineNo(carrier.line))}
          </LinkButton>
        )}
      </p>
      {opened && <Proposal of={preview} again={again} caseId={caseId} onClose={() => setOpened(false)} />}
    </>
  );
}

function Proposal({ of: preview, again, caseId, onClose }: Shown & { readonly onClose: () => void }) {
  const { texts, format, say } = useApp();
  const t = texts.interruption;
  const d = texts.decisions;
  const tell = useNotice();
  const act = useAct('post', '/incidents/{id}/statements');
  const isBack = preview.comesBack > 0;
  // the ready sentence says that money is paid
  const ready = preview.pays > 0 && !isBack ? d.defaultApprovePart : '';
  const kept = useKept<string | null>(`statement ${caseId}`, null);
  const value = kept.value ?? ready;
  const [changed, setChanged] = useState(false);
  const [reading, setReading] = useState(false);
  const [asked, setAsked] = useState(false);
  const fault = checks(texts.common).text(longestText)(value);
  return (
    <ActDialog
      onClose={onClose}
      title={t.propose}
      lead={isBack ? t.proposeBack(format.yen(preview.comesBack)) : t.proposeLead(format.yen(preview.pays))}
      reason="none"
      doing={{ pending: act.pending || reading, error: act.error }}
      onAsked={() => setAsked(true)}
      send={async () => {
        if (fault !== null) return undefined;
        // should what was seen have changed, nothing is proposed unseen
        setReading(true);
        const now = await again();
        setReading(false);
        const isOther = now !== undefined && agreedOf(now) !== agreedOf(preview);
        setChanged(isOther);
        if (isOther) return undefined;
        const body = { kind: 'approve' as const, amount: preview.pays, textJa: value.trim() };
        const done = await act.send({ path: { id: caseId }, body }, kept.clear);
        if (done) tell(done.state === 'open' ? t.proposed : t.decided);
        return done;
      }}
    >
      {changed && <p role="alert">{t.figuresChanged}</p>}
      <LongText
        label={d.textForInstitution}
        description={d.goesInto.letter}
        rows={3}
        most={longestText}
        value={value}
        onChange={kept.change}
        error={asked ? (fault ?? faultsOf(act.error, say)['/textJa']) : undefined}
      />
    </ActDialog>
  );
}
