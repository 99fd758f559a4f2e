import { Link } from '@tanstack/react-router';
import { count, type Count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { BarChart } from '../ui/bar-chart.js';
import { Section } from '../ui/page.js';
import { TimeChart, TimeKeys } from '../ui/time-chart.js';
import style from '../ui/ui.module.css';
import own from './department.module.css';

type Arrival = Schemas['ArrivalWeekDto'];
type TimesOf = Schemas['TimesDto'];
type TimeWeek = Schemas['TimeWeekDto'];

/** Reports by week and severity. */
export function Arrivals({ of: weeks }: { readonly of: readonly Arrival[] }) {
  const { texts, format, say } = useApp();
  const t = texts.department;
  const counts = weeks.map(({ count: many }) => many);
  const written = (many: number): string => format.count(count(many));
  const severities = weeks[0]?.severities ?? [];
  return (
    <Section title={t.arrivals} aside={<p className={style.hint}>{t.partial}</p>}>
      <BarChart
        label={t.arrivalsPicture(
          written(Math.min(...counts)),
          written(Math.max(...counts)),
          written(counts.at(-1) ?? 0),
        )}
        of={weeks.map(({ from, count: many }, at) => ({
          key: from,
          name: format.shortDay(from),
          count: many,
          written: written(many),
          isPartial: at === weeks.length - 1,
        }))}
      />
      <details className={own.table}>
        <summary>{t.table}</summary>
        <table className={`${style.table} ${style.cards}`}>
          <thead>
            <tr>
              <th scope="col">{t.week}</th>
              <th scope="col" className={style.number}>
                {t.all}
              </th>
              {severities.map((severity) => (
                <th key={severity.code} scope="col" className={style.number}>
                  {say(severity)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.toReversed().map(({ from, before, count: many, severities: counted }) => {
              const week = { reportedFrom: from, reportedBefore: before };
              return (
                <tr key={from}>
                  <th scope="row" data-label={t.week} className={style.nowrap}>
                    {t.weekOf(format.shortDay(from))}
                  </th>
                  <td data-label={t.all} className={style.number}>
                    <Link to="/cases" search={week}>
                      {format.count(many)}
                    </Link>
                  </td>
                  {counted.map(({ code, count: ofSeverity, ...name }) => (
                    <td key={code} data-label={say(name)} className={style.number}>
                      <Link to="/cases" search={{ ...week, severity: code }}>
                        {format.count(ofSeverity)}
                      </Link>
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </details>
    </Section>
  );
}

/** How long things took, beside what is promised. */
export function Times({ of: all }: { readonly of: readonly TimesOf[] }) {
  const { texts, format } = useApp();
  const t = texts.department;
  const contact = all.find(({ what }) => what === 'contact');
  return (
    <Section title={t.times}>
      <p className={style.hint}>{t.timesLead}</p>
      <TimeKeys of={{ median: t.median, p95: t.p95, target: t.promise, over: t.over }} />
      <div className={own.pictures}>
        {all.map((times) => (
          <TimePicture key={times.what} of={times} />
        ))}
      </div>
      {contact?.lateNow != null && (
        <p>
          <Link to="/cases" search={{ callBack: 'late', sort: 'oldest' }}>
            {t.lateNow(format.count(contact.lateNow))}
          </Link>
        </p>
      )}
      <details className={own.table}>
        <summary>{t.table}</summary>
        {all.map((times) => (
          <TimeTable key={times.what} of={times} />
        ))}
      </details>
    </Section>
  );
}

/** A figure of these times with its unit. */
function useUnit({ unit }: Pick<TimesOf, 'unit'>): (figure: number) => string {
  const { texts, format } = useApp();
  const t = texts.department;
  return (figure) => (unit === 'minutes' ? format.minutes(count(figure)) : t.days(format.count(count(figure))));
}

const nameOf = <T,>(names: Readonly<Record<string, T>>, what: string): T | undefined => names[what];

function TimePicture({ of: times }: { readonly of: TimesOf }) {
  const { texts, format } = useApp();
  const t = texts.department;
  const write = useUnit(times);
  const name = nameOf(t.what, times.what) ?? '';
  const last = times.weeks.at(-1);
  const week = last?.median == null || last.p95 === null ? null : { median: write(last.median), p95: write(last.p95) };
  return (
    <figure>
      <figcaption>{name}</figcaption>
      <TimeChart
        label={t.timesPicture(name, week, times.promise === null ? null : write(times.promise))}
        promise={times.promise}
        promiseName={t.promise}
        write={write}
        of={times.weeks.map(({ from, median, p95, late }) => ({
          ...{ key: from, name: format.shortDay(from), median, p95 },
          isLate: late !== null && late > 0,
        }))}
      />
    </figure>
  );
}

function TimeTable({ of: times }: { readonly of: TimesOf }) {
  const { texts, format } = useApp();
  const t = texts.department;
  const write = useUnit(times);
  const name = nameOf(t.what, times.what) ?? '';
  const figure = (value: Count | null): string => (value === null ? '－' : write(value));
  return (
    <Section title={name}>
      <p className={style.hint}>{nameOf(t.told, times.what)}</p>
      <table className={`${style.table} ${style.cards}`} aria-label={name}>
        <thead>
          <tr>
            <th scope="col">{t.week}</th>
            {[t.count, t.median, t.p95, ...(times.promise === null ? [] : [t.lateWord, t.kept])].map((heading) => (
              <th key={heading} scope="col" className={style.number}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.weeks.toReversed().map((week) => (
            <tr key={week.from}>
              <th scope="row" data-label={t.week} className={style.nowrap}>
                {t.weekOf(format.shortDay(week.from))}
              </th>
              <td data-label={t.count} className={style.number}>
                <DoneInWeek what={times.what} of={week}>
                  {format.count(week.count)}
                </DoneInWeek>
              </td>
              <td data-label={t.median} className={style.number}>
                {figure(week.median)}
              </td>
              <td data-label={t.p95} className={style.number}>
                {figure(week.p95)}
              </td>
              {times.promise !== null && week.late !== null && (
                <>
                  <td data-label={t.lateWord} className={style.number}>
                    <DoneInWeek what={times.what} of={week} late>
                      {format.count(week.late)}
                    </DoneInWeek>
                  </td>
                  <td data-label={t.kept} className={style.number}>
                    {week.count === 0 ? '－' : format.share(count(week.count - week.late), week.count)}
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** The list of what was done in a week, or of what of it was late. */
function DoneInWeek({
  what,
  of: { from, before },
  late = false,
  children,
}: {
  readonly what: string;
  readonly of: Pick<TimeWeek, 'from' | 'before'>;
  readonly late?: boolean;
  readonly children: string;
}) {
  if (what === 'contact')
    return (
      <Link
        to="/cases"
        search={{ contactedFrom: from, contactedBefore: before, ...(late ? { contacted: 'late' } : {}) }}
      >
        {children}
      </Link>
    );
  if (what === 'decision')
    return (
      <Link to="/expenses" search={{ decidedFrom: from, decidedBefore: before }}>
        {children}
      </Link>
    );
  return (
    <Link
      to="/payments"
      search={{ state: 'settled', settledFrom: from, settledBefore: before, ...(late ? { settled: 'late' } : {}) }}
    >
      {children}
    </Link>
  );
}
