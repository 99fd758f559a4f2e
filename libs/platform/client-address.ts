import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * The entries of a list of proxies that are neither an address nor a network with its prefix (`10.0.0.0/8`,
 * `2001:db8::/32`). A network of prefix 0 is wrong too, because it would trust every address.
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
 * The client for which failures are counted: an IPv4 address, also where it is written as IPv6, or the /64 of an IPv6
 * address, because one household or office has the whole /64. null for a text that is no address.
 */
export function clientNetwork(address: string): string | null {
  if (isIP(address) === 0) return null;
  const read = ipaddr.process(address);
  if (read.kind() === 'ipv4') return read.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${read.toString()}/64`).toString()}/64`;
}
