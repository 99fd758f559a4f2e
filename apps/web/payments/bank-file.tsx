import { Button, Radio, Stack } from '@mantine/core';
import { useEffect, useEffectEvent, useState, type ComponentProps } from 'react';
import { count } from '#kernel';
import { Refused, type Schemas } from '../api/api.js';
import { useRead, useUpload } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { FigureTable, type Figures } from '../ui/figure-table.js';
import { DoneNote } from '../ui/done-note.js';
import { FileField, isSendable } from '../ui/file-field.js';
import { FilePreview } from '../ui/file-preview.js';
import { RowFaults } from '../ui/not-taken.js';
import { Section } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';
import { MapColumns } from './map-columns.js';

type Preview = Schemas['BankPreviewDto'];

/** The bank's list: what it says is shown, then just that is taken over. */
export function BankFile() {
  const { texts } = useApp();
  const t = texts.payments;
  const [chosen, setChosen] = useState<{ readonly file: File; readonly at: number } | null>(null);
  const [done, setDone] = useState<Schemas['BankTakenDto'] | null>(null);
  return (
    <Section title={t.bankReport}>
      <p className={style.hint}>{t.bankReportLead}</p>
      <Stack gap="sm">
        <FileField
          label={texts.expenses.file}
          file={chosen?.file ?? null}
          onChoose={(file) => {
            setDone(null);
            setChosen(file && { file, at: Date.now() });
          }}
          missing={false}
          accept=".csv,.xlsx,.tsv,.txt,.dat,text/csv"
        />
        {chosen && isSendable(chosen.file) && (
          <ChosenFile
            key={chosen.at}
            file={chosen.file}
            onDone={(taken) => {
              setDone(taken);
              setChosen(null);
            }}
          />
        )}
        <KeptForms />
        <DoneNote>{done ? t.imported(count(done.taken), count(done.known)) : null}</DoneNote>
      </Stack>
    </Section>
  );
}

/** The lists of the bank that are read without being asked about. */
function KeptForms() {
  const { texts } = useApp();
  const { data } = useRead('/bank-forms', {});
  if (!data || data.items.length === 0) return null;
  return <p className={style.hint}>{texts.payments.form.keptBefore(data.items.map(({ name }) => name))}</p>;
}

type Outcome = 'paid' | 'failed';
type Columns = Schemas['BankColumnsDto'];

/** What the person says of a file that it does not say itself. */
interface Said {
  readonly outcome?: Outcome;
  readonly columns?: Columns;
}

const fieldsOf = ({ outcome, columns }: Said): Readonly<Record<string, string>> => ({
  ...(outcome ? { outcome } : {}),
  ...(columns ? { columns: JSON.stringify(columns) } : {}),
});

/** What was shown, so that nothing else is taken over: another form may read the file meanwhile, or know its lines. */
const asShown = ({ sha256, amount, known, formId }: Preview): Readonly<Record<string, string>> => ({
  sha256,
  amount: String(amount),
  known: String(known),
  form: formId ?? '',
});

/** A file as it was read, with what was said of it: just that is taken over. */
function useLooking(file: File) {
  const looking = useUpload('/bank-reports/previews');
  const [seen, setSeen] = useState<{ readonly preview: Preview; readonly said: Said } | null>(null);
  const read = (said: Said): void =>
    void looking.send({ fields: fieldsOf(said), file }).then((preview) => preview && setSeen({ preview, said }));
  const begin = useEffectEvent(() => read({}));
  useEffect(() => begin(), []);
  const look = (said: Said): void => {
    setSeen(null);
    read(said);
  };
  return { seen, look, pending: looking.pending, error: looking.error };
}

function ChosenFile({
  file,
  onDone,
}: {
  readonly file: File;
  readonly onDone: (taken: Schemas['BankTakenDto']) => void;
}) {
  const { texts } = useApp();
  const { seen, look, pending, error } = useLooking(file);
  const forms = useRead('/bank-forms', {});
  const [said, setSaid] = useState<Said>({});
  const [assigns, setAssigns] = useState(false);
  const taking = useUpload('/bank-reports');
  // what is chosen while a file is read or taken over would be shown, and not be what is taken
  const isBusy = pending || taking.pending;
  const say = (now: Said): void => {
    setSaid(now);
    look(now);
  };
  const code = error instanceof Refused ? error.body.code : null;
  const isUnsaid = code === 'payments.bank-outcome-needed';
  // a list of a bank whose columns nobody has chosen yet is no mistake
  const isNew =
    code === 'payments.bank-file-refused' &&
    !said.columns &&
    faultCodes(error).every((fault) => fault === 'requests.field-missing');
  const form = forms.data?.items.find(({ id }) => id === seen?.preview.formId) ?? null;
  const hasNewWord = seen?.preview.rows.some(({ faults }) => faults.some((fault) => fault.code === newWord)) ?? false;
  return (
    <>
      {pending && <p role="status">{texts.common.tableReading}</p>}
      {(isUnsaid || said.outcome) && (
        <OutcomeField value={said.outcome ?? null} isBusy={isBusy} onChange={(outcome) => say({ outcome })} />
      )}
      {isNew ? <p role="status">{texts.payments.form.isNew}</p> : !isUnsaid && <ProblemNote error={error} />}
      {code === 'payments.bank-file-refused' || said.columns || assigns || (forms.data && hasNewWord) ? (
        <MapColumns file={file} from={form} isBusy={isBusy} onLook={(columns) => say({ columns })} />
      ) : (
        form && (
          <div>
            <Button variant="default" onClick={() => setAssigns(true)}>
              {texts.payments.form.again}
            </Button>
          </div>
        )
      )}
      {seen && (
        <SeenFile
          of={seen.preview}
          taking={taking}
          onTake={() =>
            void taking
              .send({ fields: { ...fieldsOf(seen.said), ...asShown(seen.preview) }, file })
              .then((taken) => taken && onDone(taken))
          }
        />
      )}
    </>
  );
}

/** The fault of a row whose word for the way of its money nobody has told yet. */
const newWord = 'payments.form-word-unknown';

const faultCodes = (error: unknown): readonly string[] =>
  error instanceof Refused ? (error.body.errors ?? []).map(({ code }) => code) : [];

function OutcomeField({
  value,
  isBusy,
  onChange,
}: {
  readonly value: Outcome | null;
  readonly isBusy: boolean;
  readonly onChange: (outcome: Outcome) => void;
}) {
  const { texts } = useApp();
  const t = texts.payments;
  return (
    <Radio.Group label={t.outcomeAsked} value={value ?? ''} onChange={(chosen) => onChange(chosen as Outcome)}>
      {(['failed', 'paid'] as const).map((one) => (
        <Radio key={one} mt="xs" value={one} label={t.outcomes[one]} disabled={isBusy} />
      ))}
    </Radio.Group>
  );
}

function SeenFile({
  of: preview,
  taking,
  onTake,
}: {
  readonly of: Preview;
  readonly taking: ComponentProps<typeof FilePreview>['entering'];
  readonly onTake: () => void;
}) {
  const { texts, format } = useApp();
  const t = texts.payments;
  const added = preview.rows.length - preview.known;
  return (
    <FilePreview
      preview={preview}
      title={t.toBeTaken}
      writtenAs={preview.isRecords ? t.records : undefined}
      faults={t.rowsFaulty(preview.faulty)}
      entering={taking}
      {...(added > 0 ? { enter: t.takeShown(count(added), format.yen(preview.amount)) } : { nothing: t.nothingNew })}
      onEnter={onTake}
    >
      {preview.known > 0 && <p>{t.knownRows(preview.known)}</p>}
      <PreviewRows preview={preview} />
    </FilePreview>
  );
}

type Row = Preview['rows'][number];

function PreviewRows({ preview: { rows, faulty, known } }: { readonly preview: Preview }) {
  const { texts, format } = useApp();
  const t = texts.payments;
  const kindOf = ({ kind, outcome }: Preview['rows'][number]): string =>
    kind === 'credit'
      ? t.bankCredit
      : kind === 'debit'
        ? t.bankDebit
        : outcome === 'paid'
          ? t.bankPaid
          : outcome === 'failed'
            ? t.bankFailed
            : '－';
  const isKnown: Figures<Row> = {
    key: 'known',
    name: t.bankKnown,
    cell: (row) => (row.isKnown ? t.isKnown : t.isNew),
  };
  const faults: Figures<Row> = {
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
        { key: 'kind', name: t.bankKind, cell: kindOf },
        {
          key: 'day',
          name: t.bankDay,
          className: style.nowrap,
          cell: ({ onDay }) => (onDay === null ? '－' : format.day(onDay)),
        },
        {
          key: 'number',
          name: t.bankNumber,
          cell: ({ paymentNumber, reference, note }) =>
            [paymentNumber, reference, note].filter((one) => one !== null).join('／') || '－',
        },
        {
          key: 'amount',
          name: texts.expenses.amount,
          numeric: true,
          cell: ({ amount }) => (amount === null ? '－' : format.yen(amount)),
        },
        ...(known > 0 ? [isKnown] : []),
        ...(faulty > 0 ? [faults] : []),
      ]}
    />
  );
}
