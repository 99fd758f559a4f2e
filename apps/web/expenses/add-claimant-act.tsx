import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useRead } from '../shell/queries.js';
import { isInsurer, useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { DayField, YenField } from '../ui/fields.js';
import { faultsOf } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { checks, pastDayOf, yenOf } from '../ui/typed-values.js';
import { useKept } from '../ui/use-kept.js';

type Kind = Schemas['ClaimantActDto']['kind'];
/** What the institution says; a settlement or judgment is entered by the insurer. */
const ofBoth: readonly Kind[] = ['paid-by-institution', 'consent', 'demand'];
const ofInsurer: readonly Kind[] = ['settlement', 'judgment'];
const papers: readonly Schemas['DocumentDto']['kind'][] = [
  'payment-proof',
  'claimant-consent',
  'settlement',
  'claimant-letter',
];

interface Typed {
  readonly kind: Kind | '';
  readonly amount: string;
  readonly day: string;
  /** The document that shows it. */
  readonly paper: string;
}
const blank: Typed = { kind: '', amount: '', day: '', paper: '' };

/** Adds what is known of one claimant: what they were paid, consent to, demand, or have established. */
export function AddClaimantAct({ to, caseId }: { readonly to: Schemas['ClaimantDto']; readonly caseId: string }) {
  const { texts } = useApp();
  const t = texts.claimants;
  const inside = isInsurer(useUser());
  const [opened, setOpened] = useState(false);
  const [done, setDone] = useState(0);
  return (
    <div className="no-print">
      <Button size="sm" variant={inside ? 'default' : 'filled'} onClick={() => setOpened(true)}>
        {t.add}
      </Button>
      <DoneNote>{done > 0 ? t.recorded : null}</DoneNote>
      <Adding
        key={done}
        to={to}
        caseId={caseId}
        opened={opened}
        onClose={() => setOpened(false)}
        onDone={() => {
          setOpened(false);
          setDone(done + 1);
        }}
      />
    </div>
  );
}

interface AddingOf {
  readonly to: Schemas['ClaimantDto'];
  readonly caseId: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The dialog of one entry; what was typed is kept until it is recorded. */
export function Adding({ to, caseId, opened, onClose, onDone }: AddingOf) {
  const { texts, format, say } = useApp();
  const t = texts.claimants;
  const inside = isInsurer(useUser());
  const add = useAct('post', '/claimants/{id}/acts');
  const documents = useRead('/incidents/{id}/documents', { path: { id: caseId } }, { enabled: opened });
  const form = useKept<Typed>(`claimant-act form ${to.id}`, blank);
  const { kind, amount, day, paper } = form.value;
  const change = (more: Partial<Typed>): void => form.change({ ...form.value, ...more });
  const [asked, setAsked] = useState(false);
  const check = checks(texts.common);
  const told = faultsOf(add.error, say);
  const shown = (documents.data?.documents ?? []).filter((one) => papers.includes(one.kind) && !one.erased);
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={t.add}
      lead={t.addFor(to.name)}
      label={t.note}
      hint={t.seen}
      reason="optional"
      keep={`claimant-act ${to.id}`}
      confirm={t.add}
      pending={add.pending}
      error={add.error}
      onAsked={() => setAsked(true)}
      onConfirm={(note) => {
        const [yen, onDay] = [yenOf(amount), pastDayOf(day)];
        if (kind === '' || yen === null || check.pastDay(day) !== null || onDay === null) return false;
        const body = { kind, amount: yen, onDay, ...(paper ? { documentId: paper } : {}), ...(note ? { note } : {}) };
        return add.send({ path: { id: to.id }, body }).then((answer) => {
          if (!answer) return false;
          form.clear();
          onDone();
          return true;
        });
      }}
    >
      <NativeSelect
        label={t.kind}
        value={kind}
        onChange={(event) => change({ kind: event.currentTarget.value as Kind | '' })}
        error={asked && kind === '' ? texts.common.fieldEmpty : undefined}
        data={[
          { value: '', label: t.kindChoose },
          ...[...ofBoth, ...(inside ? ofInsurer : [])].map((value) => ({ value, label: t.kinds[value] })),
        ]}
      />
      <YenField
        label={t.amount}
        {...(kind === '' ? {} : { description: t.amountOf[kind] })}
        value={amount}
        onChange={(typed) => change({ amount: typed })}
        error={asked ? (check.yen(amount) ?? told['/amount']) : undefined}
      />
      <DayField
        past
        label={t.onDay}
        value={day}
        onChange={(typed) => change({ day: typed })}
        error={asked ? (check.pastDay(day) ?? told['/onDay']) : undefined}
      />
      <NativeSelect
        label={`${t.paper}（${texts.common.optional}）`}
        value={paper}
        onChange={(event) => change({ paper: event.currentTarget.value })}
        data={[
          { value: '', label: t.paperNone },
          ...shown.map((one) => ({
            value: one.id,
            label: `${say({ textJa: one.kindJa, textEn: one.kindEn })}　${one.fileName}　${format.day(one.receivedOn)}`,
          })),
        ]}
      />
    </ReasonDialog>
  );
}
