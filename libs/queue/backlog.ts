import type { Database } from '#database';
import type { CodedText } from '#kernel';
import { registerObserved } from '#operations';
import { queueNames, type QueueName } from '#platform';
import type { DeliveryEntity } from './delivery.entity.js';

/** A delivery that is due for longer means that no worker, or too few, serve its queue. */
const lateAfterSeconds = 300;
/** An event that waits longer means that no relay works. */
const unsentAfterSeconds = 60;

interface Backlog extends Record<string, unknown> {
  readonly queue: DeliveryEntity['queue'];
  readonly waiting: number;
  readonly dead: number;
  readonly oldest: number;
}

/** The deliveries that are due and not done, by queue; seconds. */
const backlogSql = `SELECT q.queue, coalesce(n.waiting, 0) AS waiting, coalesce(n.dead, 0) AS dead,
     coalesce(n.oldest, 0) AS oldest
   FROM unnest($1::text[]) AS q(queue)
   LEFT JOIN (
     SELECT queue, count(*) FILTER (WHERE failed_at IS NULL AND due_at <= statement_timestamp()) AS waiting,
            count(*) FILTER (WHERE failed_at IS NOT NULL) AS dead,
            greatest(extract(epoch FROM statement_timestamp() - min(due_at) FILTER (WHERE failed_at IS NULL)),
              0)::float8 AS oldest
       FROM delivery
      GROUP BY queue) n
     ON n.queue = q.queue`;

const backlog = (database: Database): Promise<Backlog[]> =>
  database.statement<Backlog>('staff', 'backlog', backlogSql, [queueNames]);

registerObserved({
  gauges: [
    {
      name: 'sonae_deliveries_waiting',
      help: 'Deliveries due and not done, by queue',
      labelNames: ['queue'],
    },
    { name: 'sonae_deliveries_given_up', help: 'Deliveries given up, by queue', labelNames: ['queue'] },
    {
      name: 'sonae_delivery_oldest_seconds',
      help: 'How long the delivery due longest waits',
      labelNames: ['queue'],
    },
    { name: 'sonae_events_unsent', help: 'Events that the relay has not published' },
  ],
  async figures(database) {
    const [queues, [events]] = await Promise.all([
      backlog(database),
      database.statement<{ unsent: number }>(
        'staff',
        'unsent',
        'SELECT count(*) AS unsent FROM outbox WHERE published_no IS NULL',
        [],
      ),
    ]);
    return [
      ...queues.flatMap(({ queue, waiting, dead, oldest }) => [
        { name: 'sonae_deliveries_waiting', labels: { queue }, value: waiting },
        { name: 'sonae_deliveries_given_up', labels: { queue }, value: dead },
        { name: 'sonae_delivery_oldest_seconds', labels: { queue }, value: oldest },
      ]),
      { name: 'sonae_events_unsent', value: events?.unsent ?? 0 },
    ];
  },
  async warnings(database) {
    const [queues, unsent] = await Promise.all([
      backlog(database),
      database.statement(
        'staff',
        'ready-relay',
        `SELECT 1
           FROM outbox
           WHERE published_no IS NULL AND created_at < statement_timestamp() - make_interval(secs => $1)
           LIMIT 1`,
        [unsentAfterSeconds],
      ),
    ]);
    return [
      ...(unsent.length > 0 ? [relayAway] : []),
      ...queues.filter(({ oldest }) => oldest > lateAfterSeconds).map(({ queue }) => queueLate(queue)),
    ];
  },
});

const relayAway: CodedText = {
  code: 'platform.relay-away',
  textJa: '出来事の中継が止まっています。worker が 1 つ以上動いているか確かめてください。',
  textEn: 'Events are not published. See whether at least one worker runs.',
};
const queueLate = (queue: QueueName): CodedText => ({
  code: 'platform.queue-late',
  textJa: `処理待ち「${queue}」が 5 分以上進んでいません。このキューを担当する worker（SONAE_LANES）を確かめてください。`,
  textEn: `Queue "${queue}" has not moved for five minutes. See whether a worker serves it (SONAE_LANES).`,
});
