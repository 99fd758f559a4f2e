import { Modal } from '@mantine/core';
import { useCallback, useDeferredValue, useId, useLayoutEffect, useState, type KeyboardEvent } from 'react';
import { useRouter } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import type { Said } from '../text/language.js';
import { useApp } from '../text/use-text.js';
import { ProblemNote } from '../ui/problem.js';
import { useKeys } from '../ui/list/use-list-keys.js';
import { pagesOf } from './pages.js';
import style from './palette.module.css';
import { useRead } from './queries.js';
import type { User } from './session.js';

type Hit = Schemas['SearchHitDto'];
type Say = (said: Said) => string;

interface Choice {
  readonly key: string;
  readonly title: string;
  readonly beside: string;
  readonly end: string;
  /** The address within the application; null: it has no page. */
  readonly to: string | null;
}
interface Group {
  readonly kind: string;
  readonly name: string;
  readonly hasMore: boolean;
  readonly choices: readonly Choice[];
}

/** Characters that can be searched for. */
const longest = 200;

/** The one search over everything that one may see, and over one's pages: opened by its button, `/` or Ctrl+K. */
export function Palette({ user }: { readonly user: User }) {
  const { texts } = useApp();
  const t = texts.search;
  const [opened, setOpened] = useState(false);
  const open = useCallback(() => setOpened(true), []);
  useKeys({ '/': open });
  useCommandKey(open);
  return (
    <>
      <button type="button" className={style.open} onClick={() => setOpened(true)}>
        <span>{t.placeholder}</span>
        <kbd>/</kbd>
      </button>
      {opened && (
        <Modal
          opened
          onClose={() => setOpened(false)}
          withCloseButton={false}
          padding={0}
          size="760px"
          yOffset="4rem"
          attributes={{ content: { 'aria-label': t.title } }}
        >
          <Search user={user} onDone={() => setOpened(false)} />
        </Modal>
      )}
    </>
  );
}

function Search({ user, onDone }: { readonly user: User; readonly onDone: () => void }) {
  const { texts, say } = useApp();
  const t = texts.search;
  const router = useRouter();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [kind, setKind] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const deferred = useDeferredValue(typed.trim());
  const isTooLong = [...deferred].length > longest;
  // what is too long is not asked
  const asked = isTooLong ? '' : deferred;
  const found = useRead('/search', { query: { q: asked, limit: 5 } }, { enabled: asked !== '' });
  const pages = usePages(user, typed);
  const groups = [
    pages,
    ...(asked === '' ? [] : (found.data?.groups ?? []).map((group) => asGroup(group, say))),
  ].filter(({ choices }) => choices.length > 0);
  const shown = kind === null ? groups : groups.filter((group) => group.kind === kind);
  const choices = shown.flatMap((group) => group.choices);
  const current = choices[Math.min(at, choices.length - 1)];

  const go = ({ to }: Choice): void => {
    if (to === null) return;
    onDone();
    router.history.push(`/app${to}`);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setAt(Math.max(0, Math.min(choices.length - 1, Math.min(at, choices.length - 1) + step)));
    else if (event.key === 'Enter' && current) go(current);
    else return;
    event.preventDefault();
  };
  return (
    <div className={style.palette}>
      <input
        data-autofocus
        className={style.input}
        role="combobox"
        aria-label={t.title}
        aria-expanded={choices.length > 0}
        aria-controls={`${id}-found`}
        aria-activedescendant={current ? `${id}-${current.key}` : undefined}
        placeholder={t.placeholder}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <Kinds
        of={groups}
        chosen={kind}
        onChoose={(next) => {
          setKind(next);
          setAt(0);
        }}
      />
      <ProblemNote error={asked === '' ? null : found.error} />
      <div id={`${id}-found`} role="listbox" aria-label={t.found} className={style.found}>
        {shown.map((group) => (
          <div key={group.kind} role="group" aria-label={group.name}>
            <p className={style.kind} aria-hidden="true">
              {group.name}
              {group.hasMore && `　${t.more}`}
            </p>
            {group.choices.map((choice) => (
              <button
                type="button"
                key={choice.key}
                id={`${id}-${choice.key}`}
                role="option"
                tabIndex={-1}
                aria-selected={choice === current}
                aria-disabled={choice.to === null}
                className={style.choice}
                onClick={() => go(choice)}
                onMouseMove={() => setAt(choices.indexOf(choice))}
              >
                <span>{choice.title}</span>
                <span className={style.beside}>{choice.beside}</span>
                <span className={style.end}>{choice.end}</span>
              </button>
            ))}
          </div>
        ))}
      </div>
      <p className={style.foot} role="status">
        {isTooLong
          ? t.tooLong(longest)
          : asked !== '' && !found.isFetching && !found.error && choices.length === 0
            ? t.none
            : t.hint}
      </p>
    </div>
  );
}

function Kinds({
  of: groups,
  chosen,
  onChoose,
}: {
  readonly of: readonly Group[];
  readonly chosen: string | null;
  readonly onChoose: (kind: string | null) => void;
}) {
  const { texts } = useApp();
  if (groups.length < 2) return null;
  const all: readonly { kind: string | null; name: string }[] = [{ kind: null, name: texts.list.all }, ...groups];
  return (
    <div className={style.kinds} role="group" aria-label={texts.search.kinds}>
      {all.map(({ kind, name }) => (
        <button key={name} type="button" aria-pressed={kind === chosen} onClick={() => onChoose(kind)}>
          {name}
        </button>
      ))}
    </div>
  );
}

/** Ctrl+K, and Cmd+K, also while somebody types. */
function useCommandKey(open: () => void): void {
  useLayoutEffect(() => {
    const press = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [open]);
}

/** One's own pages whose name has what is typed; all of them before anything is. */
function usePages(user: User, typed: string): Group {
  const t = useApp().texts;
  const wanted = typed.trim().normalize('NFKC').toLowerCase();
  const choices = pagesOf(user)
    .filter(({ to, name }) => to !== '/report' && t.shell[name].toLowerCase().includes(wanted))
    .map(({ to, name, view, group }): Choice => ({
      key: `page-${name}`,
      title: t.shell[name],
      beside: t.shell.groups[group],
      end: '',
      to: view ? `${to}?view=${view}` : to,
    }));
  return { kind: 'page', name: t.search.pages, hasMore: false, choices: wanted === '' ? choices : choices.slice(0, 5) };
}

function asGroup({ kind, kindJa, kindEn, hits, hasMore }: Schemas['SearchGroupDto'], say: Say): Group {
  return {
    kind,
    name: say({ textJa: kindJa, textEn: kindEn }),
    hasMore,
    choices: hits.map((hit) => ({
      key: `${hit.kind}-${hit.id}`,
      title: hit.title,
      beside: say(hit),
      end: say({ textJa: hit.matchedJa, textEn: hit.matchedEn }),
      to: addressOf(hit),
    })),
  };
}

/** Where a row that was found is looked at. */
function addressOf({ kind, id, caseId, expenseId, institutionId }: Hit): string | null {
  if (kind === 'case') return `/cases/${id}`;
  if (expenseId) return `/expenses/${expenseId}`;
  if (caseId) return `/cases/${caseId}`;
  if (kind === 'institution') return `/cases?institutionId=${id}`;
  if (institutionId) return `/cases?institutionId=${institutionId}`;
  return null;
}
