import type { Timer } from '#queue';

/** The times of work items: an offer lapses, an item that nobody took is tried again. */
export const routingTimers: readonly Timer[] = [
  {
    job: 'lapse-offer',
    due: `SELECT w.id, w.incident_id, w.lane AS queue, w.lapses_at AS at FROM work_item w
           WHERE w.state = 'offered' AND w.lapses_at <= statement_timestamp() ORDER BY w.lapses_at`,
  },
  {
    job: 'relax-skill',
    due: `SELECT w.id, w.incident_id, w.lane AS queue, w.relax_at AS at FROM work_item w
           WHERE w.state = 'unassigned' AND w.relax_at <= statement_timestamp() ORDER BY w.relax_at`,
  },
];
