import { useEffect, useRef, type ReactNode } from 'react';
import type { Schemas } from '../api/api.js';
import { AlsoOpen } from '../shell/presence.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Countdown } from '../ui/countdown.js';
import { LimitBar } from '../ui/limits.js';
import { useHeading } from '../ui/page.js';
import { Status, toneOfCase, toneOfSeverity } from '../ui/status.js';
import { Telephone } from '../ui/telephone.js';
import style from './desk-case.module.css';
import { careOf } from './incident-facts.js';
import { MergedNote } from './merged-note.js';

type Case = Schemas['CaseDto'];
type Promised = Schemas['PromiseDto'];

/** What stays in sight of a case while one works on it: whose it is, what was promised, how it stands, what is left. */
export function CaseHead({ of: incident }: { readonly of: Case }) {
  const { texts, say, format } = useApp();
  const t = texts.cases;
  const page = texts.casePage;
  const name = incident.institutionName ?? t.notMatched;
  const heading = useHeading(`${name} ${incident.caseNumber}`);
  const head = useHeight();
  const limit = incident.limits?.find(({ bucket }) => bucket === 'response-expense');
  return (
    <header ref={head} className={style.head}>
      <div className={style.whose}>
        <h1 ref={heading} tabIndex={-1}>
          {name}
        </h1>
        <p>
          <span>{incident.caseNumber}</span> <PolicyOf of={incident} />
        </p>
        <MergedNote of={incident} />
        <AlsoOpen incidentId={incident.id} />
      </div>
      <dl>
        <Fact name={t.nextPromise}>
          <NextPromise of={incident} />
        </Fact>
        <Fact name={t.state}>
          <Status tone={toneOfCase(incident.state)}>{say(incident.stateName)}</Status>
        </Fact>
        <Fact name={t.severity}>
          {incident.severity ? (
            <Status tone={toneOfSeverity(incident.severity)}>{t.words.severity[incident.severity]}</Status>
          ) : (
            t.proposed(t.words.severity[incident.proposedSeverity])
          )}
        </Fact>
        <Fact name={t.careImpact}>{careOf(incident.facts, t) ?? page.notKnown}</Fact>
        <Fact name={page.handler}>{incident.adjusterInChargeName ?? page.nobody}</Fact>
        {limit && (
          <Fact
            name={
              <>
                {t.limitLeft} <strong>{format.yen(limit.remaining)}</strong>
              </>
            }
          >
            <LimitBar of={limit} words={t.limitWords} />
          </Fact>
        )}
      </dl>
    </header>
  );
}

function Fact({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The policy that was matched, else what is known of it. */
function PolicyOf({ of: { policyId, policyMatch, policyNumber } }: { readonly of: Case }) {
  const { texts, format } = useApp();
  const t = texts.cases;
  const id = policyMatch === 'matched' && policyId !== null ? policyId : '';
  const { data: policy } = useRead('/policies/{id}', { path: { id } }, { enabled: id !== '' });
  return (
    <>
      {policy ? (
        <>
          <span>{t.plan(policy.plan)}</span> <span>{policy.policyNumber}</span>{' '}
          <span>{t.period(format.day(policy.inceptionDate), format.day(policy.expiryDate))}</span>
        </>
      ) : (
        <span>{policyNumber}</span>
      )}{' '}
      {policyMatch !== 'matched' && (
        <span>
          {t.policy}：{t.words.policyMatch[policyMatch]}
        </span>
      )}
    </>
  );
}

/** The promise of which the time ends first. */
const firstOf = (promises: readonly Promised[]): Promised | undefined => {
  const endOf = ({ by, byDay }: Promised): number => Date.parse(by ?? `${byDay ?? ''}T23:59:59+09:00`);
  return promises
    .filter(({ by, byDay }) => by !== null || byDay !== null)
    .toSorted((one, other) => endOf(one) - endOf(other))[0];
};

function NextPromise({ of: { id, reporter, reportedAt } }: { readonly of: Case }) {
  const { texts } = useApp();
  const t = texts.casePage;
  const { data } = useRead('/incidents/{id}/promises', { path: { id } });
  if (!data) return texts.common.loading;
  const next = firstOf(data.promises);
  return (
    <span className={style.promised}>
      {next ? (
        <>
          <span>{t.promiseNames[next.code]}</span>
          <PromisedBy of={next} since={next.code === 'call-back' ? reportedAt : null} />
        </>
      ) : (
        <span>{t.noPromiseWithTime}</span>
      )}
      <span>
        <Telephone number={reporter.phone} />
      </span>
    </span>
  );
}

/** By when something is promised; `since`: from when its time runs, where that is known. */
export function PromisedBy({
  of: { by, byDay, isLate },
  since,
}: {
  readonly of: Promised;
  readonly since: string | null;
}) {
  const { texts, format } = useApp();
  const t = texts.casePage;
  if (by !== null) return <Countdown to={by} from={since} />;
  if (byDay === null) return null;
  if (isLate) return <Status tone="bad">{t.late(format.day(byDay))}</Status>;
  return <span className={style.nowrap}>{t.until(format.day(byDay))}</span>;
}

/** Tells the page how high its head is: what stays below it, and what is scrolled to, keeps clear of it. */
function useHeight() {
  const head = useRef<HTMLElement>(null);
  useEffect(() => {
    const { current } = head;
    if (!current) return undefined;
    const { style: ofPage } = document.documentElement;
    const observer = new ResizeObserver(() => ofPage.setProperty('--head', `${current.offsetHeight}px`));
    observer.observe(current);
    return () => {
      observer.disconnect();
      ofPage.removeProperty('--head');
    };
  }, []);
  return head;
}
