import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DayField, YenField } from '../ui/fields.js';
import { faultsOf } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { checks, pastDayOf, yenOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';

/** Consents of the insurer to an expense, by whom and why. */
export function Consents({ of: expense }: { readonly of: Schemas['ExpenseDetailDto'] }) {
  const { texts, format } = useApp();
  const t = texts.consents;
  return (
    <>
      {expense.consents.length === 0 && !expense.approval && <p className={style.hint}>{t.none}</p>}
      {expense.consents.map((consent) => (
        <p key={consent.at} className={style.hint}>
          {t.recordedOn(format.yen(consent.ceiling), format.day(consent.givenOn))}：{consent.reason}（
          {t.recordedBy(consent.givenByName, format.moment(consent.at))}）
        </p>
      ))}
    </>
  );
}

/** The act that adds one, under the recorder's own name. */
export function RecordConsent({
  of: expense,
  opened,
  onClose,
}: {
  readonly of: Schemas['ExpenseDetailDto'];
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { texts, format, say } = useApp();
  const t = texts.consents;
  const act = useAct('post', '/expenses/{id}/consents');
  const [ceiling, setCeiling] = useState(String(expense.claimed));
  const [givenOn, setGivenOn] = useState('');
  const check = checks(texts.common);
  const told = faultsOf(act.error, say);
  const [yenFault, dayFault] = [check.yen(ceiling), givenOn.trim() === '' ? null : check.pastDay(givenOn)];
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={t.record}
      lead={t.recordLead}
      label={t.recordReason}
      confirm={t.record}
      pending={act.pending}
      error={act.error}
      onConfirm={(reason) => {
        const [yen, day] = [yenOf(ceiling), pastDayOf(givenOn)];
        if (yenFault !== null || dayFault !== null || yen === null) return;
        void act
          .send({
            path: { id: expense.id },
            body: { ceiling: yen, reason, ...(day === null ? {} : { givenOn: day }) },
          })
          .then((done) => done && onClose());
      }}
    >
      <YenField
        label={t.recordCeiling}
        value={ceiling}
        onChange={setCeiling}
        error={yenFault ?? told['/ceiling']}
        placeholder={format.yen(expense.claimed)}
      />
      <DayField past label={t.recordOn} value={givenOn} onChange={setGivenOn} error={dayFault ?? told['/givenOn']} />
    </ReasonDialog>
  );
}
