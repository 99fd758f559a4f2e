import type { Machine, Words } from '#kernel';
import { defineMachine } from '#kernel';

export const workItemStates = ['unassigned', 'offered', 'accepted', 'done', 'ended'] as const;
export type WorkItemState = (typeof workItemStates)[number];

export const workItemStateNames: Readonly<Record<WorkItemState, Words>> = {
  unassigned: { ja: '未割当', en: 'Unassigned' },
  offered: { ja: '受諾待ち', en: 'Offered' },
  accepted: { ja: '担当中', en: 'Accepted' },
  done: { ja: '完了', en: 'Done' },
  ended: { ja: '終了（取下げ）', en: 'Ended' },
};

export const workItemMachine: Machine<WorkItemState> = defineMachine({
  name: 'work-item',
  states: workItemStates,
  // new ones go to whom the rules choose, or back to who proposed
  initial: ['unassigned', 'offered', 'accepted'],
  moves: [
    {
      from: 'unassigned',
      to: 'accepted',
      by: ['adjuster', 'senior-adjuster'],
      reason: 'none',
      guards: ['routing.claim-not-possible'],
    },
    { from: 'offered', to: 'accepted', by: ['assignee'], reason: 'none', guards: [] },
    // Tried again by itself or by the lead; still nobody: another lane, or with the skill relaxed
    ...(['offered', 'unassigned'] as const).map((to) => ({
      from: 'unassigned' as const,
      to,
      by: ['system', 'lane-lead', 'senior-adjuster'] as const,
      reason: 'optional' as const,
      guards: [],
    })),
    // To another person, or to nobody. Declined by the person; lapsed, absent or of another lane: by itself; taken back
    // by the lead
    ...(['offered', 'unassigned'] as const).map((to) => ({
      from: 'offered' as const,
      to,
      by: ['assignee', 'system', 'lane-lead', 'senior-adjuster'] as const,
      reason: 'required' as const,
      guards: [],
    })),
    ...(['offered', 'unassigned'] as const).map((to) => ({
      from: 'accepted' as const,
      to,
      by: ['system', 'lane-lead', 'senior-adjuster'] as const,
      reason: 'required' as const,
      guards: [],
    })),
    // Its expense is proposed
    { from: 'accepted', to: 'done', by: ['system'], reason: 'none', guards: [] },
    // The case or the expense is withdrawn
    ...(['unassigned', 'offered', 'accepted'] as const).map((from) => ({
      from,
      to: 'ended' as const,
      by: ['system'] as const,
      reason: 'optional' as const,
      guards: [],
    })),
  ],
});
