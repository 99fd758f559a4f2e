import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { Peeks } from '../ui/list/peeks.js';
import { Facts } from '../ui/page.js';
import { Status, type Tone } from '../ui/status.js';
import style from '../ui/ui.module.css';

export type BankEntry = Schemas['BankEntryDto'];
const tones: Readonly<Record<BankEntry['state'], Tone>> = { waiting: 'warn', confirmed: 'good', refused: 'new' };

/** The bank's code, and the branch's where the change is one of a branch. */
export const codesOf = ({ bankCode, branchCode }: BankEntry): string =>
  branchCode ? `${bankCode}-${branchCode}` : bankCode;

function EntryState({ of: { state } }: { readonly of: BankEntry }) {
  return <Status tone={tones[state]}>{useApp().texts.payments.accountStates[state]}</Status>;
}

/** A change of the master in its list. */
export function useBankColumns(): readonly Column<BankEntry>[] {
  const { texts, format } = useApp();
  const { payments: p } = texts;
  const t = p.banks;
  return [
    {
      key: 'entered',
      sort: 'entered',
      name: t.enteredOn,
      width: 96,
      cell: ({ enteredAt }) => format.shortDay(enteredAt),
      whole: ({ enteredAt }) => format.moment(enteredAt),
    },
    { key: 'codes', name: t.codes, width: 112, cell: (entry) => <Peeks>{codesOf(entry)}</Peeks> },
    { key: 'act', name: t.act, width: 120, cell: ({ act }) => t.acts[act], whole: ({ act }) => t.acts[act] },
    { key: 'name', name: t.name, cell: ({ name }) => name ?? '－', whole: ({ name }) => name ?? undefined },
    { key: 'from', name: t.fromOn, width: 144, cell: ({ fromOn }) => format.day(fromOn) },
    {
      key: 'source',
      name: t.source,
      width: 224,
      givesWay: true,
      cell: ({ source }) => source,
      whole: ({ source }) => source,
    },
    {
      key: 'by',
      name: p.enteredBy,
      width: 144,
      cell: ({ enteredByName }) => enteredByName,
      whole: ({ enteredByName }) => enteredByName,
    },
    { key: 'state', name: p.state, width: 152, cell: (entry) => <EntryState of={entry} /> },
  ];
}

/** A change of the master: what, from when, on what ground, and who entered and decided it. */
export function EntryText({ of: entry }: { readonly of: BankEntry }) {
  const { texts, format } = useApp();
  const { payments: p } = texts;
  const t = p.banks;
  return (
    <>
      <p className={`${style.row} ${style.spread}`}>
        <strong>
          {t.acts[entry.act]}：{codesOf(entry)}　{entry.name ?? ''}
        </strong>
        <EntryState of={entry} />
      </p>
      <Facts
        of={[
          [t.kana, entry.kana?.normalize('NFKC')],
          [t.fromOn, format.day(entry.fromOn)],
          [t.source, entry.source],
          [p.enteredBy, `${entry.enteredByName}　${format.moment(entry.enteredAt)}`],
          [t.decidedBy, entry.decidedAt && `${entry.decidedByName ?? ''}　${format.moment(entry.decidedAt)}`],
          [p.reason, entry.reason],
        ]}
      />
    </>
  );
}
