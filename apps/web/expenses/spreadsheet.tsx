import { Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { count, sumOf, type Yen } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useUpload } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { FigureTable, type Figures } from '../ui/figure-table.js';
import { FileField, isSendable } from '../ui/file-field.js';
import { FilePreview } from '../ui/file-preview.js';
import { RowFaults } from '../ui/not-taken.js';
import { Section } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';

type Preview = Schemas['ExpensePreviewDto'];

/** Many expenses from a file: what it would enter is shown, then just that is entered. */
export function Spreadsheet({ caseId }: { readonly caseId: string }) {
  const { texts } = useApp();
  const t = texts.expenses;
  const [chosen, setChosen] = useState<{ readonly file: File; readonly at: number } | null>(null);
  return (
    <Section title={t.bySpreadsheet}>
      <p>{t.spreadsheetLead}</p>
      <p>
        <a href="/api/v1/expense-imports/template" download="expenses.csv">
          {t.template}
        </a>
      </p>
      <Stack gap="sm">
        <FileField
          label={t.file}
          file={chosen?.file ?? null}
          onChoose={(file) => setChosen(file && { file, at: Date.now() })}
          missing={false}
          accept=".csv,.xlsx,.tsv,.txt,text/csv"
        />
        {chosen && isSendable(chosen.file) && <ChosenFile key={chosen.at} caseId={caseId} file={chosen.file} />}
      </Stack>
    </Section>
  );
}

function ChosenFile({ caseId, file }: { readonly caseId: string; readonly file: File }) {
  const { texts, format } = useApp();
  const t = texts.expenses;
  const navigate = useNavigate();
  const tell = useNotice();
  const looking = useUpload('/incidents/{id}/expense-imports/previews');
  const entering = useUpload('/incidents/{id}/expense-imports');
  const [preview, setPreview] = useState<Preview | null>(null);
  const look = useEffectEvent(() => {
    void looking.send({ path: { id: caseId }, fields: {}, file }).then((seen) => seen && setPreview(seen));
  });
  useEffect(() => look(), []);
  const enter = ({ sha256, rows, amount }: Preview): void => {
    const fields = { sha256, rows: String(rows.length), amount: String(amount) };
    void entering.send({ path: { id: caseId }, fields, file }).then((done) => {
      if (!done) return;
      if (done.incidentId !== caseId) tell(texts.arrivals.takenBy(done.caseNumber));
      void navigate({ to: '/cases/$id', params: { id: done.incidentId }, hash: 'expenses' });
    });
  };
  return (
    <>
      {looking.pending && <p role="status">{texts.common.tableReading}</p>}
      <ProblemNote error={looking.error} />
      {preview && (
        <FilePreview
          preview={preview}
          title={t.toBeEntered}
          faults={t.rowsFaulty(preview.faulty)}
          entering={entering}
          enter={t.enterShown(count(preview.rows), format.yen(sumOf([preview.amount, preview.tax])))}
          onEnter={() => enter(preview)}
        >
          <PreviewRows preview={preview} />
        </FilePreview>
      )}
    </>
  );
}

function PreviewRows({ preview: { rows, faulty, amount, tax } }: { readonly preview: Preview }) {
  const { texts, format, say } = useApp();
  const t = texts.expenses;
  const yen = (value: Yen | null): string => (value === null ? '－' : format.yen(value));
  const faults: Figures<Preview['rows'][number]> = {
    key: 'faults',
    name: texts.common.rowFaults,
    cell: (row) => (row.faults.length > 0 ? <RowFaults faults={row.faults} /> : '－'),
  };
  return (
    <FigureTable
      scrolls
      rows={rows}
      keyOf={({ line }) => line}
      columns={[
        { key: 'line', name: texts.common.fileRow, className: style.nowrap, cell: ({ line }) => line },
        {
          key: 'category',
          name: t.category,
          cell: ({ categoryJa, categoryEn }) =>
            categoryJa === null ? '－' : say({ textJa: categoryJa, textEn: categoryEn }),
        },
        { key: 'vendor', name: t.vendor, cell: (row) => restOf(row, t) || '－' },
        {
          key: 'incurredOn',
          name: t.incurredOn,
          className: style.nowrap,
          cell: ({ incurredOn }) => (incurredOn === null ? '－' : format.day(incurredOn)),
        },
        { key: 'amount', name: t.amountNet, numeric: true, cell: (row) => yen(row.amount) },
        { key: 'tax', name: t.tax, numeric: true, cell: (row) => yen(row.tax) },
        ...(faulty > 0 ? [faults] : []),
      ]}
      foot={
        <tr>
          <th scope="row" colSpan={4} data-label={t.total}>
            {texts.common.tableSum(count(rows), format.yen(sumOf([amount, tax])))}
          </th>
          <td data-label={t.amountNet} className={style.number}>
            {yen(amount)}
          </td>
          <td data-label={t.tax} className={style.number}>
            {yen(tax)}
          </td>
          {faulty > 0 && <td>－</td>}
        </tr>
      }
    />
  );
}

type Text = ReturnType<typeof useApp>['texts']['expenses'];

/** Whom it is paid to, and what else the row says. */
function restOf(row: Preview['rows'][number], t: Text): string {
  return [
    row.vendorName,
    row.invoiceNumber,
    row.description,
    row.persons === null ? null : `${t.persons} ${row.persons}`,
    row.outsourced ? t.outsourced : null,
    row.lawyer ? t.lawyer : null,
    row.preApproval === null ? null : `${t.preApproval} ${row.preApproval}`,
  ]
    .filter((one) => one !== null)
    .join('／');
}
