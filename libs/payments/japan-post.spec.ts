import { postalAccount } from './japan-post.js';

describe('Japan Post Bank', () => {
  it.each([
    ['10140', '12345671', { branchCode: '018', accountType: '1', accountNumber: '1234567' }],
    ['14180', '1234561', { branchCode: '418', accountType: '1', accountNumber: '0123456' }],
    ['00120', '123456', { branchCode: '019', accountType: '2', accountNumber: '0123456' }],
    ['10140', '12345670', null],
    ['10140', '123456789', null],
    ['20140', '12345671', null],
    ['1014', '12345671', null],
    ['00120', '12345678', null],
    ['10140', '1', null],
    ['110140', '12345671', null],
    ['101400', '12345671', null],
    ['10140', 'a12345671', null],
    ['10140', '12345671a1', null],
  ])('%s %s is %j', (symbol, number, expected) => expect(postalAccount(symbol, number)).toEqual(expected));
});
