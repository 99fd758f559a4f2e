import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { laneNames, lanes } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { FigureTable, type Figures } from '../ui/figure-table.js';
import { Section } from '../ui/page.js';
import style from '../ui/ui.module.css';
import own from './department.module.css';

type Load = Schemas['PersonLoadDto'];

const loadOf = ({ lanes: of }: Load, lane: string) => of.find((one) => one.lane === lane);

/** Open items by person and lane; the darker, the more. */
export function Workload({ of: people }: { readonly of: readonly Load[] }) {
  const { texts, format, language } = useApp();
  const t = texts.department;
  const most = Math.max(1, ...people.flatMap((person) => person.lanes.map(({ count }) => count)));
  const shown = lanes.filter((lane) => people.some((person) => person.lanes.some((one) => one.lane === lane)));
  return (
    <Section title={t.workload}>
      {people.length === 0 ? (
        <p>{t.noWork}</p>
      ) : (
        <FigureTable
          className={own.shades}
          rows={people}
          keyOf={({ personId }) => personId ?? ''}
          columns={[
            {
              key: 'person',
              name: t.person,
              isHead: true,
              className: style.nowrap,
              cell: ({ name }) => name ?? t.nobody,
            },
            ...shown.map((lane): Figures<Load> => ({
              key: lane,
              name: t.lanes[lane],
              title: laneNames[lane][language],
              heading: (
                <>
                  <span aria-hidden="true">{t.lanes[lane]}</span>
                  <span className="visually-hidden">{laneNames[lane][language]}</span>
                </>
              ),
              numeric: true,
              shade: (person) => {
                const load = loadOf(person, lane);
                return load && Math.ceil((load.count / most) * 3);
              },
              cell: (person) => {
                const load = loadOf(person, lane);
                return (
                  load && (
                    <Items of={person} lane={lane}>
                      {format.count(load.count)}
                    </Items>
                  )
                );
              },
            })),
            {
              key: 'all',
              name: t.all,
              numeric: true,
              cell: (person) => <Items of={person}>{format.count(person.count)}</Items>,
            },
            {
              key: 'capacity',
              name: t.capacity,
              numeric: true,
              cell: ({ personId, capacity }) =>
                personId === null ? null : capacity === null ? t.offDuty : format.count(capacity),
            },
            {
              key: 'late',
              name: t.lateItems,
              numeric: true,
              cell: (person) => (
                <Items of={person} late>
                  {format.count(person.late)}
                </Items>
              ),
            },
            { key: 'yen', name: t.yen, numeric: true, cell: ({ yen }) => format.amount(yen) },
          ]}
        />
      )}
    </Section>
  );
}

/** The list of the items of somebody, or of nobody. */
function Items({
  of: { personId },
  lane,
  late = false,
  children,
}: {
  readonly of: Pick<Load, 'personId'>;
  readonly lane?: string;
  readonly late?: boolean;
  readonly children: string;
}) {
  return (
    <Link
      to="/work"
      search={{
        view: personId === null ? 'unassigned' : 'lane',
        ...(personId === null ? {} : { assignee: personId }),
        ...(lane === undefined ? {} : { lane }),
        ...(late ? { due: 'late' } : {}),
      }}
    >
      {children}
    </Link>
  );
}

/** Counts as bars beside their words. */
function Bars({
  of: bars,
}: {
  readonly of: readonly {
    readonly code: string;
    readonly name: string;
    readonly count: number;
    readonly figure: ReactNode;
  }[];
}) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <ul className={own.bars}>
      {bars.map(({ code, name, count, figure }) => (
        <li key={code}>
          <span>{name}</span>
          <i aria-hidden="true" style={{ width: `${(count / most) * 100}%` }} />
          <span className={style.number}>{figure}</span>
        </li>
      ))}
    </ul>
  );
}

export function OpenPhases({ of: phases }: { readonly of: readonly Schemas['CountedDto'][] }) {
  const { texts, format, say } = useApp();
  const t = texts.department;
  return (
    <Section title={t.phases}>
      <Bars
        of={phases.map(({ code, count, ...name }) => ({
          ...{ code, count, name: say(name) },
          figure: (
            <Link to="/cases" search={{ phase: code }}>
              {t.countOf(format.count(count))}
            </Link>
          ),
        }))}
      />
    </Section>
  );
}

export function UndecidedAges({ of: ages }: { readonly of: readonly Schemas['UndecidedAgeDto'][] }) {
  const { texts, format, say } = useApp();
  const t = texts.department;
  return (
    <Section title={t.ages}>
      <Bars
        of={ages.map(({ code, count, yen, submittedFrom, submittedBefore, ...name }) => ({
          ...{ code, count, name: say(name) },
          figure: (
            <>
              <Link
                to="/expenses"
                search={{
                  standing: 'undecided',
                  ...(submittedFrom === null ? {} : { submittedFrom }),
                  ...(submittedBefore === null ? {} : { submittedBefore }),
                }}
              >
                {t.countOf(format.count(count))}
              </Link>
              {`　${format.yen(yen)}`}
            </>
          ),
        }))}
      />
    </Section>
  );
}
