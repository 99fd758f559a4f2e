import { useEffectEvent, useId, useLayoutEffect, type ReactNode } from 'react';
import style from './decision-bar.module.css';
import { usePageActs, type PageAct } from './page-acts.js';
import { isPressedBy, isTyping } from './whose-key.js';

/** What stays at the bottom of a page on which something is decided. */
export function DecisionBar({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section className={`${style.bar} no-print`} aria-label={label}>
      {children}
    </section>
  );
}

/** An act of a bar; one that is not allowed yet stays readable and can have the focus. */
export interface BarAct extends PageAct {
  /** What the cap of its key says, where that is another word. */
  readonly cap?: string | undefined;
  readonly isMain?: boolean | undefined;
  readonly expanded?: boolean | undefined;
}

/** What was done or is to be known, and at its right the acts; their single keys work while nobody types. */
export function ActRow({
  acts,
  keys = true,
  children,
}: {
  readonly acts: readonly BarAct[];
  /** Whether the keys of the acts work. */
  readonly keys?: boolean;
  readonly children: ReactNode;
}) {
  const why = useId();
  useActKeys(keys ? acts : []);
  usePageActs(acts);
  return (
    <div className={style.acts}>
      <div id={why} className={style.said} role="status">
        {children}
      </div>
      <div className={style.buttons}>
        {acts.map((act) => (
          <ActButton key={act.name} of={act} describedBy={act.why ? why : undefined} />
        ))}
      </div>
    </div>
  );
}

/** An act with the cap of its key; what is not allowed yet is dashed, and does nothing. */
export function ActButton({
  of: act,
  describedBy,
  isFirst = false,
}: {
  readonly of: BarAct;
  readonly describedBy?: string | undefined;
  /** Of a dialog: it has the focus when that opens. */
  readonly isFirst?: boolean;
}) {
  const off = Boolean(act.why) || act.pending === true;
  return (
    <button
      type="button"
      className={`${style.act} ${act.isMain && !act.why ? style.main : ''}`}
      data-autofocus={isFirst || undefined}
      aria-disabled={off || undefined}
      aria-busy={act.pending || undefined}
      aria-describedby={describedBy}
      aria-expanded={act.expanded}
      aria-keyshortcuts={act.press}
      title={act.why ?? undefined}
      onClick={() => !off && act.run()}
    >
      {act.name}
      {(act.cap ?? act.press) && <kbd aria-hidden="true">{act.cap ?? act.press}</kbd>}
    </button>
  );
}

/** So long after the page came Enter decides nothing: it may be the one that opened the page. */
const settleMs = 800;

/** The key of each act, and Enter for the main one where nothing else has the focus that it would press. */
function useActKeys(acts: readonly BarAct[]): void {
  const press = useEffectEvent((event: KeyboardEvent, age: number) => {
    if (isTyping(event) || event.repeat || event.defaultPrevented) return;
    const byEnter = event.key === 'Enter';
    if (byEnter && (age < settleMs || isPressedBy('Enter', event.target))) return;
    const act = acts.find(({ press: key, isMain }) => (byEnter ? isMain : key === event.key));
    if (!act) return;
    event.preventDefault();
    if (!act.why && !act.pending) act.run();
  });
  useLayoutEffect(() => {
    const since = performance.now();
    const listen = (event: KeyboardEvent): void => press(event, performance.now() - since);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
