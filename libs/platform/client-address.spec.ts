import { clientNetwork, wrongProxies } from './client-address.js';

describe('one client', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::ffff:c000:207', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['unknown', null],
    ['', null],
    ['_hidden', null],
  ])('%s counts as %s', (address, network) => {
    expect(clientNetwork(address)).toBe(network);
  });
});

describe('trusted proxies', () => {
  it('are addresses and networks; hops, names and everybody are refused', () => {
    expect(wrongProxies(['10.0.0.0/8', '192.0.2.1', '2001:db8::/32', '::1', '172.30.99.1/32'])).toEqual([]);
    const wrong = [
      '1',
      'true',
      'loopback',
      'proxy.example',
      '10.0.0.0/33',
      '0.0.0.0/0',
      '::/0',
      '10.0.0.0/255.0.0.0',
      '',
    ];
    expect(wrongProxies(wrong)).toEqual(wrong);
  });
});
