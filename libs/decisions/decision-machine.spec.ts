import { moveOf, movesFrom } from '#kernel';
import { decisionMachine, decisionStateOf, decisionStates, type DecisionState } from './decision-machine.js';

describe('the life of a decision', () => {
  it.each<[string, DecisionState, DecisionState[]]>([
    ['proposer', 'open', ['approved', 'taken-back']],
    ['countersigner', 'open', ['open', 'approved', 'rejected', 'sent-back']],
    ['signer', 'open', []],
    ['signer', 'approved', ['undone']],
    ['signer', 'rejected', ['undone']],
    ['countersigner', 'approved', ['reversed']],
    ['countersigner', 'rejected', ['reversed']],
    ['proposer', 'approved', []],
    ['system', 'open', []],
  ])('%s may move %s to %j', (asWhom, from, to) =>
    expect(movesFrom(decisionMachine, from, [asWhom]).map((move) => move.to)).toEqual(to),
  );

  it('what was sent back, taken back, undone or reversed is the end: the expense is proposed again', () => {
    const ended = ['sent-back', 'taken-back', 'undone', 'reversed'];
    expect(decisionMachine.moves.filter(({ from }) => ended.includes(from))).toEqual([]);
  });

  it.each<[DecisionState, DecisionState]>([
    ['open', 'sent-back'],
    ['open', 'taken-back'],
    ['approved', 'reversed'],
    ['rejected', 'reversed'],
  ])('from %s to %s needs a reason', (from, to) => expect(moveOf(decisionMachine, from, to)?.reason).toBe('required'));

  it('a signature that brings it no nearer is refused', () =>
    expect(moveOf(decisionMachine, 'open', 'open')?.guards).toEqual(['decisions.signature-adds-nothing']));
});

describe('the state of a decision', () => {
  it.each<[DecisionState, Parameters<typeof decisionStateOf>]>([
    ['open', [[], null]],
    ['open', [[{ kind: 'countersigned' }], null]],
    ['approved', [[{ kind: 'countersigned' }], 'approved']],
    ['rejected', [[{ kind: 'countersigned' }], 'rejected']],
    ['sent-back', [[{ kind: 'countersigned' }, { kind: 'sent-back' }], null]],
    ['taken-back', [[{ kind: 'taken-back' }], null]],
    ['undone', [[{ kind: 'undone' }], 'approved']],
    ['reversed', [[{ kind: 'countersigned' }, { kind: 'reversed' }], 'approved']],
  ])('is %s', (state, [acts, ruling]) => expect(decisionStateOf(acts, ruling)).toBe(state));

  it('every state has a case here', () => expect(decisionStates).toHaveLength(7));
});
