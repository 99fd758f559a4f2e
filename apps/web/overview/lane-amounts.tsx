import type { Schemas } from '../api/api.js';
import { Link } from '@tanstack/react-router';
import { useApp } from '../text/use-text.js';
import { FigureTable } from '../ui/figure-table.js';
import { Section } from '../ui/page.js';

type Dashboard = Schemas['DashboardDto'];

export function LaneAmounts({ of: lanes }: { readonly of: Dashboard['lanes'] }) {
  const { texts, format, say } = useApp();
  const t = texts.overview;
  return (
    <Section title={t.lanes}>
      <FigureTable
        rows={lanes}
        keyOf={({ lane }) => lane}
        columns={[
          { key: 'lane', name: t.lane, isHead: true, cell: (lane) => say(lane) },
          ...(['undecided', 'approved', 'paid'] as const).map((standing) => ({
            key: standing,
            name: t[standing],
            numeric: true,
            cell: (one: Dashboard['lanes'][number]) => (
              <Link to="/expenses" search={{ lane: one.lane, standing }}>
                {t.countYen(format.count(one[standing].count), format.yen(one[standing].yen))}
              </Link>
            ),
          })),
        ]}
      />
    </Section>
  );
}
