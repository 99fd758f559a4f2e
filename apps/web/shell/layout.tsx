import { useMantineColorScheme, useComputedColorScheme } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import type { AppText } from '../text/ja/app.js';
import { useSpeech, type Language } from '../text/language.js';
import { SignInPage } from './sign-in-page.js';
import { DeskNumbers } from '../ui/desk-numbers.js';
import { Loading } from '../ui/shown.js';
import { ProblemNote } from '../ui/problem.js';
import style from './layout.module.css';
import { useLive } from './live.js';
import { NoticeBar } from './notice.js';
import { pagesOf } from './pages.js';
import { useSession } from './session.js';

/** Who is not of the insurer; who is not signed in yet may be of a hospital. */
const hospitalRoles: readonly string[] = ['hospital-reporter', 'hospital-manager', 'agent'];

/** Header, menu and page; who is not signed in signs in here and stays where they wanted to go. */
export function Layout({ chooseLanguage }: { readonly chooseLanguage: (language: Language) => void }) {
  const { texts, language } = useSpeech<AppText>();
  const { user, lost, signOut } = useSession();
  const [failed, setFailed] = useState<unknown>(null);
  const isInside = user?.roles.some((role) => !hospitalRoles.includes(role)) ?? false;
  // live updates are of cases, which an administrator does not read
  const mayHear = user?.roles.some((role) => role !== 'administrator') ?? false;
  const up = useLive(user && mayHear ? user : null);
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const t = texts.shell;
  return (
    <>
      <a className={style.skip} href="#content">
        {texts.common.skipToContent}
      </a>
      <header className={`${style.header} no-print`}>
        <div className={style.inner}>
          <Link to="/" className={style.brand}>
            {texts.common.product}
          </Link>
          <div className={style.tools}>
            <button
              type="button"
              className={style.tool}
              lang={language === 'ja' ? 'en' : 'ja'}
              onClick={() => chooseLanguage(language === 'ja' ? 'en' : 'ja')}
            >
              {language === 'ja' ? texts.common.english : texts.common.japanese}
            </button>
            <button
              type="button"
              className={style.tool}
              onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
            >
              {scheme === 'dark' ? t.light : t.dark}
            </button>
            {user && (
              <>
                <span>{t.signedInAs(user.displayName)}</span>
                <button type="button" className={style.tool} onClick={() => void signOut().catch(setFailed)}>
                  {t.signOut}
                </button>
              </>
            )}
          </div>
          {user && (
            <nav className={style.nav} aria-label={t.menu}>
              <ul>
                {pagesOf(user).map(({ to, name }) => (
                  <li key={to}>
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
        </div>
      </header>
      {user && !up && (
        <p className={style.lost} role="status">
          {t.lineLost}
        </p>
      )}
      {user && failed ? (
        <div className={style.inner}>
          <ProblemNote error={failed} />
        </div>
      ) : null}
      <NoticeBar />
      {!isInside && (
        <div className={style.inner}>
          <DeskNumbers />
        </div>
      )}
      <main id="content" tabIndex={-1}>
        {lost ? <Unreached /> : user === undefined ? <Loading /> : user === null ? <SignInPage /> : <Outlet />}
      </main>
    </>
  );
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
