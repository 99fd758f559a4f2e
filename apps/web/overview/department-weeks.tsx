import { Link } from '@tanstack/react-router';
import { count, type Count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { BarChart } from '../ui/bar-chart.js';
import { FigureTable, type Figures } from '../ui/figure-table.js';
import { Section } from '../ui/page.js';
import { TimeChart, TimeKeys } from '../ui/time-chart.js';
import style from '../ui/ui.module.css';
import own from './department.module.css';

type Arrival = Schemas['ArrivalWeekDto'];
type TimesOf = Schemas['TimesDto'];
type TimeWeek = Schemas['TimeWeekDto'];

const reportedIn = ({ from, before }: Pick<Arrival, 'from' | 'before'>) => ({
  reportedFrom: from,
  reportedBefore: before,
});

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
        <FigureTable
          rows={weeks.toReversed()}
          keyOf={({ from }) => from}
          columns={[
            {
              key: 'week',
              name: t.week,
              isHead: true,
              className: style.nowrap,
              cell: ({ from }) => t.weekOf(format.shortDay(from)),
            },
            {
              key: 'all',
              name: t.all,
              numeric: true,
              cell: (week) => (
                <Link to="/cases" search={reportedIn(week)}>
                  {format.count(week.count)}
                </Link>
              ),
            },
            ...severities.map(({ code, ...name }): Figures<Arrival> => ({
              key: code,
              name: say(name),
              numeric: true,
              cell: (week) => (
                <Link to="/cases" search={{ ...reportedIn(week), severity: code }}>
                  {format.count(week.severities.find((one) => one.code === code)?.count ?? count(0))}
                </Link>
              ),
            })),
          ]}
        />
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
  const promised: readonly Figures<TimeWeek>[] = [
    {
      key: 'late',
      name: t.lateWord,
      numeric: true,
      cell: (week) =>
        week.late !== null && (
          <DoneInWeek what={times.what} of={week} late>
            {format.count(week.late)}
          </DoneInWeek>
        ),
    },
    {
      key: 'kept',
      name: t.kept,
      numeric: true,
      cell: ({ count: many, late }) => late !== null && (many === 0 ? '－' : format.share(count(many - late), many)),
    },
  ];
  return (
    <Section title={name}>
      <p className={style.hint}>{nameOf(t.told, times.what)}</p>
      <FigureTable
        label={name}
        rows={times.weeks.toReversed()}
        keyOf={({ from }) => from}
        columns={[
          {
            key: 'week',
            name: t.week,
            isHead: true,
            className: style.nowrap,
            cell: ({ from }) => t.weekOf(format.shortDay(from)),
          },
          {
            key: 'count',
            name: t.count,
            numeric: true,
            cell: (week) => (
              <DoneInWeek what={times.what} of={week}>
                {format.count(week.count)}
              </DoneInWeek>
            ),
          },
          { key: 'median', name: t.median, numeric: true, cell: ({ median }) => figure(median) },
          { key: 'p95', name: t.p95, numeric: true, cell: ({ p95 }) => figure(p95) },
          ...(times.promise === null ? [] : promised),
        ]}
      />
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
