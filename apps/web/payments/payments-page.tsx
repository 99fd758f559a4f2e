import { Button, Checkbox, Modal, NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { count, sumOf } from '#kernel';
import type { Asked, Schemas } from '../api/api.js';
import { useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Page } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { BuildBatch } from './build-batch.js';
import { PaymentActions } from './payment-actions.js';
import { PaymentTable } from './payment-table.js';

type Payment = Schemas['PaymentDto'];

/** Payments in the order in which they are due; what is scheduled is chosen and put into a batch. */
export function PaymentsPage() {
  const { texts, format } = useApp();
  const t = texts.payments;
  const search = useSearch({ from: '/payments' });
  const navigate = useNavigate({ from: '/payments' });
  const works = useUser().roles.includes('payments');
  const state = search.state ?? 'scheduled';
  const list = useList('/payments', {
    query: { ...search, state: state === 'all' ? undefined : state },
  } as Asked<'/payments'>);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [building, setBuilding] = useState(false);
  const items = list.items ?? [];
  const taken = items.filter(({ id }) => chosen.has(id));
  const total = sumOf(taken.flatMap(({ amount, interest }) => [amount, interest]));
  const chooses = works && state === 'scheduled';
  return (
    <Page width="wide" title={t.title}>
      <p className={style.hint}>{t.lead}</p>
      <NativeSelect
        maw="20rem"
        label={t.filterState}
        value={state}
        onChange={(event) => {
          setChosen(new Set());
          void navigate({ search: { ...search, state: event.currentTarget.value } });
        }}
        data={[
          { value: 'all', label: texts.shell.all },
          ...Object.entries(t.states).map(([value, label]) => ({ value, label })),
        ]}
      />
      <div className={style.section}>
        <Shown of={{ ...list, data: list.items }}>
          {(payments) =>
            payments.length === 0 ? (
              <p>{t.none}</p>
            ) : (
              <>
                {chooses && (
                  <Checkbox
                    mb="sm"
                    label={t.chooseAll}
                    checked={taken.length === payments.length}
                    indeterminate={taken.length > 0 && taken.length < payments.length}
                    onChange={(event) =>
                      setChosen(new Set(event.currentTarget.checked ? payments.map(({ id }) => id) : []))
                    }
                  />
                )}
                <PaymentTable
                  of={payments}
                  {...(chooses
                    ? {
                        choose: (payment: Payment) => (
                          <Checkbox
                            aria-label={t.choose(payment.number)}
                            checked={chosen.has(payment.id)}
                            onChange={(event) => {
                              const next = new Set(chosen);
                              if (event.currentTarget.checked) next.add(payment.id);
                              else next.delete(payment.id);
                              setChosen(next);
                            }}
                          />
                        ),
                      }
                    : { actions: (payment: Payment) => <PaymentActions of={payment} /> })}
                />
              </>
            )
          }
        </Shown>
        <More of={list} label={texts.shell.more} />
        {chooses && items.length > 0 && (
          <Button mt="md" disabled={taken.length === 0} onClick={() => setBuilding(true)}>
            {t.build}
          </Button>
        )}
      </div>
      <Modal
        opened={building}
        onClose={() => setBuilding(false)}
        title={t.build}
        closeButtonProps={{ 'aria-label': texts.common.close }}
      >
        <p>{t.buildLead(count(taken), format.yen(total))}</p>
        <BuildBatch of={taken} onClose={() => setBuilding(false)} />
      </Modal>
    </Page>
  );
}
