import { neighboursOf } from './next-item.js';

const item = (expenseId: string, canDecide = true) => ({ expenseId, canDecide });

describe('the way through one’s list', () => {
  const order = ['a', 'b', 'c', 'd', 'e'];
  const all = order.map((id) => item(id));

  it('goes to the rows beside the one that is shown', () => {
    expect(neighboursOf('c', all, order)).toEqual({ next: 'd', previous: 'b' });
    expect(neighboursOf('a', all, order)).toEqual({ next: 'b', previous: undefined });
    expect(neighboursOf('e', all, order)).toEqual({ next: undefined, previous: 'd' });
  });

  it('goes on behind one that is done, not to the first of the list', () => {
    const left = all.filter(({ expenseId }) => expenseId !== 'c');
    expect(neighboursOf('c', left, order)).toEqual({ next: 'd', previous: 'b' });
  });

  it('passes what cannot be decided: asked about, offered, waiting for another signature', () => {
    const left = [item('a'), item('b'), item('d', false), item('e')];
    expect(neighboursOf('c', left, order).next).toBe('e');
  });

  it('goes round to the first that can be decided, and to what has come since', () => {
    expect(neighboursOf('e', [item('a', false), item('b')], order).next).toBe('b');
    expect(neighboursOf('e', [item('a'), item('new')], order).next).toBe('new');
  });

  it('goes to what is there when nothing can be decided, and nowhere when nothing is', () => {
    expect(neighboursOf('c', [item('d', false)], order).next).toBe('d');
    expect(neighboursOf('c', [], order)).toEqual({ next: undefined, previous: undefined });
  });

  it('begins with the first that can be decided where the page was opened on one that is done', () => {
    expect(neighboursOf('x', [item('a', false), item('b')], []).next).toBe('b');
  });
});
