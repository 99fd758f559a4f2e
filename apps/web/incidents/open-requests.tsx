import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';

type Open = Schemas['OpenMattersDto'];

/** What we ask of the institution, and what we have promised it and not done yet. */
export function OpenRequests({ of: incident }: { readonly of: Schemas['CaseDto'] }) {
  const { texts, say } = useApp();
  const t = texts.cases;
  const open = useRead('/incidents/{id}/promises', { path: { id: incident.id } });
  return (
    <Section title={t.waiting}>
      <Shown of={open}>
        {({ promises, requests }) => (
          <div className={style.grid}>
            <div className={style.panel}>
              <h3 className={style.sub}>{t.fromYou}</h3>
              {requests.length === 0 && !incident.supportOutlookQuestion ? (
                <p>{t.nothingFromYou}</p>
              ) : (
                <ul>
                  {incident.supportOutlookQuestion && <li>{say(incident.supportOutlookQuestion)}</li>}
                  {requests.map((request) => (
                    <Request key={`${request.code} ${request.textJa}`} of={request} />
                  ))}
                </ul>
              )}
            </div>
            <div className={style.panel}>
              <h3 className={style.sub}>{t.fromUs}</h3>
              {promises.length === 0 ? <p>{t.nothingFromUs}</p> : <PromiseList of={promises} />}
            </div>
          </div>
        )}
      </Shown>
    </Section>
  );
}

function Request({ of: request }: { readonly of: Open['requests'][number] }) {
  const { texts, format, say } = useApp();
  const t = texts.cases;
  const text = say(request);
  return (
    <li>
      {['account', 'account-again', 'account-closed'].includes(request.code) ? (
        <Link to="/accounts">{text}</Link>
      ) : request.expenseId === null ? (
        text
      ) : (
        <Link to="/expenses/$id" params={{ id: request.expenseId }}>
          {text}
        </Link>
      )}{' '}
      <Due late={request.isLate}>{t.dueOn(format.day(request.dueOn))}</Due>
    </li>
  );
}

/** Promises with their time; one that is over says so. */
export function PromiseList({ of: promises }: { readonly of: Open['promises'] }) {
  const { texts, format, say } = useApp();
  const t = texts.cases;
  return (
    <ul>
      {promises.map((promise) => {
        const until = promise.by ? format.moment(promise.by) : promise.byDay ? format.day(promise.byDay) : null;
        return (
          <li key={`${promise.code} ${promise.textJa}`}>
            {say(promise)} {until && <Due late={promise.isLate}>{t.dueOn(until)}</Due>}
          </li>
        );
      })}
    </ul>
  );
}

function Due({ late, children }: { readonly late: boolean; readonly children: string }) {
  const { texts } = useApp();
  return (
    <strong className={`${style.nowrap} ${late ? style.bad : ''}`}>
      {children}
      {late && `　⚠ ${texts.cases.overdue}`}
    </strong>
  );
}
