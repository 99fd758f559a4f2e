import type { Schemas } from '../api/api.js';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useUser, type Role } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import style from '../ui/ui.module.css';

type Dashboard = Schemas['DashboardDto'];

/** Where each tile leads. */
const tileLinks: Readonly<Record<string, (inside: ReactNode) => ReactNode>> = {
  new: (inside) => (
    <Link to="/cases" search={{ state: 'reported', sort: 'oldest' }} className={style.tile}>
      {inside}
    </Link>
  ),
  'call-back-late': (inside) => (
    <Link to="/cases" search={{ callBack: 'late', sort: 'oldest' }} className={style.tile}>
      {inside}
    </Link>
  ),
  'to-open': (inside) => (
    <Link to="/cases" search={{ state: 'triaged', sort: 'oldest' }} className={style.tile}>
      {inside}
    </Link>
  ),
  'support-amber': (inside) => (
    <Link to="/support" search={{ state: 'amber' }} className={style.tile}>
      {inside}
    </Link>
  ),
  unassigned: (inside) => (
    <Link to="/work" search={{ view: 'unassigned' }} className={style.tile}>
      {inside}
    </Link>
  ),
  late: (inside) => (
    <Link to="/work" search={{ view: 'late' }} className={style.tile}>
      {inside}
    </Link>
  ),
  proposed: (inside) => (
    <Link to="/expenses" search={{ state: 'proposed' }} className={style.tile}>
      {inside}
    </Link>
  ),
  'consent-asked': (inside) => (
    <Link to="/pre-approvals" className={style.tile}>
      {inside}
    </Link>
  ),
  'account-wanted': (inside) => (
    <Link to="/payment-waits" search={{ queue: 'account' }} className={style.tile}>
      {inside}
    </Link>
  ),
  'to-pay': (inside) => (
    <Link to="/payments" search={{ state: 'scheduled' }} className={style.tile}>
      {inside}
    </Link>
  ),
  'outlook-to-call': (inside) => (
    <Link to="/outlook-corrections" search={{ list: 'to-call' }} className={style.tile}>
      {inside}
    </Link>
  ),
  'late-arrivals': (inside) => (
    <Link to="/late-arrivals" className={style.tile}>
      {inside}
    </Link>
  ),
  'outlook-to-act': (inside) => (
    <Link to="/outlook-corrections" search={{ list: 'to-act' }} className={style.tile}>
      {inside}
    </Link>
  ),
};

/** Lists of which somebody may read none, or only a part: they see how long the whole is. */
const notOpen: Readonly<Partial<Record<Role, readonly string[]>>> = {
  payments: ['support-amber', 'unassigned', 'late', 'outlook-to-call', 'outlook-to-act', 'late-arrivals'],
  adjuster: ['unassigned', 'late', 'late-arrivals'],
};

export function Tiles({ of: tiles }: { readonly of: Dashboard['tiles'] }) {
  const { texts, format, say } = useApp();
  const { roles } = useUser();
  return (
    <Section title={texts.overview.waiting}>
      <ul className={style.tiles}>
        {tiles.map(({ code, count, ...name }) => {
          const inside = (
            <>
              <strong>{format.count(count)}</strong>
              {say(name)}
            </>
          );
          return (
            <li key={code}>
              {roles.every((role) => notOpen[role]?.includes(code)) ? (
                <div className={style.tile}>{inside}</div>
              ) : (
                tileLinks[code]?.(inside)
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
