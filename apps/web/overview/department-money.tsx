import { Link } from '@tanstack/react-router';
import { count, type Count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Meter } from '../ui/meter.js';
import { FigureTable, type Figures } from '../ui/figure-table.js';
import { Section } from '../ui/page.js';
import style from '../ui/ui.module.css';
import own from './department.module.css';

type Limit = Schemas['ExhaustionDto'];
type Loss = Schemas['LargeLossesDto']['items'][number];

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
          <FigureTable
            scrolls
            rows={losses.items}
            keyOf={({ incidentId }) => incidentId}
            columns={[
              {
                key: 'case',
                name: t.case,
                cell: ({ incidentId, caseNumber }) => (
                  <Link to="/cases/$id" params={{ id: incidentId }}>
                    {caseNumber}
                  </Link>
                ),
              },
              {
                key: 'institution',
                name: t.institution,
                className: own.name,
                cell: ({ institutionName }) => institutionName ?? texts.cases.notMatched,
              },
              ...(['paid', 'reserve', 'incurred'] as const).map((key): Figures<Loss> => ({
                key,
                name: t[key],
                numeric: true,
                cell: (loss) => format.amount(loss[key]),
              })),
            ]}
          />
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
      <FigureTable
        scrolls
        rows={lines}
        keyOf={({ expenseId }) => expenseId}
        columns={[
          {
            key: 'case',
            name: t.case,
            className: style.nowrap,
            cell: (line) => (
              <Link to="/expenses/$id" params={{ id: line.expenseId }}>
                {line.caseNumber}　{texts.expenses.lineNo(line.line)}
              </Link>
            ),
          },
          {
            key: 'institution',
            name: t.institution,
            className: own.name,
            cell: ({ institutionName }) => institutionName ?? texts.cases.notMatched,
          },
          {
            key: 'category',
            name: t.category,
            cell: ({ categoryJa, categoryEn }) => say({ textJa: categoryJa, textEn: categoryEn }),
          },
          { key: 'yen', name: t.yen, numeric: true, cell: ({ yen }) => format.amount(yen) },
          { key: 'days', name: t.sinceSubmission, numeric: true, cell: ({ days }) => format.days(days) },
          {
            key: 'reason',
            name: t.reason,
            className: own.name,
            cell: ({ reasonJa, reasonEn }) => say({ textJa: reasonJa, textEn: reasonEn }),
          },
        ]}
      />
      {lines.length < all && <p className={style.hint}>{t.oldestShown(format.count(count(lines.length)))}</p>}
    </details>
  );
}

/** When limits will be reached, with what takes of them. */
export function Exhaustion({ of: limits }: { readonly of: readonly Limit[] }) {
  const { texts, format } = useApp();
  const t = texts.department;
  const words: Readonly<Record<string, string>> = { lasts: t.lasts, 'too-few': t.tooFew };
  return (
    <Section title={t.exhaustion}>
      <p className={style.hint}>{t.exhaustionLead}</p>
      {limits.length === 0 ? (
        <p>{t.noExhaustion}</p>
      ) : (
        <>
          <FigureTable
            scrolls
            rows={limits}
            keyOf={({ policyId, bucket }) => `${policyId} ${bucket}`}
            columns={[
              {
                key: 'institution',
                name: t.institution,
                className: own.name,
                cell: ({ institutionId, institutionName }) => (
                  <Link to="/cases" search={{ institutionId, standing: 'open' }}>
                    {institutionName}
                  </Link>
                ),
              },
              { key: 'limit', name: t.limit, className: own.meter, cell: (limit) => <LimitUsed of={limit} /> },
              ...(
                [
                  ['paid', t.paid],
                  ['held', t.promised],
                  ['asked', t.asked],
                  ['remaining', t.left],
                ] as const
              ).map(([key, name]): Figures<Limit> => ({
                key,
                name,
                numeric: true,
                cell: (limit) => format.amount(limit[key]),
              })),
              {
                key: 'forecast',
                name: t.forecast,
                className: style.nowrap,
                cell: ({ remaining, reachedOn, forecast }) =>
                  remaining <= 0
                    ? t.usedUp
                    : reachedOn === null
                      ? words[forecast]
                      : t.reachedOn(format.shortDay(reachedOn)),
              },
            ]}
          />
          {limits.length >= mostShown && <p className={style.hint}>{t.soonestShown(format.count(count(mostShown)))}</p>}
        </>
      )}
    </Section>
  );
}

/** A limit by its name, with what is taken of it. */
function LimitUsed({ of: limit }: { readonly of: Limit }) {
  const { say } = useApp();
  return (
    <>
      {say(limit)}
      <Meter
        limit={limit.limit}
        parts={[
          { kind: 'paid', yen: limit.paid },
          { kind: 'held', yen: limit.held },
          { kind: 'asked', yen: limit.asked },
        ]}
      />
    </>
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
          <FigureTable
            scrolls
            rows={events}
            keyOf={({ id }) => id}
            columns={[
              { key: 'cause', name: t.cause, isHead: true, className: own.name, cell: ({ name }) => name },
              {
                key: 'cases',
                name: t.cases,
                numeric: true,
                cell: (event) => (
                  <Link to="/cases" search={{ commonCauseId: event.id }}>
                    {format.count(event.cases)}
                  </Link>
                ),
              },
              {
                key: 'open',
                name: t.openCases,
                numeric: true,
                cell: (event) => (
                  <Link to="/cases" search={{ commonCauseId: event.id, standing: 'open' }}>
                    {format.count(event.open)}
                  </Link>
                ),
              },
              {
                key: 'institutions',
                name: t.institutions,
                numeric: true,
                cell: (event) => format.count(event.institutions),
              },
              { key: 'reserve', name: t.reserve, numeric: true, cell: ({ reserve }) => format.amount(reserve) },
              {
                key: 'support',
                name: t.support,
                numeric: true,
                className: own.wraps,
                cell: (event) => (
                  <Link to="/support" search={{ commonCauseId: event.id }}>
                    {t.supportCounts(format.count(event.supportWaiting), format.count(event.supportRunning))}
                  </Link>
                ),
              },
            ]}
          />
          {events.length >= mostShown && <p className={style.hint}>{t.mostShown(format.count(count(mostShown)))}</p>}
        </>
      )}
    </Section>
  );
}
