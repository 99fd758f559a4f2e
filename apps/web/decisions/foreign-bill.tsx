import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { plainText } from '#kernel';
import { Refused, type Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { ShortText } from '../ui/fields.js';
import { NameValues } from '../ui/name-values.js';
import { faultsOf } from '../ui/problem.js';
import { Status } from '../ui/status.js';
import { checks } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useKept } from '../ui/use-kept.js';
import { Block } from '../ui/work-frame.js';
import { useRateDraft } from './use-drafts.js';

type Detail = Schemas['ExpenseDetailDto'];

const longestSource = 200;
interface Typed {
  readonly rate: string;
  readonly source: string;
}
const blank: Typed = { rate: '', source: '' };

/** A rate as the server reads it: yen for one unit with up to six decimals; null: it is none. */
const yenPerUnitOf = (typed: string): string | null => {
  const plain = plainText(typed).replaceAll(/[,\s円]/g, '');
  return /^(0|[1-9]\d{0,8})(\.\d{1,6})?$/.test(plain) && Number(plain) > 0 ? plain : null;
};

/** A bill in another currency with its rate, source and day; nothing where the bill is in yen. */
export function ForeignBill({ of: expense, mayWork }: { readonly of: Detail; readonly mayWork: boolean }) {
  const { texts, format } = useApp();
  const t = texts.acts.rate;
  const [opened, setOpened] = useState(false);
  const bill = expense.foreignBill;
  if (!bill) return null;
  const undecided = ['submitted', 'routed', 'in-review', 'information-requested'].includes(expense.state);
  return (
    <Block title={t.title}>
      <NameValues
        of={[
          [t.bill, `${bill.amount} ${bill.currency}`],
          [t.paidOn, bill.paidOn && format.day(bill.paidOn)],
          [t.rate, bill.rate],
          [t.source, bill.source],
          [t.onDay, bill.onDay && format.day(bill.onDay)],
          [t.yen, bill.rate === null ? null : <strong>{format.yen(expense.amount)}</strong>],
        ]}
      />
      {bill.rate === null && (
        <p>
          <Status tone="warn">{t.missing}</Status>
        </p>
      )}
      {mayWork && undecided && (
        <Button className="no-print" size="sm" variant="default" onClick={() => setOpened(true)}>
          {bill.rate === null ? t.fix : t.again}
        </Button>
      )}
      {opened && <FixRate of={expense} onClose={() => setOpened(false)} />}
    </Block>
  );
}

function FixRate({ of: { id }, onClose }: { readonly of: Detail; readonly onClose: () => void }) {
  const { texts, say } = useApp();
  const t = texts.acts.rate;
  const tell = useNotice();
  const fix = useAct('post', '/expenses/{id}/exchange-rates');
  const form = useKept<Typed>(`exchange-rate ${id}`, blank);
  const [asked, setAsked] = useState(false);
  const { rate: typed, source } = form.value;
  const rate = yenPerUnitOf(typed);
  const draft = useRateDraft(id, rate);
  const refused = faultsOf(fix.error, say);
  const sourceFault = checks(texts.common).short(longestSource)(source);
  return (
    <ActDialog
      onClose={onClose}
      title={t.fix}
      lead={t.lead}
      reason="none"
      doing={fix}
      isHeld={draft.isStale}
      onAsked={() => setAsked(true)}
      send={async () => {
        if (rate === null || sourceFault !== null) return undefined;
        return fix.send({ path: { id }, body: { rate, source: source.trim() } }, () => {
          form.clear();
          tell(t.done);
        });
      }}
    >
      <TextInput
        label={t.rate}
        inputMode="decimal"
        value={typed}
        onChange={(event) => form.change({ ...form.value, rate: event.currentTarget.value })}
        error={(asked || typed.trim() !== '') && rate === null ? t.wrong : refused['/rate']}
      />
      <ShortText
        label={t.source}
        description={t.sourceHint}
        most={longestSource}
        value={source}
        onChange={(next) => form.change({ ...form.value, source: next })}
        error={asked ? (sourceFault ?? refused['/source']) : undefined}
      />
      <InYen draft={draft} isRead={rate !== null} />
    </ActDialog>
  );
}

/** What the bill comes to at the rate that is typed, by the server. */
function InYen({ draft, isRead }: { readonly draft: ReturnType<typeof useRateDraft>; readonly isRead: boolean }) {
  const { texts, format, say } = useApp();
  const t = texts.acts.rate;
  const { data, error, isStale } = draft;
  return (
    <p role="status" className={isRead ? undefined : style.hint}>
      {!isRead
        ? t.previewOnceFilled
        : error
          ? error instanceof Refused
            ? say(error.body)
            : texts.common.notLoaded
          : data && !isStale
            ? t.result(format.yen(data.yen), format.day(data.onDay))
            : texts.common.loading}
    </p>
  );
}
