import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { FigureTable, type Figures } from '../ui/figure-table.js';
import { Page, Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { ErrandTable } from './errand-table.js';
import { GivenUp } from './failed-deliveries.js';

type Counts = Schemas['QueueCountsDto'];

/** Nothing tells an administrator of changes: they read no case. */
const every = 5_000;

/** What the queues have to do, and what was given up, with case and reason, for who brings it back. */
export function QueuesPage() {
  const { texts } = useApp();
  const t = texts.queues;
  const view = useRead('/queues', {}, { every });
  return (
    <Page width="wide" title={t.title}>
      <p className={style.hint}>{t.lead}</p>
      <Shown of={view}>
        {({ queues, errands }) => (
          <>
            <GivenUp of={queues.filter(({ dead }) => dead > 0)} />
            <Section title={t.counts}>
              <p className={style.hint}>{t.countsHint}</p>
              <QueueTable of={queues.filter(({ queue }) => queue !== 'outside')} />
            </Section>
            <Section title={t.errands}>
              <p className={style.hint}>{t.errandsHint}</p>
              <ErrandTable of={errands} />
            </Section>
          </>
        )}
      </Shown>
    </Page>
  );
}

function QueueTable({ of: queues }: { readonly of: readonly Counts[] }) {
  const { texts, format, language } = useApp();
  const t = texts.queues;
  const figure = (key: 'waiting' | 'passedOn' | 'secondTries' | 'notDue' | 'dead'): Figures<Counts> => ({
    key,
    name: t[key],
    numeric: true,
    cell: (one) => format.count(one[key]),
  });
  return (
    <FigureTable
      rows={queues}
      keyOf={({ queue }) => queue}
      columns={[
        { key: 'kind', name: t.kind, isHead: true, cell: (one) => (language === 'ja' ? one.nameJa : one.nameEn) },
        figure('waiting'),
        figure('passedOn'),
        {
          key: 'since',
          name: t.since,
          cell: ({ waitingSince }) => (waitingSince ? t.sinceMoment(format.moment(waitingSince)) : '－'),
        },
        figure('secondTries'),
        figure('notDue'),
        figure('dead'),
      ]}
    />
  );
}
