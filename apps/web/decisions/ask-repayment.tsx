import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { LongText, YenField } from '../ui/fields.js';
import { faultsOf } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { checks, yenOf } from '../ui/typed-values.js';
import { useKept } from '../ui/use-kept.js';

const longestText = 2_000;

interface Typed {
  /** Absent: all that can be demanded now. */
  readonly amount?: string;
  readonly text: string;
}
const blank: Typed = { text: '' };

export function AskRepayment({ expenseId, most }: { readonly expenseId: string; readonly most: number }) {
  const { texts, say } = useApp();
  const t = texts.repayments;
  const act = useAct('post', '/expenses/{id}/repayments');
  const [opened, setOpened] = useState(false);
  const form = useKept<Typed>(`repayment form ${expenseId}`, blank);
  const { amount = String(most), text } = form.value;
  const [asked, setAsked] = useState(false);
  const textFault = checks(texts.common).text(longestText)(text);
  const { inside, letterOnly } = texts.decisions.goesInto;
  const fault = checks(texts.common).yen(amount);
  return (
    <>
      {most > 0 && (
        <Button size="sm" variant="default" className="no-print" onClick={() => setOpened(true)}>
          {t.ask}
        </Button>
      )}
      <ReasonDialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={t.ask}
        lead={t.askLead}
        label={t.reason}
        hint={inside}
        confirm={t.ask}
        keep={`repayment ${expenseId}`}
        pending={act.pending}
        error={act.error}
        onAsked={() => setAsked(true)}
        onConfirm={(reason) => {
          const yen = yenOf(amount);
          if (fault !== null || textFault !== null || yen === null) return false;
          const body = { amount: yen, reason, textJa: text.trim() };
          return act.send({ path: { id: expenseId }, body }).then((done) => {
            if (!done) return false;
            form.clear();
            setAsked(false);
            setOpened(false);
            return true;
          });
        }}
      >
        <YenField
          label={t.amount}
          value={amount}
          onChange={(typed) => form.change({ ...form.value, amount: typed })}
          error={fault ?? faultsOf(act.error, say)['/amount']}
        />
        <LongText
          label={t.text}
          description={letterOnly}
          rows={3}
          most={longestText}
          value={text}
          onChange={(typed) => form.change({ ...form.value, text: typed })}
          error={asked && textFault}
        />
      </ReasonDialog>
    </>
  );
}
