import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dayInJapan } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DayField } from '../ui/fields.js';
import { Page, Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { Status } from '../ui/status.js';
import { checks, pastDayOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { BankFile } from './bank-file.js';
import { ClosedLines } from './closed-lines.js';
import { TakeLine } from './take-line.js';

type Item = Schemas['UnreconciledDto'];

/** Whom and what it concerns, as far as that is known. */
function Concerned({ of: { kind, institutionName, incidentId, caseNumber, paymentNumber } }: { readonly of: Item }) {
  const { texts } = useApp();
  const t = texts.payments;
  if (institutionName === null || incidentId === null) return <p className={style.hint}>{t.concernsNothing}</p>;
  return (
    <p className={style.row}>
      <span>{institutionName}</span>
      <Link to="/cases/$id" params={{ id: incidentId }}>
        {t.caseNumber} {caseNumber}
      </Link>
      {paymentNumber !== null && kind !== 'payment' && (
        <span>
          {t.number} {paymentNumber}
        </span>
      )}
    </p>
  );
}

/** What the bank reports beside what was paid, and what does not agree. */
export function ReconciliationPage() {
  const { texts, format, say } = useApp();
  const t = texts.payments;
  const [typed, setTyped] = useState(() => dayInJapan(new Date()).replaceAll('-', '/'));
  const day = pastDayOf(typed);
  const query = useRead('/reconciliation', { query: day === null ? {} : { day } }, { enabled: day !== null });
  return (
    <Page title={t.reconciliation} width="narrow">
      <DayField
        past
        label={t.reconciliationDay}
        value={typed}
        onChange={setTyped}
        error={checks(texts.common).pastDay(typed)}
      />
      <Shown of={query}>
        {({ unsettled, unsettledAmount, items, closed }) => (
          <>
            <p>{t.unsettled(unsettled, format.yen(unsettledAmount))}</p>
            {items.length === 0 ? (
              <p>
                <Status tone="good">{t.reconciliationGood}</Status>
              </p>
            ) : (
              <Section title={t.notAgreeing}>
                <ul className={style.plainList}>
                  {items.map((item) => (
                    <li key={item.id} className={style.panel}>
                      <p className={`${style.row} ${style.spread}`}>
                        <strong>
                          {t.unreconciled[item.kind](item.number, item.fileName ?? '')}　{format.yen(item.amount)}
                        </strong>
                        <span>{t.unreconciledDay[item.kind](format.day(item.onDay))}</span>
                      </p>
                      <p>
                        {say(item)}
                        {item.expected !== null && t.expected(format.yen(item.expected))}
                      </p>
                      <Concerned of={item} />
                      {item.note !== null && <p className={style.hint}>{t.bankWords(item.note)}</p>}
                      {item.kind === 'bank-line' && <TakeLine of={item} />}
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            <ClosedLines of={closed} />
          </>
        )}
      </Shown>
      <BankFile />
    </Page>
  );
}
