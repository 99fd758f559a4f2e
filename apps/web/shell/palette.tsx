import { Modal } from '@mantine/core';
import { useCallback, useDeferredValue, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useRouter } from '@tanstack/react-router';
import { foldLetters, lettersIn } from '#kernel';
import type { Schemas } from '../api/api.js';
import type { Said } from '../text/language.js';
import { useApp } from '../text/use-text.js';
import { ProblemNote } from '../ui/problem.js';
import { useOfferedActs } from '../ui/page-acts.js';
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
  /** What choosing it does; null: it has no page, or is not allowed now. */
  readonly run: (() => void) | null;
  readonly press?: string | undefined;
  /** Why it is not allowed, or what it still needs. */
  readonly note?: string | null | undefined;
}
interface Group {
  readonly kind: string;
  readonly name: string;
  readonly hasMore: boolean;
  readonly choices: readonly Choice[];
}

/** Characters that can be searched for. */
const longest = 200;

/**
 * The one search over everything that one may see, over the acts of the page and over one's pages: opened by its
 * button, `/` or Ctrl+K. Closed, the focus is where it was.
 */
export function Palette({ user }: { readonly user: User }) {
  const { texts } = useApp();
  const t = texts.search;
  const [opened, setOpened] = useState(false);
  const before = useRef<Element | null>(null);
  const open = useCallback(() => {
    before.current = document.activeElement;
    setOpened(true);
  }, []);
  const close = (): void => {
    // at once: an act that is chosen finds the page as its button would
    flushSync(() => setOpened(false));
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  };
  useKeys({ '/': open });
  useCommandKey(open);
  return (
    <>
      <button type="button" className={style.open} onClick={open}>
        <span>{t.placeholder}</span>
        <kbd>/</kbd>
      </button>
      {opened && (
        <Modal
          opened
          onClose={close}
          withCloseButton={false}
          padding={0}
          size="760px"
          yOffset="4rem"
          attributes={{ content: { 'aria-label': t.title } }}
        >
          <Search user={user} onDone={close} />
        </Modal>
      )}
    </>
  );
}

function Search({ user, onDone }: { readonly user: User; readonly onDone: () => void }) {
  const { texts, say } = useApp();
  const t = texts.search;
  const id = useId();
  const [typed, setTyped] = useState('');
  const [kind, setKind] = useState<string | null>(null);
  const [moved, setAt] = useState<number | null>(null);
  const deferred = useDeferredValue(typed.trim());
  const isTooLong = [...deferred].length > longest;
  // what is too long is not asked
  const asked = isTooLong ? '' : deferred;
  const found = useRead('/search', { query: { q: asked, limit: 5 } }, { enabled: asked !== '' });
  const goTo = useGoTo();
  const acts = useActs(typed);
  const pages = usePages(user, typed);
  const groups = [
    acts,
    pages,
    ...(asked === '' ? [] : (found.data?.groups ?? []).map((group) => asGroup(group, say, goTo))),
  ].filter(({ choices }) => choices.length > 0);
  const shown = kind === null ? groups : groups.filter((group) => group.kind === kind);
  const choices = shown.flatMap((group) => group.choices);
  // nothing typed and nowhere gone: Enter does nothing yet
  const at = Math.min(moved ?? (typed.trim() === '' ? -1 : 0), choices.length - 1);
  const current = choices[at];

  const go = ({ run }: Choice): void => {
    if (run === null) return;
    onDone();
    run();
  };
  const press = (event: KeyboardEvent): void => {
    // a key that is held does one thing
    if (event.nativeEvent.isComposing || (event.key === 'Enter' && event.repeat)) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setAt(Math.max(0, Math.min(choices.length - 1, at + step)));
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
          setAt(null);
        }}
        onKeyDown={press}
      />
      <Kinds
        of={groups}
        chosen={kind}
        onChoose={(next) => {
          setKind(next);
          setAt(null);
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
                aria-disabled={choice.run === null}
                className={style.choice}
                onClick={() => go(choice)}
                onMouseMove={() => setAt(choices.indexOf(choice))}
              >
                <span>{choice.title}</span>
                <span className={style.beside}>{choice.beside}</span>
                <span className={style.end}>{choice.press ? <kbd>{choice.press}</kbd> : choice.end}</span>
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
            : (current?.note ?? t.hint)}
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

/** Whether a name has every word that is typed, in whatever width, kana or case. */
function has(name: string, typed: string): boolean {
  const words = lettersIn(typed);
  const letters = foldLetters(name);
  return typed.trim() === '' || (words.length > 0 && words.every((word) => letters.includes(word)));
}

/** What can be done on the page behind, and what it needs where it cannot be done yet. */
function useActs(typed: string): Group {
  const t = useApp().texts.search;
  const choices = useOfferedActs()
    .map((act, at) => ({ act, at }))
    .filter(({ act: { name, of } }) => has(`${name} ${of ?? ''}`, typed))
    .map(({ act: { name, of, press, pending, why, missing, run }, at }): Choice => {
      const note = why || (missing && t.stillMissing(missing));
      return {
        key: `act-${at}`,
        title: name,
        beside: note || of || '',
        end: '',
        press,
        note: note || null,
        run: why || pending ? null : run,
      };
    });
  return { kind: 'act', name: t.acts, hasMore: false, choices };
}

function useGoTo(): (to: string) => void {
  const router = useRouter();
  return (to) => router.history.push(`/app${to}`);
}

/** One's own pages whose name has what is typed; all of them before anything is. */
function usePages(user: User, typed: string): Group {
  const t = useApp().texts;
  const goTo = useGoTo();
  const choices = pagesOf(user)
    .filter(({ to, name }) => to !== '/report' && has(t.shell[name], typed))
    .map(({ to, name, view, group }): Choice => ({
      key: `page-${name}`,
      title: t.shell[name],
      beside: t.shell.groups[group],
      end: '',
      run: () => goTo(view ? `${to}?view=${view}` : to),
    }));
  const shown = typed.trim() === '' ? choices : choices.slice(0, 5);
  return { kind: 'page', name: t.search.pages, hasMore: false, choices: shown };
}

function asGroup(
  { kind, kindJa, kindEn, hits, hasMore }: Schemas['SearchGroupDto'],
  say: Say,
  goTo: (to: string) => void,
): Group {
  return {
    kind,
    name: say({ textJa: kindJa, textEn: kindEn }),
    hasMore,
    choices: hits.map((hit) => {
      const to = addressOf(hit);
      return {
        key: `${hit.kind}-${hit.id}`,
        title: hit.title,
        beside: say(hit),
        end: say({ textJa: hit.matchedJa, textEn: hit.matchedEn }),
        run: to === null ? null : () => goTo(to),
      };
    }),
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
