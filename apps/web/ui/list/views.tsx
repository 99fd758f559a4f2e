import { Link } from '@tanstack/react-router';
import { count, sumOf, type Yen } from '#kernel';
import { useApp } from '../../text/use-text.js';
import style from './list.module.css';

/** How many rows a list has and what they add up to; `isMore`: there are more than were read. */
export function ListCount({
  of: many,
  yen,
  isMore = false,
}: {
  readonly of: number;
  readonly yen?: readonly Yen[] | undefined;
  readonly isMore?: boolean;
}) {
  const { texts, format } = useApp();
  return (
    <span className={style.quiet}>
      {(isMore ? texts.list.manyAtLeast : texts.list.many)(format.count(count(many)))}
      {yen && `　${format.yen(sumOf(yen))}`}
    </span>
  );
}

interface View {
  readonly key: string;
  readonly name: string;
  readonly to: string;
  readonly search: Readonly<Record<string, string>>;
  readonly many?: number | string | undefined;
}

/** Lists that are looked at often, each by its address. */
export function Views({
  of: views,
  at,
  label,
}: {
  readonly of: readonly View[];
  readonly at: string;
  /** What the lists are together; views, when absent. */
  readonly label?: string;
}) {
  const { texts } = useApp();
  return (
    <nav className={style.tabs} aria-label={label ?? texts.list.views}>
      {views.map(({ key, name, to, search, many }) => (
        <Link key={key} to={to} search={search as never} aria-current={key === at ? 'page' : undefined}>
          {name}
          {many !== undefined && ` ${many}`}
        </Link>
      ))}
    </nav>
  );
}
