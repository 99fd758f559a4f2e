import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useList, useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Page } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Countdown } from '../ui/countdown.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { useUser } from '../shell/session.js';
import { AnswerPreApproval } from './answer-pre-approval.js';
import { Consent } from './pre-approvals.js';

/** Requests for consent that wait, those due first first, and their answer. */
export function PreApprovalsPage() {
  const { texts } = useApp();
  const t = texts.expenses;
  const list = useList('/pre-approvals', { query: { state: 'requested' } });
  return (
    <Page title={texts.shell.preApprovals} width="narrow">
      <OnCall />
      <Shown of={{ ...list, data: list.items }}>
        {(consents) =>
          consents.length === 0 ? (
            <p>{t.noneAsked}</p>
          ) : (
            <ul className={style.plainList}>
              {consents.map((consent) => (
                <li key={consent.id} className={style.panel}>
                  <p className={`${style.row} ${style.spread}`}>
                    <Link to="/cases/$id" params={{ id: consent.incidentId }}>
                      {consent.caseNumber}
                    </Link>
                    <Countdown to={consent.answerDueAt} />
                  </p>
                  <Consent of={consent} />
                  {consent.allowedActions.some(({ to }) => to !== 'withdrawn') && <AnswerPreApproval of={consent} />}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <More of={list} label={texts.shell.more} />
    </Page>
  );
}

/** Who can be reached outside duty hours. */
function OnCall() {
  const { texts } = useApp();
  const t = texts.consents;
  const roles = useUser().roles;
  const enabled = roles.some((role) => ['support', 'senior-adjuster', 'auditor'].includes(role));
  const [now] = useState(() => new Date().toISOString());
  const lines = useRead('/rosters', { query: { onCallAt: now } }, { enabled });
  if (!lines.data) return null;
  const names = [...new Set(lines.data.items.map(({ personName }) => personName))];
  return <p>{names.length === 0 ? t.nobodyOnCall : t.onCall(names.join('、'))}</p>;
}
