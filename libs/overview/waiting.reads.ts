import type { Tx } from '#database';
import { endedStates } from '#incidents';
import type { Role } from '#kernel';
import { correctionsIn } from '#notifications';
import { lateArrivalsWaiting } from './late-arrivals.reads.js';
import { possibleMerges } from './relations.reads.js';
import type { WaitingDto, waitingLists } from './waiting.dto.js';

type List = (typeof waitingLists)[number];

/** Counting ends here: more says no more to who looks at a menu. */
const most = 999;

const ended = endedStates.map((state) => `'${state}'`).join(',');
const proposals = `SELECT FROM decision d
      JOIN expense e ON e.id = d.expense_id
     WHERE e.state = 'proposed'
       AND d.no = (SELECT max(x.no) FROM decision x WHERE x.expense_id = d.expense_id)
       AND d.proposed_by <> $1
       AND e.entered_by IS DISTINCT FROM $1
       AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = d.id AND a.person_id = $1)`;
const reversals = `SELECT FROM reversal v WHERE v.ended IS NULL AND v.asked_by <> $1`;
const repayments = `SELECT FROM repayment_claim c
      JOIN expense e ON e.id = c.expense_id
     WHERE c.state = 'asked' AND c.asked_by <> $1 AND e.entered_by IS DISTINCT FROM $1`;
/** As the three lists of the page: what others ask for. */
const toCountersign = `${proposals} UNION ALL ${reversals} UNION ALL ${repayments}`;
const counted = (rows: string): string => `SELECT count(*) FROM (${rows} LIMIT ${most + 1}) counted`;

interface Waiting {
  readonly list: List;
  readonly roles: readonly Role[];
  /** SQL, a query of one number; `$1` is the reader. */
  readonly count: string;
}

const mine = `SELECT FROM work_item w WHERE w.assignee_id = $1 AND w.state IN ('offered','accepted')`;
const unassigned = `SELECT FROM work_item w WHERE w.state = 'unassigned'`;
const ofMyLanes = `${unassigned} AND w.lane IN (SELECT lane FROM skill WHERE person_id = $1 AND to_on IS NULL)`;
const myCases = (column: string): string =>
  `SELECT FROM incident i WHERE i.${column} = $1 AND i.state NOT IN (${ended})`;
const differences = `SELECT FROM assessment_task t WHERE t.outcome IS NULL`;
const myDifferences = `${differences} AND t.incident_id IN (SELECT id FROM incident WHERE adjuster_id = $1)`;
const held = `SELECT
      FROM screening s
     WHERE cardinality(s.matched) > 0
       AND NOT EXISTS (SELECT FROM screening_outcome o WHERE o.screening_id = s.id)
       AND screening_state(s.subject_kind, s.subject_id) = 'held'`;

/** What waits for whom; a person of several roles has the first of a list that is theirs. */
const waiting: readonly Waiting[] = [
  { list: 'desk', roles: ['support'], count: counted(`SELECT FROM incident i WHERE i.state = 'reported'`) },
  { list: 'work', roles: ['adjuster', 'senior-adjuster'], count: counted(mine) },
  { list: 'unassigned', roles: ['senior-adjuster', 'support'], count: counted(unassigned) },
  { list: 'unassigned', roles: ['adjuster'], count: counted(ofMyLanes) },
  { list: 'countersign', roles: ['adjuster', 'senior-adjuster'], count: counted(toCountersign) },
  { list: 'assessment-tasks', roles: ['senior-adjuster'], count: counted(differences) },
  { list: 'assessment-tasks', roles: ['adjuster'], count: counted(myDifferences) },
  {
    list: 'pre-approvals',
    roles: ['support', 'adjuster', 'senior-adjuster'],
    count: counted(`SELECT FROM pre_approval p WHERE p.state = 'requested'`),
  },
  { list: 'screening', roles: ['senior-adjuster'], count: counted(held) },
  { list: 'cases', roles: ['adjuster', 'senior-adjuster'], count: counted(myCases('adjuster_id')) },
  { list: 'support', roles: ['support'], count: counted(`SELECT FROM support_request s WHERE s.state = 'amber'`) },
  { list: 'payments', roles: ['payments'], count: counted(`SELECT FROM payment p WHERE p.state = 'scheduled'`) },
  { list: 'payment-waits', roles: ['payments'], count: counted('SELECT FROM payment_waits(NULL)') },
  { list: 'merge-proposals', roles: ['support'], count: counted(`SELECT ${possibleMerges}`) },
  { list: 'late-arrivals', roles: ['support'], count: lateArrivalsWaiting },
  { list: 'outlook-corrections', roles: ['support'], count: correctionsIn('to-call') },
  { list: 'outlook-corrections', roles: ['senior-adjuster'], count: correctionsIn('to-act') },
];

/** How much waits for the reader in each list of their roles, counted up to 999. */
export async function waitingFor(tx: Tx): Promise<WaitingDto> {
  const { id, roles } = tx.actor;
  const lists = new Map<List, string>();
  for (const { list, roles: whose, count } of waiting)
    if (!lists.has(list) && whose.some((role) => roles.includes(role))) lists.set(list, count);
  if (lists.size === 0) return { items: [] };
  const columns = [...lists].map(([list, count]) => `(${count}) AS "${list}"`).join(', ');
  const row = await tx.one<Readonly<Record<List, number>>>(`SELECT $1::uuid AS reader, ${columns}`, [id]);
  return {
    items: [...lists.keys()].map((list) => {
      const count = row?.[list] ?? 0;
      return { list, count: Math.min(count, most), isMore: count > most };
    }),
  };
}
