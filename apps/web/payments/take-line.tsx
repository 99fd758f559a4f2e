import { Button, Radio, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { checks, digitsOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';

type Item = Schemas['UnreconciledDto'];
type As = NonNullable<Schemas['TakeLineDto']['as']>;
type Mistake = NonNullable<Schemas['TakeLineDto']['mistake']>;

/** What a line of each kind can be. */
const fitting: Readonly<Record<'paid' | 'failed' | 'credit' | 'debit', readonly As[]>> = {
  paid: ['settlement', 'other'],
  failed: ['return', 'other'],
  credit: ['return', 'repayment', 'other'],
  debit: ['settlement', 'other'],
};

const fittingOf = ({ lineKind, outcome }: Item): readonly As[] => {
  const kind = outcome ?? lineKind;
  return kind === null || kind === 'result' ? ['other'] : fitting[kind];
};

/** The number that a line has as what it may be: of the payment or of the claim. */
const numberAs = (as: As, { likelyAs, likelyNumber, paymentNumber }: Item): string => {
  const known = as === likelyAs ? likelyNumber : as === 'repayment' ? null : paymentNumber;
  return known === null ? '' : String(known);
};

/** The one act of an open line of the bank: what it likely is, or what a person says that it is. */
export function TakeLine({ of: item }: { readonly of: Item }) {
  const { texts } = useApp();
  const t = texts.payments.takeLine;
  const [as, setAs] = useState<As | null>(null);
  const { likelyAs, likelyNumber } = item;
  return (
    <>
      <p className={style.row}>
        {likelyAs !== null && likelyNumber !== null && (
          <Button size="sm" onClick={() => setAs(likelyAs)}>
            {t.likely[likelyAs](String(likelyNumber))}
          </Button>
        )}
        <Button size="sm" variant="default" onClick={() => setAs('other')}>
          {t.choose}
        </Button>
      </p>
      {as && <TakeDialog of={item} first={as} onClose={() => setAs(null)} />}
    </>
  );
}

function TakeDialog({
  of: item,
  first,
  onClose,
}: {
  readonly of: Item;
  readonly first: As;
  readonly onClose: () => void;
}) {
  const { texts, format } = useApp();
  const { takeLine: t, ...all } = texts.payments;
  const taking = useAct('post', '/bank-lines/{id}/settlements');
  const [as, setAs] = useState(first);
  const [number, setNumber] = useState(numberAs(first, item));
  const [mistake, setMistake] = useState<Mistake | ''>('');
  const [tried, setTried] = useState(false);
  const fault = as === 'other' ? null : checks(texts.common).digits(number);
  const isUnsaid = as === 'return' && mistake === '';
  const send = async (reason: string): Promise<unknown> => {
    setTried(true);
    if (fault !== null || isUnsaid) return undefined;
    const body = {
      as,
      ...(as === 'other' ? {} : { number: Number(digitsOf(number)) }),
      ...(reason && (as === 'other' || as === 'return') ? { reason } : {}),
      ...(as === 'return' && mistake ? { mistake } : {}),
    };
    return taking.send({ path: { id: item.id }, body });
  };
  return (
    <ActDialog
      title={t.choose}
      lead={t.lead(format.day(item.onDay), format.yen(item.amount), item.note ?? '')}
      label={as === 'return' ? all.returnReason : all.reason}
      reason={as === 'other' ? 'required' : as === 'return' ? 'optional' : 'none'}
      keep={`bank-line ${item.id}`}
      confirm={t.confirm[as]}
      doing={taking}
      send={send}
      onClose={onClose}
    >
      <Select
        label={t.as}
        data={fittingOf(item).map((value) => ({ value, label: t.names[value] }))}
        value={as}
        onChange={(value) => {
          const now = (value as As | null) ?? as;
          setAs(now);
          setNumber(numberAs(now, item));
        }}
        allowDeselect={false}
      />
      {as !== 'other' && (
        <TextInput
          label={as === 'repayment' ? t.claimNumber : all.number}
          inputMode="numeric"
          autoComplete="off"
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          error={tried ? fault : undefined}
        />
      )}
      {as === 'return' && (
        <Radio.Group
          label={all.mistake}
          value={mistake}
          onChange={(value) => setMistake(value as Mistake)}
          error={tried && mistake === '' ? all.mistakeChoose : undefined}
        >
          {(['payee', 'insurer'] as const).map((who) => (
            <Radio key={who} mt="xs" value={who} label={all.mistakes[who]} />
          ))}
        </Radio.Group>
      )}
    </ActDialog>
  );
}
