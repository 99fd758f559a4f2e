import { moveOf, movesFrom } from '#kernel';
import type { WorkItemState } from './work-item.js';
import { workItemMachine, workItemStateNames, workItemStates } from './work-item.js';

const offered = (from: WorkItemState, asWhom: string) => movesFrom(workItemMachine, from, [asWhom]).map(({ to }) => to);

describe('the life of a work item', () => {
  it.each<[string, WorkItemState, WorkItemState[]]>([
    ['system', 'unassigned', ['offered', 'unassigned', 'ended']],
    ['system', 'offered', ['offered', 'unassigned', 'ended']],
    ['system', 'accepted', ['offered', 'unassigned', 'done', 'ended']],
    ['lane-lead', 'unassigned', ['offered', 'unassigned']],
    ['lane-lead', 'offered', ['offered', 'unassigned']],
    ['lane-lead', 'accepted', ['offered', 'unassigned']],
    ['senior-adjuster', 'unassigned', ['accepted', 'offered', 'unassigned']],
    ['senior-adjuster', 'accepted', ['offered', 'unassigned']],
    ['adjuster', 'unassigned', ['accepted']],
    ['adjuster', 'offered', []],
    ['adjuster', 'accepted', []],
    ['assignee', 'offered', ['accepted', 'offered', 'unassigned']],
    ['assignee', 'accepted', []],
    ['hospital-manager', 'unassigned', []],
  ])('%s may move %s to %j', (asWhom, from, to) => expect(offered(from, asWhom)).toEqual(to));

  it('a claim is checked, and giving an item back needs a reason', () => {
    expect(moveOf(workItemMachine, 'unassigned', 'accepted')?.guards).toEqual(['routing.claim-not-possible']);
    expect(moveOf(workItemMachine, 'offered', 'unassigned')?.reason).toBe('required');
    expect(moveOf(workItemMachine, 'accepted', 'unassigned')?.reason).toBe('required');
  });

  it('done and ended are the end: every return to review makes a new item', () => {
    expect(workItemMachine.moves.filter(({ from }) => from === 'done' || from === 'ended')).toEqual([]);
  });

  it('every state has a name', () => expect(Object.keys(workItemStateNames)).toEqual([...workItemStates]));
});
