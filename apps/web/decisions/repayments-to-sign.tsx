import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { More } from '../ui/more.js';
import { usePageActs } from '../ui/page-acts.js';
import { Section } from '../ui/page.js';
import style from '../ui/ui.module.css';
import { OneClaim, SecondAct, type Deciding } from './repayments.js';

/** Claims for repayment that others drew up and that wait for their second signature; nothing where there are none. */
export function RepaymentsToSign() {
  const { texts } = useApp();
  const t = texts.repayments;
  const isSenior = useUser().roles.includes('senior-adjuster');
  const list = useList('/repayments', { query: { state: 'asked', by: 'others' } });
  // beside the list: a colleague may sign or drop it first, and its buttons go
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  usePageActs(
    (list.items ?? [])
      .filter(({ maySign }) => maySign && isSenior)
      .map((claim) => ({
        name: t.signOf(claim.caseNumber, String(claim.number)),
        run: () => setDeciding({ claim, act: 'sign' }),
      })),
  );
  return (
    <>
      {list.items && list.items.length > 0 && (
        <Section title={t.toSign}>
          <p className={style.hint}>{t.toSignLead}</p>
          <ul className={style.plainList}>
            {list.items.map((claim) => (
              <li key={claim.id} className={style.panel}>
                <p>
                  <Link to="/expenses/$id" params={{ id: claim.expenseId }} data-row>
                    {claim.caseNumber}
                  </Link>
                </p>
                <OneClaim of={claim} onDecide={(act) => setDeciding({ claim, act })} />
              </li>
            ))}
          </ul>
          <More of={list} label={texts.shell.more} />
        </Section>
      )}
      {deciding && (
        <SecondAct key={`${deciding.claim.id} ${deciding.act}`} of={deciding} onClose={() => setDeciding(null)} />
      )}
    </>
  );
}
