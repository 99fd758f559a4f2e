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
  // a new item goes to the person whom the rules choose, or back to the proposer
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
    // tried again by the system or the lead, and still unassigned: another lane, or with the skill relaxed
    ...(['offered', 'unassigned'] as const).map((to) => ({
      from: 'unassigned' as const,
      to,
      by: ['system', 'lane-lead', 'senior-adjuster'] as const,
      reason: 'optional' as const,
      guards: [],
    })),
    // to another person or to none: declined by the assignee; lapsed, absent or of another lane: by the system; taken
    // back by the lead
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
    // its expense is proposed
    { from: 'accepted', to: 'done', by: ['system'], reason: 'none', guards: [] },
    // the case or the expense is withdrawn
    ...(['unassigned', 'offered', 'accepted'] as const).map((from) => ({
      from,
      to: 'ended' as const,
      by: ['system'] as const,
      reason: 'optional' as const,
      guards: [],
    })),
  ],
});
