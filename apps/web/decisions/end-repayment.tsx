import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct, useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { DayField, ShortText } from '../ui/fields.js';
import { faultsOf } from '../ui/problem.js';
import { Shown } from '../ui/shown.js';
import { checks, pastDayOf } from '../ui/typed-values.js';
import { useKept } from '../ui/use-kept.js';
import { LimitsAfter } from './limits-after.js';

type Claim = Schemas['RepaymentDto'];
interface Of {
  readonly of: Claim;
  readonly onClose: () => void;
}

const longestReference = 200;
interface Typed {
  readonly day: string;
  readonly reference: string;
}
const blank: Typed = { day: '', reference: '' };

/** Records that the money came back, with what each limit gets back of it, by the server. */
export function ReceiveRepayment({ of: { id }, onClose }: Of) {
  const { texts, say } = useApp();
  const t = texts.acts.receipt;
  const tell = useNotice();
  const receive = useAct('post', '/repayments/{id}/receipts');
  const preview = useRead('/repayments/{id}/receipt-preview', { path: { id } });
  const form = useKept<Typed>(`receipt ${id}`, blank);
  const [asked, setAsked] = useState(false);
  const { day, reference } = form.value;
  const check = checks(texts.common);
  const [dayFault, referenceFault] = [check.pastDay(day), check.short(longestReference)(reference)];
  const refused = faultsOf(receive.error, say);
  return (
    <ActDialog
      onClose={onClose}
      title={t.ask}
      lead={t.lead}
      reason="none"
      doing={receive}
      onAsked={() => setAsked(true)}
      send={async () => {
        const receivedOn = pastDayOf(day);
        if (dayFault !== null || referenceFault !== null || receivedOn === null) return undefined;
        return receive.send({ path: { id }, body: { receivedOn, reference: reference.trim() } }, () => {
          form.clear();
          tell(t.done);
        });
      }}
    >
      <DayField
        past
        label={t.day}
        value={day}
        onChange={(typed) => form.change({ ...form.value, day: typed })}
        error={(asked ? dayFault : null) ?? refused['/receivedOn']}
      />
      <ShortText
        label={t.reference}
        description={t.referenceHint}
        most={longestReference}
        value={reference}
        onChange={(typed) => form.change({ ...form.value, reference: typed })}
        error={(asked ? referenceFault : null) ?? refused['/reference']}
      />
      <section aria-label={t.limits}>
        <p>{t.limits}</p>
        <Shown of={preview}>{({ limits }) => <LimitsAfter of={limits} after={t.after} />}</Shown>
      </section>
    </ActDialog>
  );
}

/** Asks that a claim is not pursued, or agrees to what another senior-adjuster asked. */
export function WriteOff({ of: claim, onClose }: Of) {
  const { texts } = useApp();
  const t = texts.acts.receipt;
  const writeOff = useAct('post', '/repayments/{id}/write-offs');
  // as it was looked at: a colleague may have asked meanwhile, and this would be the second signature
  const [{ id, version, writeOffAskedByName }] = useState(claim);
  const second = writeOffAskedByName !== null;
  return (
    <ActDialog
      onClose={onClose}
      title={second ? t.writeOff : t.writeOffAsk}
      lead={second ? t.writeOffLead : t.writeOffAskLead}
      label={t.writeOffReason}
      keep={`write-off ${id}`}
      doing={writeOff}
      send={(reason) => writeOff.send({ path: { id }, version, body: { reason } })}
    />
  );
}
