import { Link, useSearch } from '@tanstack/react-router';
import type { Asked } from '../api/api.js';
import { ListTools } from '../lists/list-tools.js';
import { useShownKeys } from '../lists/use-list-columns.js';
import { queryOf } from '../lists/use-list-view.js';
import { useList, useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Page } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { CaseTable } from './case-table.js';

/** What each tile lists. */
const lists = {
  new: { state: 'reported', sort: 'oldest' },
  'call-back-late': { callBack: 'late', sort: 'oldest' },
  'to-open': { state: 'triaged', sort: 'oldest' },
  open: { standing: 'open', sort: 'newest' },
} as const;
type Tile = keyof typeof lists;
const isTile = (tile: string | undefined): tile is Tile => tile !== undefined && tile in lists;

/** The desk: what waits as tiles, then the list with the next act and the time left. */
export function DeskPage() {
  const { texts, format, say } = useApp();
  const t = texts.desk;
  const { tile: asked } = useSearch({ from: '/desk' });
  const tile: Tile = isTile(asked) ? asked : 'new';
  const dashboard = useRead('/dashboard', {});
  const list = useList('/incidents', { query: lists[tile] } as Asked<'/incidents'>);
  const columns = useShownKeys('cases', null);
  return (
    <Page
      width="wide"
      title={t.title}
      aside={
        <span className={style.row}>
          {list.items && <ListTools list="cases" conditions={queryOf(lists[tile])} columns={columns} />}
          <Link to="/desk/call">{texts.shell.call}</Link>
        </span>
      }
    >
      <Shown of={dashboard}>
        {({ tiles }) => (
          <ul className={style.tiles} aria-label={t.tilesLabel}>
            {tiles
              .filter(
                ({ code }) =>
                  isTile(code) ||
                  ['support-amber', 'unassigned', 'consent-asked', 'outlook-to-call', 'late-arrivals'].includes(code),
              )
              .map(({ code, count, ...name }) => {
                const inside = (
                  <>
                    <strong>{format.count(count)}</strong>
                    {say(name)}
                  </>
                );
                return (
                  <li key={code}>
                    {isTile(code) ? (
                      <Link
                        to="/desk"
                        search={{ tile: code }}
                        className={style.tile}
                        aria-current={code === tile ? 'true' : undefined}
                      >
                        {inside}
                      </Link>
                    ) : code === 'support-amber' ? (
                      <Link to="/support" search={{ state: 'amber' }} className={style.tile}>
                        {inside}
                      </Link>
                    ) : code === 'unassigned' ? (
                      <Link to="/work" search={{ view: 'unassigned' }} className={style.tile}>
                        {inside}
                      </Link>
                    ) : code === 'outlook-to-call' ? (
                      <Link to="/outlook-corrections" search={{ list: 'to-call' }} className={style.tile}>
                        {inside}
                      </Link>
                    ) : code === 'late-arrivals' ? (
                      <Link to="/late-arrivals" className={style.tile}>
                        {inside}
                      </Link>
                    ) : (
                      <Link to="/pre-approvals" className={style.tile}>
                        {inside}
                      </Link>
                    )}
                  </li>
                );
              })}
            <li>
              <Link
                to="/desk"
                search={{ tile: 'open' }}
                className={style.tile}
                aria-current={tile === 'open' ? 'true' : undefined}
              >
                <strong aria-hidden="true">≡</strong>
                {t.open}
              </Link>
            </li>
          </ul>
        )}
      </Shown>
      <div className={style.section}>
        <p className={style.hint}>{tile === 'open' ? '' : t.newLead}</p>
        <Shown of={{ ...list, data: list.items }}>
          {(cases) => (cases.length === 0 ? <p>{texts.cases.noCases}</p> : <CaseTable of={{ rows: cases }} inside />)}
        </Shown>
        <More of={list} label={texts.shell.more} />
      </div>
    </Page>
  );
}
