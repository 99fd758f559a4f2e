import { Stack } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useUpload } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { FileField, isSendable } from '../ui/file-field.js';
import { FilePreview } from '../ui/file-preview.js';
import { RowFaults } from '../ui/not-taken.js';
import { Section } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';

type Preview = Schemas['BankPreviewDto'];

/** The bank's list: what it says is shown, then just that is taken over. */
export function BankFile() {
  const { texts } = useApp();
  const t = texts.payments;
  const [chosen, setChosen] = useState<{ readonly file: File; readonly at: number } | null>(null);
  const [done, setDone] = useState(false);
  return (
    <Section title={t.bankReport}>
      <p className={style.hint}>{t.bankReportLead}</p>
      <Stack gap="sm">
        <FileField
          label={texts.expenses.file}
          file={chosen?.file ?? null}
          onChoose={(file) => {
            setDone(false);
            setChosen(file && { file, at: Date.now() });
          }}
          missing={false}
          accept=".csv,.xlsx,.tsv,.txt,text/csv"
        />
        {chosen && isSendable(chosen.file) && (
          <ChosenFile
            key={chosen.at}
            file={chosen.file}
            onDone={() => {
              setDone(true);
              setChosen(null);
            }}
          />
        )}
        <DoneNote>{done ? t.imported : null}</DoneNote>
      </Stack>
    </Section>
  );
}

function ChosenFile({ file, onDone }: { readonly file: File; readonly onDone: () => void }) {
  const { texts, format } = useApp();
  const t = texts.payments;
  const looking = useUpload('/bank-reports/previews');
  const taking = useUpload('/bank-reports');
  const [preview, setPreview] = useState<Preview | null>(null);
  const look = useEffectEvent(() => {
    void looking.send({ fields: {}, file }).then((seen) => seen && setPreview(seen));
  });
  useEffect(() => look(), []);
  return (
    <>
      {looking.pending && <p role="status">{texts.common.tableReading}</p>}
      <ProblemNote error={looking.error} />
      {preview && (
        <FilePreview
          preview={preview}
          title={t.toBeTaken}
          faults={t.rowsFaulty(preview.faulty)}
          entering={taking}
          enter={t.takeShown(count(preview.rows), format.yen(preview.amount))}
          onEnter={() =>
            void taking.send({ fields: { sha256: preview.sha256 }, file }).then((taken) => taken && onDone())
          }
        >
          <PreviewRows preview={preview} />
        </FilePreview>
      )}
    </>
  );
}

function PreviewRows({ preview: { rows, faulty } }: { readonly preview: Preview }) {
  const { texts, format } = useApp();
  const t = texts.payments;
  const kindOf = ({ kind, outcome }: Preview['rows'][number]): string =>
    kind === 'credit' ? t.bankCredit : outcome === 'paid' ? t.bankPaid : outcome === 'failed' ? t.bankFailed : '－';
  return (
    <div className={style.scroll}>
      <table className={`${style.table} ${style.cards}`}>
        <thead>
          <tr>
            <th scope="col" className={style.nowrap}>
              {texts.common.fileRow}
            </th>
            <th scope="col">{t.bankKind}</th>
            <th scope="col">{t.bankDay}</th>
            <th scope="col">{t.bankNumber}</th>
            <th scope="col">{texts.expenses.amount}</th>
            {faulty > 0 && <th scope="col">{texts.common.rowFaults}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <td data-label={texts.common.fileRow}>{row.line}</td>
              <td data-label={t.bankKind}>{kindOf(row)}</td>
              <td data-label={t.bankDay} className={style.nowrap}>
                {row.onDay === null ? '－' : format.day(row.onDay)}
              </td>
              <td data-label={t.bankNumber}>
                {[row.paymentNumber, row.note].filter((one) => one !== null).join('／') || '－'}
              </td>
              <td data-label={texts.expenses.amount} className={style.number}>
                {row.amount === null ? '－' : format.yen(row.amount)}
              </td>
              {faulty > 0 && (
                <td data-label={texts.common.rowFaults}>
                  {row.faults.length > 0 ? <RowFaults faults={row.faults} /> : '－'}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
