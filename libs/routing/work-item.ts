import type { Machine } from '#kernel';
import { defineMachine } from '#kernel';

export const workItemStates = ['unassigned', 'offered', 'accepted', 'done', 'ended'] as const;
export type WorkItemState = (typeof workItemStates)[number];

export const workItemStateNames: Readonly<Record<WorkItemState, { ja: string; en: string }>> = {
  unassigned: { ja: '未割当', en: 'Unassigned' },
  offered: { ja: '受諾待ち', en: 'Offered' },
  accepted: { ja: '担当中', en: 'Accepted' },
  done: { ja: '完了', en: 'Done' },
  ended: { ja: '終了（取下げ）', en: 'Ended' },
};

export const workItemMachine: Machine<WorkItemState> = defineMachine({
  name: 'work-item',
  states: workItemStates,
  initial: ['unassigned'],
  moves: [
    { from: 'unassigned', to: 'offered', by: ['system', 'lane-lead'], reason: 'optional', guards: [] },
    {
      from: 'unassigned',
      to: 'accepted',
      by: ['adjuster', 'senior-adjuster'],
      reason: 'none',
      guards: ['routing.claim-not-possible'],
    },
    { from: 'offered', to: 'accepted', by: ['assignee'], reason: 'none', guards: [] },
    {
      from: 'offered',
      to: 'unassigned',
      // Declined by the person; lapsed or absent: by itself; taken back by the lead
      by: ['assignee', 'system', 'lane-lead', 'senior-adjuster'],
      reason: 'required',
      guards: [],
    },
    // Its expense is proposed
    { from: 'accepted', to: 'done', by: ['system'], reason: 'none', guards: [] },
    {
      from: 'accepted',
      to: 'unassigned',
      by: ['lane-lead', 'senior-adjuster', 'system'],
      reason: 'required',
      guards: [],
    },
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
