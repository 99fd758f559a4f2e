import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { Facts, Page, Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { Status, toneOfPayment } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { FileCheck } from './file-check.js';
import { PaymentActions } from './payment-actions.js';
import { PaymentTable } from './payment-table.js';

type Batch = Schemas['BatchDto'];
type To = Schemas['MoveBatchDto']['to'];

const nextOf: Readonly<Partial<Record<Batch['state'], readonly To[]>>> = {
  built: ['released', 'cancelled'],
  released: ['exported', 'cancelled'],
  exported: ['settled', 'cancelled'],
};

/** Only the one who was named releases; who asked for a cancellation does not carry it out: they would be refused. */
const mayMove = (batch: Batch, to: To, personId: string): boolean =>
  to === 'released'
    ? batch.releaserId === personId
    : to !== 'cancelled' || batch.cancelAskedById === null || batch.cancelAskedById !== personId;

/** One batch from its building to the settlement: check, release, file, bank. */
export function BatchPage() {
  const { texts } = useApp();
  const { id } = useParams({ from: '/batches/$id' });
  const query = useRead('/payment-batches/{id}', { path: { id } });
  return (
    <Page key={id} title={query.data ? texts.payments.batch(query.data.number) : texts.payments.batches}>
      <Shown of={query}>{(batch) => <Shape of={batch} />}</Shown>
    </Page>
  );
}

function Shape({ of: batch }: { readonly of: Batch }) {
  const { texts, format, say } = useApp();
  const t = texts.payments;
  const user = useUser();
  const works = user.roles.includes('payments');
  const move = useAct('post', '/payment-batches/{id}/transitions');
  const [to, setTo] = useState<To | null>(null);
  const words: Readonly<Record<To, { title: string; lead: string }>> = {
    released: {
      title: t.release,
      lead: t.releaseLead(batch.count, format.yen(batch.total), format.day(batch.transferOn)),
    },
    exported: { title: t.export, lead: t.exportLead },
    settled: { title: t.settleAll, lead: t.settleLead },
    cancelled: { title: t.cancel, lead: t.cancelLead },
  };
  return (
    <>
      <Facts
        of={[
          [
            t.state,
            <Status tone={toneOfPayment(batch.state)}>{say({ textJa: batch.stateJa, textEn: batch.stateEn })}</Status>,
          ],
          [t.transferOn, format.day(batch.transferOn)],
          [t.count, format.count(batch.count)],
          [t.total, <strong>{format.yen(batch.total)}</strong>],
          [t.builtBy, `${batch.builtByName}　${format.moment(batch.builtAt)}`],
          [t.releaser, `${batch.releaserName}${batch.releasedAt ? `　${format.moment(batch.releasedAt)}` : ''}`],
          [t.steps.exported, batch.exportedAt && format.moment(batch.exportedAt)],
          [t.steps.settled, batch.settledAt && format.moment(batch.settledAt)],
          [t.cancel, batch.cancelAskedByName && t.cancelAsked(batch.cancelAskedByName, batch.cancelReason ?? '')],
        ]}
      />
      {works && (
        <div className={`${style.row} ${style.section}`}>
          {batch.fileHash && batch.state !== 'cancelled' && (
            <Button component="a" variant="default" href={`/api/v1/payment-batches/${batch.id}/transfer-file`} download>
              {t.download}
            </Button>
          )}
          {(nextOf[batch.state] ?? [])
            .filter((next) => mayMove(batch, next, user.id))
            .map((next) => (
              <Button
                key={next}
                variant={next === 'cancelled' ? 'default' : 'filled'}
                onClick={() => {
                  move.clear();
                  setTo(next);
                }}
              >
                {words[next].title}
              </Button>
            ))}
          {batch.state === 'built' && batch.releaserId !== user.id && <span>{t.releaseBy(batch.releaserName)}</span>}
        </div>
      )}
      {works && batch.state !== 'cancelled' && <FileCheck batchId={batch.id} />}
      <Section title={t.title}>
        <PaymentTable
          of={{ rows: batch.payments }}
          {...(works ? { actions: (payment) => <PaymentActions of={payment} /> } : {})}
        />
      </Section>
      {to && (
        <ActDialog
          key={to}
          onClose={() => setTo(null)}
          title={words[to].title}
          lead={words[to].lead}
          label={t.reason}
          reason={to === 'cancelled' && batch.cancelAskedByName === null ? 'required' : 'none'}
          doing={move}
          send={(reason) =>
            move.send({ path: { id: batch.id }, version: batch.version, body: { to, ...(reason ? { reason } : {}) } })
          }
        />
      )}
    </>
  );
}
