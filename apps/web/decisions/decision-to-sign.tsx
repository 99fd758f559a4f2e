import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useCategoryName } from '../expenses/category-select.js';
import { ExpenseFacts } from '../expenses/expense-facts.js';
import { Papers } from '../expenses/papers.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { NameValues } from '../ui/name-values.js';
import { RowAt } from '../ui/page-acts.js';
import { Shown } from '../ui/shown.js';
import own from './countersign.module.css';
import { DecisionBasis } from './decision-basis.js';
import { DecisionText } from './decision-history.js';
import { Invoice } from './invoice.js';
import { Sign } from './sign-decision.js';

type Decision = Schemas['DecisionDto'];

/** A proposal beside what it rests on, with the second signature. */
export function DecisionToSign({
  of: decision,
  onDone,
}: {
  readonly of: Decision;
  readonly onDone: (text: string) => void;
}) {
  const { texts } = useApp();
  const nameOf = useCategoryName();
  return (
    <div className={own.two}>
      <div>
        <NameValues
          of={[
            [texts.cases.institution, decision.institutionName ?? texts.cases.notMatched],
            [texts.expenses.category, nameOf(decision.category)],
          ]}
        />
        <DecisionText of={decision} />
        <ClaimAndPapers id={decision.expenseId} />
        {decision.ownSignature ? (
          // of many proposals the search does not know which is meant
          <RowAt value={false}>
            <Sign of={decision} onDone={onDone} />
          </RowAt>
        ) : (
          <p>{texts.decisions.cannotSign}</p>
        )}
      </div>
      <div>
        <DecisionBasis of={decision} />
        <NeedsOf of={decision} />
      </div>
    </div>
  );
}

/** Why it needs a second signature, and whose. */
export function NeedsOf({ of: { needs } }: { readonly of: Decision }) {
  const { texts, say } = useApp();
  const t = texts.decisions;
  return (
    <NameValues
      of={[
        [t.because, needs.because.map((text) => say(text)).join('　')],
        [t.signatures, needs.missing.map((text) => say(text)).join('　')],
      ]}
    />
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
