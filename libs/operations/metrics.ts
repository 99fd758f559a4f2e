import { observations, type Figure, type Observed } from './observed.js';
import { timingSafeEqual } from 'node:crypto';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Database } from '#database';
import { secretHash, type Config, diskSpace, neighbours } from '#platform';

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** The newest complete backup, in seconds and bytes; nulls where there is none. */
export interface NewestBackup extends Record<string, unknown> {
  readonly age: number | null;
  readonly bytes: number | null;
  readonly took: number | null;
  /** Runs that failed after it. */
  readonly failed: number;
}

/**
 * The figures of this process and of waiting work in the database, for Prometheus. Labels are routes, jobs, queues and
 * roles of the database: never an address, a number or a name of a person or institution.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: 'sonae_http_request_seconds',
    help: 'Requests answered, by route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: seconds,
    registers: [this.#registry],
  });
  readonly #batches = new Histogram({
    name: 'sonae_job_batch_seconds',
    help: 'Deliveries done together, by job',
    labelNames: ['job'] as const,
    buckets: seconds,
    registers: [this.#registry],
  });
  readonly #deliveries = new Counter({
    name: 'sonae_deliveries_total',
    help: 'Deliveries by job and outcome: done, postponed, given-up',
    labelNames: ['job', 'outcome'] as const,
    registers: [this.#registry],
  });
  readonly #views = new Counter({
    name: 'sonae_views_not_written_total',
    help: 'Openings and downloads that were shown while the database took no writes: they stand in this process’s log',
    labelNames: ['kind'] as const,
    registers: [this.#registry],
  });

  readonly #backupAge = this.#gauge('sonae_backup_age_seconds', 'Seconds since the state that the newest backup holds');
  readonly #backupSize = this.#gauge('sonae_backup_size_bytes', 'Bytes of the newest backup');
  readonly #backupTook = this.#gauge('sonae_backup_duration_seconds', 'Seconds in which the newest backup was made');
  readonly #backupFailed = this.#gauge('sonae_backup_failures', 'Backups that failed since the newest whole one');
  readonly #neighbours = this.#gauge('sonae_neighbour_up', 'Whether a neighbour answered this process the last time', [
    'neighbour',
  ]);
  readonly #pools = this.#gauge('sonae_database_connections', 'Connections of the pools, by role and use', ['use']);
  readonly #diskFree = this.#gauge('sonae_disk_free_bytes', 'Bytes free on the fullest disk of the data folder');
  readonly #writesRest = this.#gauge('sonae_writes_rest', 'Whether nothing is written because a disk is full');
  /** The gauges of the domains, each made once its domain is loaded. */
  readonly #observed = new Map<string, Gauge>();
  readonly #up = this.#gauge('sonae_up', 'Whether the database answered when this was read');

  constructor(private readonly database: Database) {
    collectDefaultMetrics({ register: this.#registry });
  }

  #gauge<Label extends string>(name: string, help: string, labelNames: Label[] = []): Gauge<Label> {
    return new Gauge({ name, help, labelNames, registers: [this.#registry] });
  }

  async #look(): Promise<void> {
    if (diskSpace.freeBytes !== null) this.#diskFree.set(diskSpace.freeBytes);
    this.#writesRest.set(diskSpace.short ? 1 : 0);
    for (const { use, connections } of this.database.connections()) this.#pools.set({ use }, connections);
    this.#neighbours.reset();
    for (const { name, answered } of neighbours.answers()) this.#neighbours.set({ neighbour: name }, answered ? 1 : 0);
    try {
      const [[backup], ...figures] = await Promise.all([
        this.database.statement<NewestBackup>('staff', 'newest-backup', newestBackupSql, []),
        ...observations.map((observed) => this.#figuresOf(observed)),
      ]);
      for (const { name, labels = {}, value } of figures.flat()) this.#observed.get(name)?.set(labels, value);
      // without a backup there is no age: NaN, because 0 would mean a new backup
      this.#backupAge.set(backup?.age ?? Number.NaN);
      this.#backupSize.set(backup?.bytes ?? Number.NaN);
      this.#backupTook.set(backup?.took ?? Number.NaN);
      this.#backupFailed.set(backup?.failed ?? 0);
      this.#up.set(1);
    } catch {
      this.#up.set(0);
    }
  }

  async #figuresOf({ gauges, figures }: Observed): Promise<readonly Figure[]> {
    for (const { name, help, labelNames = [] } of gauges)
      if (!this.#observed.has(name)) this.#observed.set(name, this.#gauge<string>(name, help, [...labelNames]));
    return figures(this.database);
  }

  requestAnswered(method: string, route: string, status: number, tookSeconds: number): void {
    this.#requests.observe({ method, route, status }, tookSeconds);
  }

  batchDone(job: string, deliveries: number, tookSeconds: number): void {
    this.#batches.observe({ job }, tookSeconds);
    this.#deliveries.inc({ job, outcome: 'done' }, deliveries);
  }

  deliveryFailed(job: string, outcome: 'postponed' | 'given-up'): void {
    this.#deliveries.inc({ job, outcome });
  }

  viewNotWritten(kind: 'opened' | 'downloaded'): void {
    this.#views.inc({ kind });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** The text for Prometheus, with the waiting work in the database at this time. */
  async text(): Promise<string> {
    await this.#look();
    return this.#registry.metrics();
  }
}

/** SQL, a query of one row. */
export const newestBackupSql = `SELECT extract(epoch FROM clock_timestamp() - b.snapshot_at)::float8 AS age,
     b.size_bytes AS bytes,
    extract(epoch FROM b.ended_at - b.started_at)::float8 AS took,
    (
        SELECT count(*)
        FROM backup_run f
        WHERE f.failure IS NOT NULL AND f.started_at > coalesce(b.started_at, '-infinity')) AS failed
  FROM (SELECT 1) one
    LEFT JOIN LATERAL (SELECT * FROM backup_run WHERE failure IS NULL ORDER BY started_at DESC LIMIT 1) b ON true`;
/**
 * Whether a request may read the metrics on the public port: with SONAE_METRICS_TOKEN; without that setting never.
 * Neither address nor header proves the sender, because requests through a proxy of this machine come from its address.
 */
export function mayReadMetrics(
  { metricsToken }: Pick<Config, 'metricsToken'>,
  authorization: string | undefined,
): boolean {
  if (metricsToken === null) return false;
  return timingSafeEqual(secretHash(authorization ?? ''), secretHash(`Bearer ${metricsToken}`));
}
