import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { useCategoryName } from '../expenses/category-select.js';
import { useApp } from '../text/use-text.js';
import { Countdown } from '../ui/countdown.js';
import type { Column } from '../ui/list/columns.js';
import { Status, type Tone } from '../ui/status.js';
import style from '../ui/ui.module.css';
import type { Approvable } from './use-approve.js';

export type WorkItem = Schemas['WorkItemDto'];

/** A line of the work list; `look`: what is known of it while its reader has it in review. */
export interface Work {
  readonly item: WorkItem;
  readonly look: Approvable | undefined;
}

const standingTones: Readonly<Record<string, Tone>> = { duplicate: 'warn', limit: 'warn', papers: 'waiting' };

/** How a line is called: its case and its number. */
export function useNameOfWork(): (work: Work) => string {
  const { texts } = useApp();
  return ({ item }) => `${item.caseNumber}　${texts.expenses.lineNo(item.line)}`;
}

/** The columns of a work list; whose it is stands in lists of several people only. */
export function useWorkColumns(isMine: boolean): readonly Column<Work>[] {
  const { texts, format, say } = useApp();
  const t = texts.decisions;
  const nameOf = useCategoryName();
  const nameOfWork = useNameOfWork();
  const assignee: Column<Work> = {
    key: 'assignee',
    name: t.assignee,
    width: 120,
    cell: ({ item }) => item.assignee?.name ?? t.nobody,
  };
  return [
    {
      key: 'due',
      sort: 'due',
      name: t.due,
      width: 112,
      cell: ({ item }) => <Countdown to={item.dueAt} from={item.since} />,
    },
    {
      key: 'lapses',
      name: t.lapses,
      width: 112,
      cell: ({ item }) => item.lapsesAt && <Countdown to={item.lapsesAt} />,
    },
    {
      key: 'institution',
      name: texts.expenses.institution,
      width: 176,
      cell: ({ item }) => item.institutionName ?? texts.cases.notMatched,
      whole: ({ item }) => item.institutionName ?? undefined,
    },
    {
      key: 'case',
      name: texts.cases.caseNumber,
      width: 184,
      givesWay: true,
      cell: ({ item }) => item.caseNumber,
    },
    {
      key: 'line',
      name: t.line,
      width: 56,
      cell: (work) => (
        <Link
          to="/expenses/$id"
          params={{ id: work.item.expenseId }}
          aria-label={nameOfWork(work)}
          title={nameOfWork(work)}
          data-row
        >
          {work.item.line}
        </Link>
      ),
    },
    {
      key: 'category',
      name: texts.expenses.category,
      cell: ({ item }) => nameOf(item.category),
      whole: ({ item }) => nameOf(item.category),
    },
    {
      key: 'claimed',
      name: texts.list.yenUnit(texts.expenses.claimed),
      width: 112,
      numeric: true,
      cell: ({ item }) => format.amount(item.claimed),
    },
    {
      key: 'assessed',
      name: texts.list.yenUnit(texts.expenses.assessed),
      width: 112,
      numeric: true,
      cell: ({ item, look }) => <Assessed of={look} claimed={item.claimed} />,
    },
    ...(isMine ? [] : [assignee]),
    {
      key: 'state',
      name: texts.expenses.state,
      width: 168,
      cell: (work) => <WorkState of={work} />,
      whole: ({ look }) => look?.flags.map(say).join('\n'),
    },
  ];
}

/** What is assessed; faint where it is what is claimed, so that one sees a difference. */
function Assessed({ of: look, claimed }: { readonly of: Approvable | undefined; readonly claimed: number }) {
  const { format } = useApp();
  if (look === undefined || look.assessed === null) return null;
  return <span className={look.assessed === claimed ? style.faint : undefined}>{format.amount(look.assessed)}</span>;
}

/** What it waits for: nobody has it, its person has not taken it, an answer, or what its reader would do now. */
export function WorkState({ of: { item, look } }: { readonly of: Work }) {
  const { say } = useApp();
  if (item.state === 'unassigned')
    return <Status tone="warn">{say({ textJa: item.stateJa, textEn: item.stateEn })}</Status>;
  if (item.state === 'offered')
    return <Status tone="new">{say({ textJa: item.stateJa, textEn: item.stateEn })}</Status>;
  if (item.expenseState !== 'in-review')
    return (
      <Status tone={item.expenseState === 'information-requested' ? 'waiting' : 'working'}>
        {say({ textJa: item.expenseStateJa, textEn: item.expenseStateEn })}
      </Status>
    );
  if (!look) return <Status tone="working">{say({ textJa: item.expenseStateJa, textEn: item.expenseStateEn })}</Status>;
  return <Status tone={standingTones[look.standing.code] ?? 'working'}>{say(look.standing)}</Status>;
}
