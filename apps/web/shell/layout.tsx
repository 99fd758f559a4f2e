import { useMantineColorScheme, useComputedColorScheme } from '@mantine/core';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import type { AppText } from '../text/ja/app.js';
import { useSpeech, type Language } from '../text/language.js';
import { SignInPage } from './sign-in-page.js';
import { DeskNumbers, writtenInPage } from '../ui/desk-numbers.js';
import { Loading } from '../ui/shown.js';
import { ProblemNote } from '../ui/problem.js';
import { useMedia, wide } from '../ui/use-media.js';
import { useNow } from '../ui/use-now.js';
import { NotYours } from './home.js';
import style from './layout.module.css';
import { KeysHelp } from './keys-help.js';
import { useLive } from './live.js';
import { NoticeBar } from './notice.js';
import { maySee, pagesOf } from './pages.js';
import { isInsurer, useSession, type User } from './session.js';
import { Workspace } from './workspace.js';

/** Menu, tools and page; who is not signed in signs in here and stays where they wanted to go. */
export function Layout({ chooseLanguage }: { readonly chooseLanguage: (language: Language) => void }) {
  const { texts } = useSpeech<AppText>();
  const { user } = useSession();
  // live updates are of cases, which an administrator does not read
  const mayHear = user?.roles.some((role) => role !== 'administrator') ?? false;
  const lostAt = useLive(user && mayHear ? user : null);
  const inside = user ? isInsurer(user) : false;
  useEffect(() => {
    document.body.dataset['place'] = inside ? 'workspace' : 'institution';
  }, [inside]);
  const tools = <Tools chooseLanguage={chooseLanguage} />;
  return (
    <>
      <a className={style.skip} href="#content">
        {texts.common.skipToContent}
      </a>
      {user && inside ? (
        <Workspace user={user} lostAt={lostAt} tools={tools}>
          <Content />
        </Workspace>
      ) : (
        <Institution user={user ?? null} lostAt={lostAt} tools={tools}>
          <Content />
        </Institution>
      )}
    </>
  );
}

/** Around the pages of an institution, and of who is not signed in and may be of one: the telephone above all. */
function Institution({
  user,
  lostAt,
  tools,
  children,
}: {
  readonly user: User | null;
  readonly lostAt: string | null;
  readonly tools: ReactNode;
  readonly children: ReactNode;
}) {
  const { texts } = useSpeech<AppText>();
  const t = texts.shell;
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <>
      <header className={`${style.header} no-print`}>
        <div className={style.inner}>
          <Link to="/" className={style.brand}>
            {texts.common.product}
          </Link>
          <Menu key={path} name={t.menu}>
            {user && (
              <nav className={style.nav} aria-label={t.menu}>
                <ul>
                  {pagesOf(user).map(({ to, name }) => (
                    <li key={name}>
                      {to === '/report' ? (
                        <a href="/report">{t[name]}</a>
                      ) : (
                        <Link to={to} activeOptions={{ exact: true, includeSearch: false }}>
                          {t[name]}
                        </Link>
                      )}
                    </li>
                  ))}
                </ul>
              </nav>
            )}
            {tools}
          </Menu>
        </div>
      </header>
      {user && lostAt !== null && (
        <p className={style.lost} role="status">
          {t.lineLost}
        </p>
      )}
      <NoticeBar />
      <div className={style.inner}>
        <Printed />
        <DeskNumbers stays />
      </div>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

/** The pages and tools: in the line of the header where it is wide, behind a button on a phone. */
function Menu({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const [chosen, setChosen] = useState(false);
  const isWide = useMedia(wide);
  return (
    <details
      className={style.menu}
      open={isWide || chosen}
      onToggle={({ currentTarget: { open } }) => {
        if (!isWide) setChosen(open);
      }}
    >
      <summary hidden={isWide}>{name}</summary>
      <div className={style.inMenu}>{children}</div>
    </details>
  );
}

/** Whose sheet it is and of which day, for who reads it on paper. */
function Printed() {
  const { texts, format } = useSpeech<AppText>();
  const isPrinted = useMedia('print');
  const now = useNow(60_000);
  if (!isPrinted) return null;
  return <p>{texts.shell.printed(writtenInPage('insurer'), format.day(new Date(now).toISOString()))}</p>;
}

function Tools({ chooseLanguage }: { readonly chooseLanguage: (language: Language) => void }) {
  const { texts, language } = useSpeech<AppText>();
  const { user, signOut } = useSession();
  const inside = user ? isInsurer(user) : false;
  const [failed, setFailed] = useState<unknown>(null);
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const t = texts.shell;
  return (
    <div className={style.tools}>
      {user && failed ? <ProblemNote error={failed} /> : null}
      <button
        type="button"
        className={style.tool}
        lang={language === 'ja' ? 'en' : 'ja'}
        onClick={() => chooseLanguage(language === 'ja' ? 'en' : 'ja')}
      >
        {language === 'ja' ? texts.common.english : texts.common.japanese}
      </button>
      <button type="button" className={style.tool} onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}>
        {scheme === 'dark' ? t.light : t.dark}
      </button>
      {user && (
        <>
          {inside && <KeysHelp />}
          <Link to="/settings" className={style.tool} title={t.settings}>
            {t.signedInAs(user.displayName)}
          </Link>
          <button type="button" className={style.tool} onClick={() => void signOut().catch(setFailed)}>
            {t.signOut}
          </button>
        </>
      )}
    </div>
  );
}

function Content() {
  const { user, lost } = useSession();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  if (lost) return <Unreached />;
  if (user === undefined) return <Loading />;
  if (user === null) return <SignInPage />;
  return maySee(user, path) ? <Outlet /> : <NotYours />;
}

function Unreached() {
  const { texts } = useSpeech<AppText>();
  const { lost, readAgain } = useSession();
  return (
    <div className={style.inner}>
      <ProblemNote error={lost} />
      <button type="button" className={style.tool} onClick={readAgain}>
        {texts.common.again}
      </button>
    </div>
  );
}
