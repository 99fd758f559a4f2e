import { reachOf } from '#access';
import type { Actor } from '#database';
import { checkContract } from '#http';
import type { InsurerList } from '#kernel';
import { listings } from './listings.js';

/** Whether somebody may read a list. */
export const mayList = ({ roles }: Actor, list: InsurerList): boolean =>
  roles.some((role) => reachOf(listings[list].right, role) !== null);

/** The conditions and the order of a list out of a query string, without its pages; refused as its route refuses. */
export function conditionsOf(list: InsurerList, text: string): Readonly<Record<string, string>> {
  const { limit: _, cursor: __, ...given } = Object.fromEntries(new URLSearchParams(text));
  checkContract(listings[list].query, { ...given }, true);
  return given;
}
