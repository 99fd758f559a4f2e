import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useCategoryName } from '../expenses/category-select.js';
import { ListTools } from '../lists/list-tools.js';
import { useListOfMany } from '../lists/use-kept-list.js';
import { queryOf } from '../lists/use-list-view.js';
import { oldestFirst } from '../lists/use-order.js';
import { useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { Listed } from '../ui/list/listed.js';
import { RowActs } from '../ui/list/row-acts.js';
import { Section } from '../ui/page.js';
import style from '../ui/ui.module.css';
import { OneReversal, SecondAct, type Deciding } from './reversal.js';

type Reversal = Schemas['ReversalDto'];

const bySince = oldestFirst('since');

/** Reversals that others ask for and that wait for their second signature; nothing where there are none. */
export function ReversalsToSign() {
  const { texts } = useApp();
  const t = texts.acts.reversal;
  // beside the list: a colleague may sign or drop it first, and its buttons go
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const columns = useColumns((reversal) => setDeciding({ reversal, act: 'sign' }));
  const kept = useListOfMany('reversals', columns, bySince, 'reversalsSort');
  const query = { by: 'others' as const, sort: kept.sort };
  const list = useList('/reversals', { query });
  return (
    <>
      {list.items && list.items.length > 0 && (
        <Section title={t.list} aside={<ListTools list="reversals" conditions={queryOf(query)} columns={kept.keys} />}>
          <p className={style.hint}>{t.listLead}</p>
          <Listed
            of={list}
            none={null}
            label={t.list}
            columns={kept.columns}
            sort={kept.heading}
            keyOf={({ id }) => id}
            nameOf={({ caseNumber, line }) => `${caseNumber}　${texts.expenses.lineNo(line)}`}
            peek={(reversal) => (
              <OneReversal of={reversal} onDecide={(of, act) => setDeciding({ reversal: of, act })} />
            )}
          />
        </Section>
      )}
      {deciding && <SecondAct key={deciding.reversal.id} of={deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}

function useColumns(onSign: (reversal: Reversal) => void): readonly Column<Reversal>[] {
  const { texts, format } = useApp();
  const t = texts.acts.reversal;
  const nameOf = useCategoryName();
  const institution = ({ institutionName }: Reversal): string => institutionName ?? texts.cases.notMatched;
  return [
    {
      key: 'since',
      sort: 'since',
      name: t.askedOn,
      width: 96,
      cell: ({ askedAt }) => format.shortDay(askedAt),
      whole: ({ askedAt }) => format.moment(askedAt),
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
      width: 184,
      givesWay: true,
      cell: ({ category }) => nameOf(category),
      whole: ({ category }) => nameOf(category),
    },
    {
      key: 'amount',
      name: texts.list.yenUnit(texts.expenses.amount),
      width: 120,
      numeric: true,
      cell: ({ amount }) => format.amount(amount),
    },
    { key: 'reason', name: t.reasonGiven, cell: ({ reason }) => reason, whole: ({ reason }) => reason },
    {
      key: 'acts',
      name: texts.cases.actions,
      width: 216,
      cell: (reversal) =>
        reversal.maySign && <RowActs of={[{ name: t.sign, press: 's', run: () => onSign(reversal) }]} />,
    },
  ];
}
