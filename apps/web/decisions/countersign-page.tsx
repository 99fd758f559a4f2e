import { Link, useSearch } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { useCategoryName } from '../expenses/category-select.js';
import { ListTools } from '../lists/list-tools.js';
import { SavedViews } from '../lists/saved-views.js';
import { useKeptList } from '../lists/use-kept-list.js';
import { queryOf, useListView } from '../lists/use-list-view.js';
import { oldestFirst } from '../lists/use-order.js';
import { ViewNote } from '../lists/view-note.js';
import { useNotice } from '../shell/notice.js';
import { useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { Listed } from '../ui/list/listed.js';
import { RowActs } from '../ui/list/row-acts.js';
import { RowDialogs, useRowDialogs } from '../ui/list/row-dialogs.js';
import { ListCount } from '../ui/list/views.js';
import { Page } from '../ui/page.js';
import style from '../ui/ui.module.css';
import { DecisionToSign, NeedsOf } from './decision-to-sign.js';
import { DecisionText } from './decision-history.js';
import { RepaymentsToSign } from './repayments-to-sign.js';
import { ReversalsToSign } from './reversals-to-sign.js';

type Decision = Schemas['DecisionDto'];

const bySince = oldestFirst('since');

/** What others have proposed and waits for a second pair of eyes; each is signed beside the list. */
export function CountersignPage() {
  const { texts } = useApp();
  const t = texts.decisions;
  const tell = useNotice();
  const signing = useRowDialogs<Decision>(({ id }) => id);
  const view = useListView('countersign', useSearch({ from: '/countersign' }));
  const kept = useKeptList(view, useColumns(signing.open), bySince);
  const query = { by: 'others' as const, sort: kept.sort };
  const list = useList('/decisions', { query }, { enabled: view.isKnown });
  const nameOf = ({ caseNumber, line }: Decision): string => `${caseNumber}　${texts.expenses.lineNo(line)}`;
  return (
    <Page
      width="wide"
      title={t.countersign}
      beside={
        <>
          {list.items && (
            <ListCount of={list.items.length} yen={list.items.map(({ amount }) => amount)} isMore={list.hasNextPage} />
          )}
          <SavedViews of={view} to="/countersign" />
        </>
      }
      aside={list.items && <ListTools list="countersign" conditions={queryOf(query)} columns={kept.keys} view={view} />}
    >
      <ViewNote of={view} />
      <p className={style.hint}>{t.countersignLead}</p>
      <Listed
        of={list}
        none={t.noCountersign}
        label={t.countersign}
        columns={kept.columns}
        sort={kept.heading}
        keyOf={({ id }) => id}
        nameOf={nameOf}
        peek={(decision) => <DecisionPeek of={decision} onSign={signing.open} />}
      />
      <RowDialogs of={signing} now={list.items} titleOf={nameOf} size="80rem">
        {(decision, end) => (
          <DecisionToSign
            of={decision}
            onDone={(text) => {
              end();
              tell(text);
            }}
          />
        )}
      </RowDialogs>
      <ReversalsToSign />
      <RepaymentsToSign />
    </Page>
  );
}

function useColumns(onSign: (decision: Decision) => void): readonly Column<Decision>[] {
  const { texts, format } = useApp();
  const t = texts.decisions;
  const nameOf = useCategoryName();
  const institution = ({ institutionName }: Decision): string => institutionName ?? texts.cases.notMatched;
  const amount = (key: 'claimed' | 'amount', name: string): Column<Decision> => ({
    key,
    name: texts.list.yenUnit(name),
    width: 120,
    numeric: true,
    cell: (decision) => format.amount(decision[key]),
  });
  return [
    {
      key: 'since',
      sort: 'since',
      name: t.proposedOn,
      width: 96,
      cell: ({ proposedAt }) => format.shortDay(proposedAt),
      whole: ({ proposedAt }) => format.moment(proposedAt),
    },
    {
      key: 'case',
      name: texts.cases.caseNumber,
      width: 208,
      cell: ({ expenseId, caseNumber, line }) => (
        <Link to="/expenses/$id" params={{ id: expenseId }} data-row>
          {caseNumber}　{texts.expenses.lineNo(line)}
        </Link>
      ),
    },
    { key: 'institution', name: texts.cases.institution, width: 192, cell: institution, whole: institution },
    {
      key: 'category',
      name: texts.expenses.category,
      cell: ({ category }) => nameOf(category),
      whole: ({ category }) => nameOf(category),
    },
    { key: 'kind', name: t.proposed, width: 120, cell: ({ kind }) => t.kind[kind], whole: ({ kind }) => t.kind[kind] },
    amount('claimed', texts.expenses.claimed),
    amount('amount', t.decidedAmount),
    {
      key: 'by',
      name: t.proposedBy,
      width: 136,
      givesWay: true,
      cell: ({ proposedByName }) => proposedByName,
      whole: ({ proposedByName }) => proposedByName,
    },
    { key: 'acts', name: texts.cases.actions, width: 184, cell: (decision) => <Act of={decision} onSign={onSign} /> },
  ];
}

interface Signing {
  readonly of: Decision;
  readonly onSign: (decision: Decision) => void;
}

function Act({ of: decision, onSign }: Signing) {
  const t = useApp().texts.decisions;
  const name = decision.ownSignature ? t.lookAndSign : t.look;
  return <RowActs of={[{ name, press: 's', run: () => onSign(decision) }]} />;
}

/** A proposal beside its list: what is decided, why, and what it still needs. */
function DecisionPeek({ of: decision, onSign }: Signing) {
  const { texts } = useApp();
  const nameOf = useCategoryName();
  return (
    <>
      <h2 className={style.sub}>{decision.institutionName ?? texts.cases.notMatched}</h2>
      <p className={style.hint}>{nameOf(decision.category)}</p>
      <DecisionText of={decision} />
      <NeedsOf of={decision} />
      <Act of={decision} onSign={onSign} />
    </>
  );
}
