import { dayInJapan, laneNames, type Lane } from '#kernel';
import { useApp } from '../text/use-text.js';
import type { Group } from '../ui/list/columns.js';
import { useNow } from '../ui/use-now.js';
import type { Work } from './work-columns.js';

/** How work can stand together: as it comes, by the day on which its promise breaks, or by what it belongs to. */
export const workGroupings = ['none', 'due', 'case', 'institution', 'lane'] as const;
export type WorkGrouping = (typeof workGroupings)[number];

/** The grouping that an address names; by its day where it names none. */
export const groupingOf = (asked: string | undefined): WorkGrouping =>
  workGroupings.find((grouping) => grouping === asked) ?? 'due';

/** The heading of each line of work; none where it stands as it comes. */
export function useWorkGroup(grouping: WorkGrouping): ((work: Work) => Group) | undefined {
  const { texts, format, language } = useApp();
  const now = new Date(useNow());
  const today = dayInJapan(now);
  const of: Readonly<Record<Exclude<WorkGrouping, 'none'>, (work: Work) => Group>> = {
    due: ({ item }) => {
      if (Date.parse(item.dueAt) < now.getTime()) return { key: 'overdue', title: texts.list.overdue };
      const day = dayInJapan(new Date(item.dueAt));
      return { key: day, title: day === today ? texts.list.today(format.weekday(day)) : format.weekday(day) };
    },
    case: ({ item }) => ({
      key: item.incidentId,
      title: `${item.caseNumber}　${item.institutionName ?? texts.cases.notMatched}`,
    }),
    institution: ({ item }) => ({
      key: item.institutionName ?? '',
      title: item.institutionName ?? texts.cases.notMatched,
    }),
    lane: ({ item }) => ({ key: item.lane, title: laneNames[item.lane as Lane][language] }),
  };
  return grouping === 'none' ? undefined : of[grouping];
}
