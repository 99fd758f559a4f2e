import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * The parts of a list of proxies, by comma, that are neither an address nor a network with its prefix (`10.0.0.0/8`,
 * `2001:db8::/32`). A network of prefix 0 would trust everybody and is refused too.
 */
export function wrongProxies(list: readonly string[]): string[] {
  return list.filter((one) => {
    // isIP first: the library reads a plain number as an address
    const [address = '', prefix] = one.split('/');
    if (isIP(address) === 0) return true;
    return prefix !== undefined && (!ipaddr.isValidCIDR(one) || ipaddr.parseCIDR(one)[1] === 0);
  });
}

/**
 * What stands for one client where failures are counted: an IPv4 address, also where it is written as IPv6, or the /64
 * of an IPv6 address, which one household or office has whole. null for what is no address.
 */
export function clientNetwork(address: string): string | null {
  if (isIP(address) === 0) return null;
  const read = ipaddr.process(address);
  if (read.kind() === 'ipv4') return read.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${read.toString()}/64`).toString()}/64`;
}
