import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct, useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { DayField, ShortText, YenField } from '../ui/fields.js';
import { faultsOf } from '../ui/problem.js';
import { Loading, Shown } from '../ui/shown.js';
import { SumSteps } from '../ui/sum-steps.js';
import { checks, pastDayOf, yenOf } from '../ui/typed-values.js';
import { useKept } from '../ui/use-kept.js';

interface Typed {
  readonly amount: string;
  readonly day: string;
  readonly reference: string;
}
const blank: Typed = { amount: '', day: '', reference: '' };
const longestReference = 200;

/** Money that came in from a recourse: before it is entered, how the server would share it. */
export function ReceiveRecourse({
  of: recourse,
  caseId,
  onClose,
}: {
  readonly of: Schemas['RecourseDto'];
  readonly caseId: string;
  readonly onClose: () => void;
}) {
  const { texts, say } = useApp();
  const t = texts.recourses;
  const tell = useNotice();
  const act = useAct('post', '/recourses/{id}/receipts');
  const form = useKept<Typed>(`recourse receipt ${recourse.id}`, blank);
  const { amount, day, reference } = form.value;
  const change = (more: Partial<Typed>): void => form.change({ ...form.value, ...more });
  const [asked, setAsked] = useState(false);
  const check = checks(texts.common);
  const faults = {
    amount: yenOf(amount) === 0 ? t.aboveZero : check.yen(amount),
    receivedOn: check.pastDay(day),
    reference: check.text(longestReference)(reference),
  };
  const told = faultsOf(act.error, say);
  const fault = (name: keyof typeof faults): string | null | undefined =>
    asked ? (faults[name] ?? told[`/${name}`]) : undefined;
  return (
    <ActDialog
      onClose={onClose}
      title={t.receive}
      lead={t.receiveLead(recourse.against)}
      reason="none"
      doing={act}
      onAsked={() => setAsked(true)}
      send={async () => {
        const [yen, receivedOn] = [yenOf(amount), pastDayOf(day)];
        if (Object.values(faults).some((one) => one !== null) || yen === null || receivedOn === null) return undefined;
        const body = { amount: yen, receivedOn, reference: reference.trim() };
        const done = await act.send({ path: { id: recourse.id }, body }, form.clear);
        if (done) tell(t.received);
        return done;
      }}
    >
      <YenField
        label={t.amount}
        value={amount}
        onChange={(typed) => change({ amount: typed })}
        error={fault('amount')}
      />
      <DayField
        past
        label={t.onDay}
        value={day}
        onChange={(typed) => change({ day: typed })}
        error={fault('receivedOn')}
      />
      <ShortText
        label={t.reference}
        description={t.referenceHint}
        most={longestReference}
        value={reference}
        onChange={(typed) => change({ reference: typed })}
        error={fault('reference')}
      />
      <Sharing caseId={caseId} recourseId={recourse.id} amount={yenOf(amount)} />
    </ActDialog>
  );
}

/** How a receipt of this amount would be shared, in steps. */
function Sharing({
  caseId,
  recourseId,
  amount,
}: {
  readonly caseId: string;
  readonly recourseId: string;
  readonly amount: number | null;
}) {
  const { texts, format } = useApp();
  const t = texts.recourses;
  const query = useRead(
    '/incidents/{id}/recourses/{recourseId}/receipt-preview',
    { path: { id: caseId, recourseId }, query: { amount: amount ?? 1 } },
    { enabled: amount !== null && amount > 0 },
  );
  if (amount === null) return <p>{t.sharingLater}</p>;
  if (amount === 0) return <p>{t.aboveZero}</p>;
  // the shares of another amount, typed before, are not shown for this one
  if (query.data && query.data.amount !== amount) return <Loading />;
  return (
    <Shown of={query}>
      {(share) => (
        <SumSteps
          label={t.sharing}
          of={[
            { key: 'loss', name: t.loss, figure: format.amount(share.loss) },
            { key: 'paid', name: t.paid, figure: `△${format.amount(share.paid)}` },
            { key: 'before', name: t.givenBefore, figure: `△${format.amount(share.givenBefore)}` },
            { key: 'unpaid', name: t.unpaid, figure: format.amount(share.unpaid), weight: 'result' },
            { key: 'amount', name: t.amount, figure: format.amount(share.amount) },
            {
              key: 'institution',
              name: t.amounts.toInstitution,
              note: t.lossFirst,
              figure: `△${format.amount(share.toInstitution)}`,
            },
            { key: 'insurer', name: t.amounts.toInsurer, figure: format.yen(share.toInsurer), weight: 'end' },
          ]}
        />
      )}
    </Shown>
  );
}
