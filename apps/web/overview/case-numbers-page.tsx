import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { ListTools } from '../lists/list-tools.js';
import { useListColumns, useShownKeys } from '../lists/use-list-columns.js';
import { useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { Listed } from '../ui/list/listed.js';
import { ListCount } from '../ui/list/views.js';
import { Page } from '../ui/page.js';
import style from '../ui/ui.module.css';

type Unused = Schemas['UnusedNumbersDto'];

/** As it stands inside a case number. */
const digits = (sequence: number): string => String(sequence).padStart(6, '0');

/** Case numbers that were drawn and that no case has, with why, for auditors. */
export function CaseNumbersPage() {
  const { texts } = useApp();
  const t = texts.arrivals.numbers;
  const list = useList('/unused-case-numbers', { query: {} });
  const mayOpen = useMayOpen();
  const columns = useListColumns('numbers', useColumns(mayOpen), null);
  const keys = useShownKeys('numbers', null);
  const nameOf = useName();
  return (
    <Page
      width="wide"
      title={t.title}
      beside={list.items && <ListCount of={list.items.length} isMore={list.hasNextPage} />}
      aside={list.items && <ListTools list="numbers" conditions="" columns={keys} />}
    >
      <p className={style.hint}>{t.lead}</p>
      <Listed
        of={list}
        none={t.none}
        label={t.title}
        columns={columns}
        keyOf={({ first }) => String(first)}
        nameOf={nameOf}
        enters={({ answeredBy }) => (answeredBy && mayOpen ? texts.list.open(answeredBy.caseNumber) : null)}
      />
    </Page>
  );
}

function useName(): (run: Unused) => string {
  const t = useApp().texts.arrivals.numbers;
  return (run) => (run.count === 1 ? t.one(digits(run.first)) : t.range(digits(run.first), digits(run.last)));
}

/** An administrator knows the number and may not open the case. */
function useMayOpen(): boolean {
  return useUser().roles.includes('auditor');
}

function useColumns(mayOpen: boolean): readonly Column<Unused>[] {
  const { texts, format, say } = useApp();
  const t = texts.arrivals.numbers;
  const nameOf = useName();
  const at = (run: Unused): string => (run.at ? format.moment(run.at) : t.unknown);
  return [
    { key: 'number', name: t.number, width: 216, cell: nameOf, whole: nameOf },
    { key: 'count', name: t.count, width: 88, numeric: true, cell: (run) => format.count(run.count) },
    { key: 'why', name: t.why, cell: (run) => say(run), whole: (run) => say(run) },
    { key: 'full', name: t.full, width: 160, cell: ({ caseNumber }) => caseNumber ?? '－' },
    {
      key: 'answered',
      name: t.answeredBy,
      width: 184,
      cell: ({ answeredBy }) =>
        answeredBy && mayOpen ? (
          <Link to="/cases/$id" params={{ id: answeredBy.id }} data-row>
            {answeredBy.caseNumber}
          </Link>
        ) : (
          (answeredBy?.caseNumber ?? '－')
        ),
    },
    { key: 'at', name: t.at, width: 176, cell: at, whole: at },
  ];
}
