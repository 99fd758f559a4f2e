import { count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { FigureTable } from '../ui/figure-table.js';
import { Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';

/** The file for the bank read back: faults at their byte and in words, then every field. */
export function FileCheck({ batchId }: { readonly batchId: string }) {
  const { texts, say } = useApp();
  const t = texts.payments;
  const query = useRead('/payment-batches/{id}/transfer-records', { path: { id: batchId } });
  return (
    <Section title={t.check}>
      <p className={style.hint}>{t.checkLead}</p>
      <Shown of={query}>
        {({ records }) => {
          const faults = records.flatMap(({ no, faults: found }) => found.map((fault) => ({ no, ...fault })));
          return (
            <>
              <p>
                <Status tone={faults.length === 0 ? 'good' : 'bad'}>
                  {faults.length === 0 ? t.checkGood(count(records)) : t.checkBad(count(faults))}
                </Status>
              </p>
              {faults.length > 0 && (
                <ul>
                  {faults.map((fault) => (
                    <li key={`${fault.no} ${fault.byte} ${fault.code}`}>
                      <strong>{t.atByte(fault.no, fault.byte)}</strong>　{say(fault)}
                    </li>
                  ))}
                </ul>
              )}
              <details>
                <summary>{t.showFields}</summary>
                {records.map((record) => (
                  <Record key={record.no} of={record} />
                ))}
              </details>
            </>
          );
        }}
      </Shown>
    </Section>
  );
}

function Record({ of: record }: { readonly of: Schemas['TransferRecordDto'] }) {
  const { texts, say } = useApp();
  const t = texts.payments;
  const name = t.record(record.no, say({ textJa: record.nameJa, textEn: record.nameEn }));
  return (
    <FigureTable
      caption={name}
      rows={record.fields.filter(({ text }) => text.trim() !== '')}
      keyOf={({ from }) => from}
      columns={[
        { key: 'position', name: t.position, cell: ({ from, to }) => t.bytes(from, to) },
        { key: 'field', name: t.field, cell: ({ nameJa, nameEn }) => say({ textJa: nameJa, textEn: nameEn }) },
        {
          key: 'content',
          name: t.content,
          cell: ({ text, from, to }) => (
            <>
              <span className={style.byte}>{text.trimEnd()}</span>
              {record.faults
                .filter(({ byte }) => byte >= from && byte <= to)
                .map((fault) => (
                  <span key={fault.byte}>
                    <br />
                    <Status tone="bad">{`${t.atByte(record.no, fault.byte)}　${say(fault)}`}</Status>
                  </span>
                ))}
            </>
          ),
        },
      ]}
    />
  );
}
