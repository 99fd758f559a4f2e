import { useWindowVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react';
import { count, sumOf, type Yen } from '#kernel';
import { useApp } from '../../text/use-text.js';
import { HasKeys, RowAt, usePageActs, type PageAct } from '../page-acts.js';
import { useMedia } from '../use-media.js';
import { linesOf, type Column, type Group, type Line } from './columns.js';
import style from './list.module.css';
import { nextRow } from './next-row.js';
import { useKeys } from './use-list-keys.js';
import type { Selection } from './use-selection.js';
import { hasKeys, reached, toNextList } from './which-list.js';

/** From so many lines on only those in sight are in the page. */
const virtualFrom = 150;

export interface ListProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** How a row is called, for who hears it. */
  readonly nameOf: (row: Row) => string;
  /** What Enter does with a row, where that is not to open it; null: nothing. */
  readonly enters?: (row: Row) => string | null;
  readonly groupOf?: ((row: Row) => Group) | undefined;
  /** What of a row is added up beside the heading of its group. */
  readonly yenOf?: (row: Row) => Yen;
  /** Of which groups there may be more rows than were read: what their headings count is what is here. */
  readonly groupsGoOn?: 'none' | 'last' | 'all';
  readonly selection?: Selection<Row>;
  /** What one sees of a row beside the list. */
  readonly peek?: (row: Row) => ReactNode;
  /** By which the list is sorted now, as the server is asked. */
  readonly sort?: { readonly by: string; readonly onSort: (by: string) => void };
}

/**
 * A list of rows: j and k move, on to the list below or above, Enter opens the link marked `data-row` of the row, x
 * ticks it, the space key shows it beside the list, Escape closes that. What is marked `data-peeks` shows it, too.
 */
export function List<Row>(props: ListProps<Row>) {
  const { rows, keyOf, nameOf, peek, selection } = props;
  const { texts } = useApp();
  const t = texts.list;
  const [atKey, setAtKey] = useState<string | null>(null);
  const [isPeeking, setPeeking] = useState(false);
  const position = rows.findIndex((row) => keyOf(row) === atKey);
  const at = rows[position];
  // where one was, when the row has left the list
  const before = useRef(-1);
  useLayoutEffect(() => {
    if (position >= 0) before.current = position;
  }, [position]);
  const columns = useRoom(props.columns, isPeeking && at !== undefined);
  const lines = useMemo(() => linesOf(rows, props.groupOf), [rows, props.groupOf]);
  const lastGroup = lines.findLast(({ kind }) => kind === 'group');
  const { body, drawn, above, below, show } = useLines(lines);
  const place = useRef<HTMLDivElement>(null);

  const go = (step: 1 | -1): boolean => {
    if (!hasKeys(place.current)) return false;
    const to = rows[nextRow(rows.length, step, { at: position, before: before.current })];
    if (!to) return false;
    if (to === at && toNextList(place.current, step)) {
      setPeeking(false);
      return true;
    }
    setAtKey(keyOf(to));
    const link = (): HTMLElement | null | undefined =>
      reached(place.current?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(keyOf(to))}"]`));
    const drawnAlready = link();
    // at once: the next key may come before the next frame
    if (drawnAlready) drawnAlready.focus();
    else {
      show(lines.findIndex((line) => line.kind === 'row' && line.row === to));
      requestAnimationFrame(() => link()?.focus());
    }
    return true;
  };
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    x: () => (selection && at && hasKeys(place.current) ? selection.choose([at], !selection.has(at)) : false),
    ' ': () => {
      if (!peek || !at || !hasKeys(place.current)) return false;
      setPeeking((open) => !open);
      return true;
    },
    Escape: () => {
      if (!isPeeking) return false;
      setPeeking(false);
      return true;
    },
  });

  useLeft(place, () => setPeeking(false));
  usePageActs(useActsOfRow(props, at, { place, isPeeking, onPeek: setPeeking }));

  const press = (key: string, { target, detail }: MouseEvent): void => {
    setAtKey(key);
    // a key pressed it where detail is 0: it puts away, too
    if (target instanceof Element && target.closest('[data-peeks]')) setPeeking(detail > 0 || !isPeeking);
  };

  const shown = peek && isPeeking ? at : undefined;
  const hears = useCallback(() => hasKeys(place.current), []);
  return (
    <HasKeys value={hears}>
      <div className={style.place} data-list data-peek={shown ? true : undefined} ref={place}>
        <div className={style.rows}>
          <table className={style.list} aria-label={props.label}>
            <colgroup>
              {selection && <col style={{ width: 40 }} />}
              {columns.map(({ key, width }) => (
                <col key={key} style={width === undefined ? undefined : { width }} />
              ))}
            </colgroup>
            <Head {...props} columns={columns} />
            <tbody ref={body}>
              <Room of={above} />
              {drawn.map((line) =>
                line.kind === 'group' ? (
                  <GroupLine
                    key={`group ${line.group.key}`}
                    of={line}
                    columns={columns.length}
                    yenOf={props.yenOf}
                    goesOn={props.groupsGoOn === 'all' || (props.groupsGoOn === 'last' && line === lastGroup)}
                    selection={selection}
                  />
                ) : (
                  <RowAt key={keyOf(line.row)} value={line.row === at ? nameOf(line.row) : false}>
                    <tr
                      data-key={keyOf(line.row)}
                      tabIndex={-1}
                      data-at={line.row === at ? true : undefined}
                      aria-selected={selection?.has(line.row)}
                      onFocus={() => setAtKey(keyOf(line.row))}
                      onClick={({ nativeEvent }) => press(keyOf(line.row), nativeEvent)}
                    >
                      {selection && (
                        <td>
                          <input
                            type="checkbox"
                            className={style.tick}
                            aria-label={t.choose(nameOf(line.row))}
                            checked={selection.has(line.row)}
                            onChange={(event) => selection.choose([line.row], event.currentTarget.checked)}
                          />
                        </td>
                      )}
                      {columns.map((column) => (
                        <td
                          key={column.key}
                          data-label={column.name}
                          className={column.numeric ? style.number : undefined}
                          title={column.whole?.(line.row)}
                        >
                          {column.cell(line.row)}
                        </td>
                      ))}
                    </tr>
                  </RowAt>
                ),
              )}
              <Room of={below} />
            </tbody>
          </table>
        </div>
        {shown !== undefined && (
          // no aside: within a region, as a list may stand, that would be a landmark out of place
          <section className={style.peek} aria-label={nameOf(shown)} data-beside>
            {/* its row offers the same acts */}
            <RowAt value={false}>
              <div>{peek?.(shown)}</div>
            </RowAt>
            <footer>
              <button type="button" className={style.close} onClick={() => setPeeking(false)}>
                {t.close} <kbd>Space</kbd>
              </button>
            </footer>
          </section>
        )}
      </div>
    </HasKeys>
  );
}

/** Says that the mouse went on in another list of the page. */
function useLeft(place: RefObject<HTMLElement | null>, onLeft: () => void): void {
  const press = useEffectEvent(({ target }: MouseEvent): void => {
    const list = target instanceof Element ? target.closest('[data-list]') : null;
    if (list && list !== place.current) onLeft();
  });
  useLayoutEffect(() => {
    const listen = (event: MouseEvent): void => press(event);
    window.addEventListener('click', listen);
    return () => window.removeEventListener('click', listen);
  }, []);
}

/** What the keys of the list do with the row that one is at. */
function useActsOfRow<Row>(
  { keyOf, nameOf, enters, selection, peek }: ListProps<Row>,
  at: Row | undefined,
  show: {
    readonly place: RefObject<HTMLElement | null>;
    readonly isPeeking: boolean;
    readonly onPeek: (isPeeking: boolean) => void;
  },
): readonly PageAct[] {
  const t = useApp().texts.list;
  if (!at) return [];
  const name = nameOf(at);
  const entering = enters ? enters(at) : t.open(name);
  const open = (): void =>
    show.place.current?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(keyOf(at))}"] [data-row]`)?.click();
  return [
    ...(entering === null ? [] : [{ name: entering, press: 'Enter', run: open }]),
    ...(selection && !selection.has(at)
      ? [{ name: t.choose(name), press: 'x', run: () => selection.choose([at], true) }]
      : []),
    ...(peek && !show.isPeeking ? [{ name: t.peek(name), press: 'Space', run: () => show.onPeek(true) }] : []),
  ];
}

function Head<Row>({ columns, rows, selection, sort }: ListProps<Row>) {
  const { texts } = useApp();
  return (
    <thead>
      <tr>
        {selection && (
          <th scope="col">
            <Tick of={rows} selection={selection} label={texts.list.chooseAll} />
          </th>
        )}
        {columns.map(({ key, name, numeric, sort: by }) => {
          const direction =
            by && sort?.by === by ? 'ascending' : by && sort?.by === `-${by}` ? 'descending' : undefined;
          return (
            <th key={key} scope="col" className={numeric ? style.number : undefined} aria-sort={direction}>
              {by && sort ? (
                <button type="button" onClick={() => sort.onSort(direction === 'ascending' ? `-${by}` : by)}>
                  {name}
                  {direction && (direction === 'ascending' ? ' ↑' : ' ↓')}
                </button>
              ) : (
                name
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** Ticks these rows together; it says whether all of them are ticked, or some. */
function Tick<Row>({
  of: rows,
  selection,
  label,
}: {
  readonly of: readonly Row[];
  readonly selection: Selection<Row>;
  readonly label: string;
}) {
  const ticked = rows.filter(selection.has).length;
  const all = rows.length > 0 && ticked === rows.length;
  return (
    <input
      type="checkbox"
      className={style.tick}
      aria-label={label}
      checked={all}
      ref={(box) => {
        if (box) box.indeterminate = ticked > 0 && !all;
      }}
      onChange={(event) => selection.choose(rows, event.currentTarget.checked)}
    />
  );
}

function GroupLine<Row>({
  of: { group, rows },
  columns,
  yenOf,
  goesOn,
  selection,
}: {
  readonly of: Extract<Line<Row>, { kind: 'group' }>;
  readonly columns: number;
  readonly yenOf: ((row: Row) => Yen) | undefined;
  readonly goesOn: boolean;
  readonly selection: Selection<Row> | undefined;
}) {
  const { texts, format } = useApp();
  const many = goesOn ? texts.list.manyRead : texts.list.many;
  return (
    <tr className={style.group}>
      {selection && (
        <td>
          <Tick of={rows} selection={selection} label={texts.list.chooseGroup(group.title)} />
        </td>
      )}
      <th colSpan={columns} scope="rowgroup">
        {group.title}
        <span>
          {many(format.count(count(rows)))}
          {yenOf && `　${format.yen(sumOf(rows.map(yenOf)))}`}
        </span>
      </th>
    </tr>
  );
}

/** The height of the lines that are not drawn, in px. */
function Room({ of: height }: { readonly of: number }) {
  return height > 0 ? <tr aria-hidden="true" style={{ height }} /> : null;
}

/** Columns that have room now. */
function useRoom<Row>(columns: readonly Column<Row>[], isPeeking: boolean): readonly Column<Row>[] {
  const isWide = useMedia('(min-width: 1680px)');
  const isNarrow = useMedia('(max-width: 64rem)');
  return isNarrow || (isWide && !isPeeking) ? columns : columns.filter(({ givesWay }) => !givesWay);
}

/** The lines that are in the page: all of a short list, of a long one those in sight. */
function useLines<Row>(lines: readonly Line<Row>[]) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  // where the list begins in the page
  useLayoutEffect(() => {
    setTop(body.current ? body.current.getBoundingClientRect().top + window.scrollY : 0);
  }, [lines]);
  const isLong = lines.length > virtualFrom;
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoizes here
  const virtual = useWindowVirtualizer({
    count: isLong ? lines.length : 0,
    estimateSize: (index) => (lines[index]?.kind === 'group' ? 28 : 36),
    overscan: 20,
    scrollMargin: top,
  });
  if (!isLong) return { body, drawn: lines, above: 0, below: 0, show: () => undefined };
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  return {
    body,
    drawn: items.flatMap(({ index }) => lines[index] ?? []),
    above: first ? first.start - top : 0,
    below: last ? virtual.getTotalSize() - (last.end - top) : 0,
    show: (index: number) => virtual.scrollToIndex(index),
  };
}
