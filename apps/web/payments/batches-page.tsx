import { Link } from '@tanstack/react-router';
import { useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Page } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import { Status, toneOfPayment } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { useRowKeys } from '../ui/use-row-keys.js';

/** Batches, newest first. */
export function BatchesPage() {
  const { texts, format, say } = useApp();
  const t = texts.payments;
  const list = useList('/payment-batches', { query: {} });
  useRowKeys();
  return (
    <Page width="wide" title={t.batches}>
      <Shown of={{ ...list, data: list.items }}>
        {(batches) =>
          batches.length === 0 ? (
            <p>{t.noBatches}</p>
          ) : (
            <table className={`${style.table} ${style.cards}`}>
              <thead>
                <tr>
                  <th scope="col">{t.batchNumber}</th>
                  <th scope="col">{t.transferOn}</th>
                  <th scope="col">{t.state}</th>
                  <th scope="col" className={style.number}>
                    {t.count}
                  </th>
                  <th scope="col" className={style.number}>
                    {t.total}
                  </th>
                  <th scope="col">{t.builtBy}</th>
                  <th scope="col">{t.releaser}</th>
                </tr>
              </thead>
              <tbody>
                {batches.map((batch) => (
                  <tr key={batch.id}>
                    <td data-label={t.batchNumber}>
                      <Link to="/batches/$id" params={{ id: batch.id }} data-row>
                        {t.batch(batch.number)}
                      </Link>
                    </td>
                    <td data-label={t.transferOn}>{format.day(batch.transferOn)}</td>
                    <td data-label={t.state}>
                      <Status tone={toneOfPayment(batch.state)}>
                        {say({ textJa: batch.stateJa, textEn: batch.stateEn })}
                      </Status>
                    </td>
                    <td data-label={t.count} className={style.number}>
                      {format.count(batch.count)}
                    </td>
                    <td data-label={t.total} className={style.number}>
                      {format.yen(batch.total)}
                    </td>
                    <td data-label={t.builtBy}>{batch.builtByName}</td>
                    <td data-label={t.releaser}>{batch.releaserName}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Shown>
      <More of={list} label={texts.shell.more} />
    </Page>
  );
}
