import { assertSupplied, supplied } from './supplied.js';

describe('what a later domain supplies', () => {
  it('is called once it is supplied, and missed before', () => {
    const price = supplied<[count: number], number>('the price');
    expect(() => price(2)).toThrow('No domain of this process supplies the price.');
    expect(assertSupplied).toThrow(/supplies the price\.$/);
    price.supply((count) => count * 30);
    expect(price(2)).toBe(60);
    expect(assertSupplied).not.toThrow();
  });

  it('has one supplier', () => {
    const price = supplied<[], number>('the other price');
    price.supply(() => 1);
    expect(() => price.supply(() => 2)).toThrow('Two domains supply the other price.');
  });
});
