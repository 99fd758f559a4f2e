import { Link } from '@tanstack/react-router';
import { count, type Count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Meter } from '../ui/meter.js';
import { Section } from '../ui/page.js';
import style from '../ui/ui.module.css';
import own from './department.module.css';

/** So many rows of a table are read at most, those of the most weight. */
const mostShown = 20;

export function LargeLosses({ of: losses }: { readonly of: Schemas['LargeLossesDto'] }) {
  const { texts, format } = useApp();
  const t = texts.department;
  return (
    <Section title={t.large}>
      <p className={style.hint}>{t.largeLead(format.yen(losses.from), format.count(losses.count))}</p>
      {losses.items.length === 0 ? (
        <p>{t.noLarge}</p>
      ) : (
        <>
          <div className={style.scroll}>
            <table className={`${style.table} ${style.cards}`}>
              <thead>
                <tr>
                  <th scope="col">{t.case}</th>
                  <th scope="col">{t.institution}</th>
                  {[t.paid, t.reserve, t.incurred].map((heading) => (
                    <th key={heading} scope="col" className={style.number}>
                      {heading}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {losses.items.map(({ incidentId, caseNumber, institutionName, paid, reserve, incurred }) => (
                  <tr key={incidentId}>
                    <td data-label={t.case}>
                      <Link to="/cases/$id" params={{ id: incidentId }}>
                        {caseNumber}
                      </Link>
                    </td>
                    <td data-label={t.institution} className={own.name}>
                      {institutionName ?? texts.cases.notMatched}
                    </td>
                    <td data-label={t.paid} className={style.number}>
                      {format.amount(paid)}
                    </td>
                    <td data-label={t.reserve} className={style.number}>
                      {format.amount(reserve)}
                    </td>
                    <td data-label={t.incurred} className={style.number}>
                      {format.amount(incurred)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {losses.items.length < losses.count && (
            <p className={style.hint}>{t.largestShown(format.count(count(losses.items.length)))}</p>
          )}
        </>
      )}
    </Section>
  );
}

/** What is owed for long and not paid, by what it waits for. */
export function LongUnpaid({ of: unpaid }: { readonly of: Schemas['LongUnpaidDto'] }) {
  const { texts, format, say } = useApp();
  const t = texts.department;
  const { submittedBefore, all, reasons } = unpaid;
  const most = Math.max(1, ...reasons.map(({ count }) => count));
  return (
    <Section title={t.unpaid}>
      <p>
        <Link to="/expenses" search={{ unpaid: 'all', submittedBefore, sort: 'oldest' }}>
          {t.unpaidLead(format.count(all.count), format.yen(all.yen))}
        </Link>
      </p>
      {all.count === 0 ? (
        <p>{t.noUnpaid}</p>
      ) : (
        <>
          <ul className={own.bars}>
            {reasons.map(({ code, count, yen, ...name }) => (
              <li key={code}>
                <span>{say(name)}</span>
                <i aria-hidden="true" style={{ width: `${(count / most) * 100}%` }} />
                <span className={style.number}>
                  <Link to="/expenses" search={{ unpaid: code, submittedBefore, sort: 'oldest' }}>
                    {t.countOf(format.count(count))}
                  </Link>
                  {`　${format.yen(yen)}`}
                </span>
              </li>
            ))}
          </ul>
          <Oldest of={unpaid.oldest} all={all.count} />
        </>
      )}
    </Section>
  );
}

function Oldest({
  of: lines,
  all,
}: {
  readonly of: Schemas['LongUnpaidDto']['oldest'];
  /** How many there are, with those not shown. */
  readonly all: Count;
}) {
  const { texts, format, say } = useApp();
  const t = texts.department;
  return (
    <details className={own.table}>
      <summary>{t.oldest}</summary>
      <div className={style.scroll}>
        <table className={`${style.table} ${style.cards}`}>
          <thead>
            <tr>
              <th scope="col">{t.case}</th>
              <th scope="col">{t.institution}</th>
              <th scope="col">{t.category}</th>
              <th scope="col" className={style.number}>
                {t.yen}
              </th>
              <th scope="col" className={style.number}>
                {t.sinceSubmission}
              </th>
              <th scope="col">{t.reason}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.expenseId}>
                <td data-label={t.case} className={style.nowrap}>
                  <Link to="/expenses/$id" params={{ id: line.expenseId }}>
                    {line.caseNumber}　{texts.expenses.lineNo(line.line)}
                  </Link>
                </td>
                <td data-label={t.institution} className={own.name}>
                  {line.institutionName ?? texts.cases.notMatched}
                </td>
                <td data-label={t.category}>{say({ textJa: line.categoryJa, textEn: line.categoryEn })}</td>
                <td data-label={t.yen} className={style.number}>
                  {format.amount(line.yen)}
                </td>
                <td data-label={t.sinceSubmission} className={style.number}>
                  {format.days(line.days)}
                </td>
                <td data-label={t.reason} className={own.name}>
                  {say({ textJa: line.reasonJa, textEn: line.reasonEn })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines.length < all && <p className={style.hint}>{t.oldestShown(format.count(count(lines.length)))}</p>}
    </details>
  );
}

/** When limits will be reached, with what takes of them. */
export function Exhaustion({ of: limits }: { readonly of: readonly Schemas['ExhaustionDto'][] }) {
  const { texts, format, say } = useApp();
  const t = texts.department;
  const words: Readonly<Record<string, string>> = { lasts: t.lasts, 'too-few': t.tooFew };
  return (
    <Section title={t.exhaustion}>
      <p className={style.hint}>{t.exhaustionLead}</p>
      {limits.length === 0 ? (
        <p>{t.noExhaustion}</p>
      ) : (
        <>
          <div className={style.scroll}>
            <table className={`${style.table} ${style.cards}`}>
              <thead>
                <tr>
                  <th scope="col">{t.institution}</th>
                  <th scope="col">{t.limit}</th>
                  {[t.paid, t.promised, t.asked, t.left].map((heading) => (
                    <th key={heading} scope="col" className={style.number}>
                      {heading}
                    </th>
                  ))}
                  <th scope="col">{t.forecast}</th>
                </tr>
              </thead>
              <tbody>
                {limits.map((limit) => (
                  <tr key={`${limit.policyId} ${limit.bucket}`}>
                    <td data-label={t.institution} className={own.name}>
                      <Link to="/cases" search={{ institutionId: limit.institutionId, standing: 'open' }}>
                        {limit.institutionName}
                      </Link>
                    </td>
                    <td data-label={t.limit} className={own.meter}>
                      {say(limit)}
                      <Meter
                        limit={limit.limit}
                        parts={[
                          { kind: 'paid', yen: limit.paid },
                          { kind: 'held', yen: limit.held },
                          { kind: 'asked', yen: limit.asked },
                        ]}
                      />
                    </td>
                    {(
                      [
                        [t.paid, limit.paid],
                        [t.promised, limit.held],
                        [t.asked, limit.asked],
                        [t.left, limit.remaining],
                      ] as const
                    ).map(([heading, yen]) => (
                      <td key={heading} data-label={heading} className={style.number}>
                        {format.amount(yen)}
                      </td>
                    ))}
                    <td data-label={t.forecast} className={style.nowrap}>
                      {limit.remaining <= 0
                        ? t.usedUp
                        : limit.reachedOn === null
                          ? words[limit.forecast]
                          : t.reachedOn(format.shortDay(limit.reachedOn))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {limits.length >= mostShown && <p className={style.hint}>{t.soonestShown(format.count(count(mostShown)))}</p>}
        </>
      )}
    </Section>
  );
}

/** Causes that several cases have in common. */
export function MassEvents({ of: events }: { readonly of: readonly Schemas['MassEventDto'][] }) {
  const { texts, format } = useApp();
  const t = texts.department;
  return (
    <Section title={t.mass}>
      {events.length === 0 ? (
        <p>{t.noMass}</p>
      ) : (
        <>
          <div className={style.scroll}>
            <table className={`${style.table} ${style.cards}`}>
              <thead>
                <tr>
                  <th scope="col">{t.cause}</th>
                  {[t.cases, t.openCases, t.institutions, t.reserve, t.support].map((heading) => (
                    <th key={heading} scope="col" className={style.number}>
                      {heading}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {events.map((event) => (
                  <tr key={event.id}>
                    <th scope="row" data-label={t.cause} className={own.name}>
                      {event.name}
                    </th>
                    <td data-label={t.cases} className={style.number}>
                      <Link to="/cases" search={{ commonCauseId: event.id }}>
                        {format.count(event.cases)}
                      </Link>
                    </td>
                    <td data-label={t.openCases} className={style.number}>
                      <Link to="/cases" search={{ commonCauseId: event.id, standing: 'open' }}>
                        {format.count(event.open)}
                      </Link>
                    </td>
                    <td data-label={t.institutions} className={style.number}>
                      {format.count(event.institutions)}
                    </td>
                    <td data-label={t.reserve} className={style.number}>
                      {format.amount(event.reserve)}
                    </td>
                    <td data-label={t.support} className={`${style.number} ${own.wraps}`}>
                      <Link to="/support" search={{ commonCauseId: event.id }}>
                        {t.supportCounts(format.count(event.supportWaiting), format.count(event.supportRunning))}
                      </Link>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {events.length >= mostShown && <p className={style.hint}>{t.mostShown(format.count(count(mostShown)))}</p>}
        </>
      )}
    </Section>
  );
}
