import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { FigureTable, type Figures } from '../ui/figure-table.js';

type Errand = Schemas['ErrandCountsDto'];

/** Errands outside by kind: what waits, runs and was given up. */
export function ErrandTable({ of: errands }: { readonly of: readonly Errand[] }) {
  const { texts, format, language } = useApp();
  const t = texts.queues;
  const figure = (key: 'waiting' | 'underWay' | 'secondTries' | 'dead' | 'unknown'): Figures<Errand> => ({
    key,
    name: t[key],
    numeric: true,
    cell: (one) => format.count(one[key]),
  });
  return (
    <FigureTable
      rows={errands}
      keyOf={({ errand }) => errand}
      columns={[
        { key: 'kind', name: t.kind, isHead: true, cell: (one) => (language === 'ja' ? one.nameJa : one.nameEn) },
        figure('waiting'),
        {
          key: 'since',
          name: t.since,
          cell: ({ waitingSince }) => (waitingSince ? t.sinceMoment(format.moment(waitingSince)) : '－'),
        },
        figure('underWay'),
        figure('secondTries'),
        { key: 'nextAt', name: t.nextAt, cell: ({ nextAt }) => (nextAt ? format.moment(nextAt) : '－') },
        figure('dead'),
        figure('unknown'),
      ]}
    />
  );
}
