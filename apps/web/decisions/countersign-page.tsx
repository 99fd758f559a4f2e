import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { Papers } from '../expenses/papers.js';
import { ExpenseFacts } from '../expenses/expense-facts.js';
import { useCategoryName } from '../expenses/category-select.js';
import { useNotice } from '../shell/notice.js';
import { useList, useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { NameValues } from '../ui/name-values.js';
import { Page, Section } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { useRowKeys } from '../ui/use-row-keys.js';
import own from './countersign.module.css';
import { DecisionText } from './decision-history.js';
import { Invoice } from './invoice.js';
import { DecisionBasis } from './decision-basis.js';
import { RowAt } from '../ui/page-acts.js';
import { OneReversal, SecondAct, type Deciding } from './reversal.js';
import { Sign } from './sign-decision.js';

type Decision = Schemas['DecisionDto'];

/** What others have proposed and waits for a second pair of eyes. */
export function CountersignPage() {
  const { texts } = useApp();
  const t = texts.decisions;
  const list = useList('/decisions', { query: { by: 'others' } });
  const tell = useNotice();
  useRowKeys();
  return (
    <Page title={t.countersign}>
      <p className={style.hint}>{t.countersignLead}</p>
      <Shown of={{ ...list, data: list.items }}>
        {(decisions) =>
          decisions.length === 0 ? (
            <p>{t.noCountersign}</p>
          ) : (
            <ul className={style.plainList}>
              {decisions.map((decision) => (
                <li key={decision.id} className={style.panel}>
                  <Waiting of={decision} onDone={tell} />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <More of={list} label={texts.shell.more} />
      <Reversals />
    </Page>
  );
}

/** Reversals that wait for their second signature; nothing where there are none. */
function Reversals() {
  const { texts } = useApp();
  const t = texts.acts.reversal;
  const nameOf = useCategoryName();
  const list = useList('/reversals', { query: {} });
  // beside the list: a colleague may sign or drop it first, and its buttons go
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  return (
    <>
      {list.items && list.items.length > 0 && (
        <Section title={t.list}>
          <p className={style.hint}>{t.listLead}</p>
          <ul className={style.plainList}>
            {list.items.map((reversal) => (
              <li key={reversal.id} className={style.panel}>
                <p>
                  <Link to="/expenses/$id" params={{ id: reversal.expenseId }} data-row>
                    {reversal.caseNumber}　{texts.expenses.lineNo(reversal.line)}
                  </Link>
                  {'　'}
                  {nameOf(reversal.category)}
                </p>
                <NameValues of={[[texts.cases.institution, reversal.institutionName ?? texts.cases.notMatched]]} />
                <OneReversal of={reversal} onDecide={(of, act) => setDeciding({ reversal: of, act })} />
              </li>
            ))}
          </ul>
          <More of={list} label={texts.shell.more} />
        </Section>
      )}
      {deciding && <SecondAct key={deciding.reversal.id} of={deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}

function Waiting({ of: decision, onDone }: { readonly of: Decision; readonly onDone: (text: string) => void }) {
  const { texts, say } = useApp();
  const t = texts.decisions;
  const nameOf = useCategoryName();
  return (
    <div className={own.two}>
      <div>
        <p>
          <Link to="/expenses/$id" params={{ id: decision.expenseId }} data-row>
            {decision.caseNumber}　{texts.expenses.lineNo(decision.line)}
          </Link>
          {'　'}
          {nameOf(decision.category)}
        </p>
        <NameValues of={[[texts.cases.institution, decision.institutionName ?? texts.cases.notMatched]]} />
        <DecisionText of={decision} />
        <ClaimAndPapers id={decision.expenseId} />
        {decision.ownSignature ? (
          // of many proposals the search does not know which is meant
          <RowAt value={false}>
            <Sign of={decision} onDone={onDone} />
          </RowAt>
        ) : (
          <p>{t.cannotSign}</p>
        )}
      </div>
      <div>
        <DecisionBasis of={decision} />
        <NameValues
          of={[
            [t.because, decision.needs.because.map((text) => say(text)).join('　')],
            [t.signatures, decision.needs.missing.map((text) => say(text)).join('　')],
          ]}
        />
      </div>
    </div>
  );
}

/** What is claimed, and its papers; read when somebody opens it. */
function ClaimAndPapers({ id }: { readonly id: string }) {
  const { texts } = useApp();
  const [isOpen, setOpen] = useState(false);
  const query = useRead('/expenses/{id}', { path: { id } }, { enabled: isOpen });
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.decisions.claimAndPapers}</summary>
      {isOpen && (
        <Shown of={query}>
          {(expense) => (
            <>
              <ExpenseFacts of={expense} />
              <Papers of={expense} />
              <Invoice of={expense} />
            </>
          )}
        </Shown>
      )}
    </details>
  );
}
