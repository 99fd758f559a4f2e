import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useNotice } from '../shell/notice.js';
import { useAct, useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { YenField } from '../ui/fields.js';
import { faultsOf } from '../ui/problem.js';
import { checks, yenOf } from '../ui/typed-values.js';
import { useKept } from '../ui/use-kept.js';

interface Typed {
  readonly accountId: string;
  readonly amount: string;
}
const blank: Typed = { accountId: '', amount: '' };

/** Asks that the insurer pays a vendor itself; a senior-adjuster signs it. */
export function AskInsurerCost({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const { texts, say } = useApp();
  const t = texts.insurerCosts;
  const tell = useNotice();
  const act = useAct('post', '/incidents/{id}/insurer-costs');
  const vendors = useRead('/incidents/{id}/payable-vendors', { path: { id: caseId } });
  const form = useKept<Typed>(`insurer-cost form ${caseId}`, blank);
  const { accountId, amount } = form.value;
  const change = (more: Partial<Typed>): void => form.change({ ...form.value, ...more });
  const [asked, setAsked] = useState(false);
  const fault = checks(texts.common).yen(amount);
  const told = faultsOf(act.error, say);
  const known = vendors.data?.items ?? [];
  return (
    <ActDialog
      onClose={onClose}
      title={t.ask}
      lead={vendors.data && known.length === 0 ? t.noVendors : t.askLead}
      label={t.reason}
      hint={texts.decisions.goesInto.inside}
      keep={`insurer-cost ${caseId}`}
      doing={{ pending: act.pending, error: act.error ?? vendors.error }}
      onAsked={() => setAsked(true)}
      send={async (reason) => {
        const yen = yenOf(amount);
        if (accountId === '' || fault !== null || yen === null) return undefined;
        const done = await act.send({ path: { id: caseId }, body: { accountId, amount: yen, reason } });
        if (done) {
          form.clear();
          tell(t.done);
        }
        return done;
      }}
    >
      <NativeSelect
        label={t.vendor}
        value={accountId}
        onChange={(event) => change({ accountId: event.currentTarget.value })}
        error={asked && accountId === '' ? texts.common.fieldEmpty : told['/accountId']}
        data={[
          { value: '', label: texts.claimants.kindChoose },
          ...known.map((vendor) => ({ value: vendor.accountId, label: vendor.name })),
        ]}
      />
      <YenField
        label={t.amount}
        value={amount}
        onChange={(typed) => change({ amount: typed })}
        error={asked ? (fault ?? told['/amount']) : undefined}
      />
    </ActDialog>
  );
}
