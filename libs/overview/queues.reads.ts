import type { Tx, OutboxEntity } from '#database';
import { limitOf, readCursor, toPage, type Page, type PageQuery } from '#http';
import { laneNames, lanes, type Lane } from '#kernel';
import { queueNames, type QueueName } from '#platform';
import { instantText, retryDeliveries, type DeliveryEntity } from '#queue';
import type { ErrandCountsDto, FailedDeliveryDto, QueueCountsDto, QueuesDto, RetryQueuesDto } from './queues.dto.js';
import { errandWords, otherQueueNames } from './queue-words.js';
import type { IncidentEntity } from '#incidents';

const isLane = (queue: QueueName): queue is Lane => lanes.some((lane) => lane === queue);

/** The most failed deliveries that are shown with the counts. */
const newestFailed = 200;

/** The work and the failed deliveries of each queue, with case and reason, counted from the rows of the database. */
export async function queuesView(tx: Tx): Promise<QueuesDto> {
  const counts = await tx.rows<Omit<QueueCountsDto, 'nameJa' | 'nameEn' | 'waitingSince'> & { waitingSince: Date }>(
    `SELECT queue, count(*) FILTER (WHERE failed_at IS NULL) AS pending,
            count(*) FILTER (WHERE waits) AS waiting,
            min(due_at) FILTER (WHERE waits) AS "waitingSince",
            count(*) FILTER (WHERE waits AND passed_at IS NOT NULL) AS "passedOn",
            count(*) FILTER (WHERE failed_at IS NULL AND reason IS NOT NULL) AS "secondTries",
            count(*) FILTER (WHERE failed_at IS NULL AND reason IS NULL AND NOT waits) AS "notDue",
            count(*) FILTER (WHERE failed_at IS NOT NULL) AS dead
       FROM delivery
      CROSS JOIN LATERAL (
            SELECT failed_at IS NULL AND reason IS NULL AND due_at <= statement_timestamp() AS waits) w
      GROUP BY queue`,
  );
  return {
    queues: queueNames.map((queue) => {
      const count = counts.find((row) => row.queue === queue);
      const name = isLane(queue) ? laneNames[queue] : otherQueueNames[queue];
      return {
        queue,
        nameJa: name.ja,
        nameEn: name.en,
        pending: count?.pending ?? 0,
        waiting: count?.waiting ?? 0,
        waitingSince: count?.waitingSince?.toISOString() ?? null,
        passedOn: count?.passedOn ?? 0,
        secondTries: count?.secondTries ?? 0,
        notDue: count?.notDue ?? 0,
        dead: count?.dead ?? 0,
      };
    }),
    errands: await errandsView(tx),
    failedDeliveries: (await failedRows(tx, null, newestFailed, null)).map(failedView),
  };
}

async function errandsView(tx: Tx): Promise<ErrandCountsDto[]> {
  const rows = await tx.rows<
    Omit<ErrandCountsDto, 'errand' | 'nameJa' | 'nameEn' | 'waitingSince' | 'nextAt'> & {
      errand: keyof typeof errandWords;
      waitingSince: Date | null;
      nextAt: Date | null;
    }
  >(
    `SELECT 'send-mail' AS errand,
            count(*) FILTER (WHERE state = 'waiting' AND tries = 0) AS waiting,
            min(created_at) FILTER (WHERE state = 'waiting' AND tries = 0) AS "waitingSince",
            count(*) FILTER (WHERE state = 'sending') AS "underWay",
            count(*) FILTER (WHERE state = 'waiting' AND tries > 0) AS "secondTries",
            min(next_at) FILTER (WHERE state = 'waiting' AND tries > 0) AS "nextAt",
            count(*) FILTER (WHERE state = 'failed') AS dead,
            count(*) FILTER (WHERE state = 'unknown') AS unknown
       FROM mail
      WHERE state IN ('waiting', 'sending', 'failed', 'unknown')
      UNION ALL
     SELECT 'send-sign-in-link',
            count(*) FILTER (WHERE next_at IS NOT NULL AND tries = 0),
            min(created_at) FILTER (WHERE next_at IS NOT NULL AND tries = 0),
            count(*) FILTER (WHERE claimed_at IS NOT NULL),
            count(*) FILTER (WHERE next_at IS NOT NULL AND tries > 0 AND claimed_at IS NULL),
            min(next_at) FILTER (WHERE next_at IS NOT NULL AND tries > 0 AND claimed_at IS NULL),
            count(*) FILTER (WHERE failed_at IS NOT NULL),
            count(*) FILTER (WHERE handed_at IS NOT NULL AND sent_at IS NULL AND next_at IS NULL)
       FROM device_code
      WHERE kind = 'link' AND used_at IS NULL AND expires_at > statement_timestamp()
      UNION ALL
     SELECT 'erase-document',
            count(*) FILTER (WHERE erase_tries = 0),
            min(confirmed_at) FILTER (WHERE erase_tries = 0),
            0,
            count(*) FILTER (WHERE erase_tries > 0),
            min(erase_after) FILTER (WHERE erase_tries > 0),
            0,
            0
       FROM document_erasure
      WHERE confirmed_at IS NOT NULL AND erased_at IS NULL`,
  );
  return rows.map(({ errand, waitingSince, nextAt, ...counts }) => ({
    errand,
    nameJa: errandWords[errand].ja,
    nameEn: errandWords[errand].en,
    ...counts,
    waitingSince: waitingSince?.toISOString() ?? null,
    nextAt: nextAt?.toISOString() ?? null,
  }));
}

interface FailedRow extends Pick<DeliveryEntity, 'queue' | 'consumer' | 'event_id' | 'reason' | 'attempts'> {
  readonly created_text: string;
  /** null where the outbox has no event, as for a timer; the next two are null for a delivery of no case. */
  readonly type: OutboxEntity['type'] | null;
  readonly incident_id: IncidentEntity['id'] | null;
  readonly case_number: IncidentEntity['case_number'] | null;
  readonly failed_text: string;
}

/** Failed deliveries of a queue, newest first, by cursor. */
export async function failedDeliveries(tx: Tx, queue: QueueName, query: PageQuery): Promise<Page<FailedDeliveryDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id', 'instant', 'code');
  return toPage(
    await failedRows(tx, queue, limit + 1, after),
    limit,
    (row) => [row.failed_text, row.event_id, row.created_text, row.consumer],
    failedView,
  );
}

function failedRows(
  tx: Tx,
  queue: QueueName | null,
  limit: number,
  after: readonly string[] | null,
): Promise<FailedRow[]> {
  return tx.rows<FailedRow>(
    `SELECT d.queue, d.consumer, d.event_id, ${instantText('d.event_created_at')} AS created_text, o.type,
            i.id AS incident_id, i.case_number, d.reason, d.attempts, ${instantText('d.failed_at')} AS failed_text
       FROM delivery d
       LEFT JOIN outbox o ON o.id = d.event_id AND o.created_at = d.event_created_at
       LEFT JOIN incident i ON i.id = CASE WHEN d.subject LIKE 'case:%' THEN substr(d.subject, 6)::uuid END
      WHERE d.failed_at IS NOT NULL AND ($2::text IS NULL OR d.queue = $2)
        AND ($3::timestamptz IS NULL
          OR (d.failed_at, d.event_id, d.event_created_at, d.consumer) < ($3, $4::uuid, $5::timestamptz, $6::text))
      ORDER BY d.failed_at DESC, d.event_id DESC, d.event_created_at DESC, d.consumer DESC
      LIMIT $1`,
    [limit, queue, ...(after ?? [null, null, null, null])],
  );
}

const failedView = (row: FailedRow): FailedDeliveryDto => ({
  queue: row.queue,
  consumer: row.consumer,
  job: row.consumer.split('/')[0] ?? row.consumer,
  eventId: row.event_id,
  eventCreatedAt: row.created_text,
  eventType: row.type ?? 'timer',
  incidentId: row.incident_id,
  caseNumber: row.case_number,
  reason: row.reason,
  attempts: row.attempts,
  failedAt: new Date(row.failed_text).toISOString(),
});

/**
 * Brings failed deliveries back: all, those of a queue, or one. The sweep finds them within a second, like new ones. A
 * delivery that has not failed is unchanged. Answers how many it brought back.
 */
export async function retryFailed(tx: Tx, { queue, delivery }: RetryQueuesDto): Promise<number> {
  const retried = await retryDeliveries(tx, { queue, delivery });
  const subject = delivery ? `delivery:${delivery.eventId}` : (queue ?? 'all');
  tx.record('insurer', { audit: { action: 'queues.retried', subject, after: { retried, ...delivery } } });
  return retried;
}
