import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Page, Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { ErrandTable, Figure } from './errand-table.js';
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
  return (
    <table className={`${style.table} ${style.cards}`}>
      <thead>
        <tr>
          <th scope="col">{t.kind}</th>
          {[t.waiting, t.passedOn].map((name) => (
            <th key={name} scope="col" className={style.number}>
              {name}
            </th>
          ))}
          <th scope="col">{t.since}</th>
          {[t.secondTries, t.notDue, t.dead].map((name) => (
            <th key={name} scope="col" className={style.number}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {queues.map((one) => (
          <tr key={one.queue}>
            <th scope="row" data-label={t.kind}>
              {language === 'ja' ? one.nameJa : one.nameEn}
            </th>
            <Figure of={one.waiting} label={t.waiting} />
            <Figure of={one.passedOn} label={t.passedOn} />
            <td data-label={t.since}>{one.waitingSince ? t.sinceMoment(format.moment(one.waitingSince)) : '－'}</td>
            <Figure of={one.secondTries} label={t.secondTries} />
            <Figure of={one.notDue} label={t.notDue} />
            <Figure of={one.dead} label={t.dead} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
