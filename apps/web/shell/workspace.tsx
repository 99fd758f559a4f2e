import { Link, useRouterState } from '@tanstack/react-router';
import { useCallback, useLayoutEffect, useState, type ReactNode } from 'react';
import { count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Status } from '../ui/status.js';
import { isTyping } from '../ui/whose-key.js';
import { NoticeBar } from './notice.js';
import { Palette } from './palette.js';
import { pageGroups, pagesOf, type MenuPage } from './pages.js';
import { useRead } from './queries.js';
import type { User } from './session.js';
import style from './workspace.module.css';

/** What the insurer's people have around their pages: the rail of their jobs at the left, the line and tools above. */
export function Workspace({
  user,
  lostAt,
  tools,
  children,
}: {
  readonly user: User;
  readonly lostAt: string | null;
  readonly tools: ReactNode;
  readonly children: ReactNode;
}) {
  const { texts } = useApp();
  const { isOpen, toggle } = useRail();
  return (
    <div className={style.shell}>
      <nav className={`${style.rail} no-print`} aria-label={texts.shell.menu} data-open={isOpen || undefined}>
        <Link to="/" className={style.brand}>
          {texts.common.product}
        </Link>
        <Rail of={user} />
      </nav>
      <header className={`${style.top} no-print`}>
        <button type="button" className={style.menu} aria-expanded={isOpen} onClick={toggle}>
          {texts.shell.menu} <kbd>[</kbd>
        </button>
        <Palette user={user} />
        <Line lostAt={lostAt} />
        {tools}
      </header>
      <main id="content" tabIndex={-1} className={style.page}>
        <NoticeBar />
        {children}
      </main>
    </div>
  );
}

/** Where there is no room for the rail it opens by its button or `[`, and closes when one has chosen. */
function useRail() {
  // by the address at which it was opened: another one closes it
  const here = useRouterState({ select: ({ location }) => location.href });
  const [openAt, setOpenAt] = useState<string | null>(null);
  const toggle = useCallback(() => setOpenAt((before) => (before === here ? null : here)), [here]);
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setOpenAt(null);
      if (event.key !== '[' || isTyping(event)) return;
      event.preventDefault();
      toggle();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [toggle]);
  return { isOpen: openAt === here, toggle };
}

/** The pages of one's roles under what one does with them, each with how much of it waits for oneself. */
function Rail({ of: user }: { readonly of: User }) {
  const t = useApp().texts.shell;
  const pages = pagesOf(user);
  const waits = useRead(
    '/waiting',
    {},
    { enabled: user.roles.some((role) => role !== 'administrator'), every: 60_000 },
  );
  const { path, view } = useRouterState({
    select: ({ location }) => ({ path: location.pathname, view: (location.search as { view?: string }).view }),
  });
  const isAt = (page: MenuPage): boolean =>
    page.to === path &&
    (page.view ?? null) === (pages.some((other) => other.to === path && other.view === view) ? (view ?? null) : null);
  return pageGroups
    .map((group) => ({ group, of: pages.filter((page) => page.group === group) }))
    .filter((part) => part.of.length > 0)
    .map((part) => (
      <section key={part.group}>
        <p id={`rail-${part.group}`}>{t.groups[part.group]}</p>
        <ul aria-labelledby={`rail-${part.group}`}>
          {part.of.map((page) => (
            <li key={page.name}>
              <PageLink of={page} isAt={isAt(page)} waits={waits.data?.items.find(({ list }) => list === page.list)} />
            </li>
          ))}
        </ul>
      </section>
    ));
}

function PageLink({
  of: { to, view, name },
  isAt,
  waits,
}: {
  readonly of: MenuPage;
  readonly isAt: boolean;
  readonly waits: Schemas['WaitingListDto'] | undefined;
}) {
  const { texts, format } = useApp();
  const t = texts.shell;
  if (to === '/report') return <a href="/report">{t[name]}</a>;
  return (
    <Link to={to} search={(view ? { view } : {}) as never} aria-current={isAt ? 'page' : undefined} activeProps={{}}>
      {t[name]}
      {waits && waits.count > 0 && (
        <span>
          <span className="visually-hidden">{t.waiting}</span>
          {format.count(count(waits.count))}
          {waits.isMore && '+'}
        </span>
      )}
    </Link>
  );
}

/** Whether changes arrive by themselves, and since when they do not. */
function Line({ lostAt }: { readonly lostAt: string | null }) {
  const { texts, format } = useApp();
  return (
    <span className={style.line} role="status">
      {lostAt === null ? (
        <Status tone="good">{texts.shell.connected}</Status>
      ) : (
        <Status tone="warn">{texts.shell.lineLostSince(format.time(lostAt))}</Status>
      )}
    </span>
  );
}
