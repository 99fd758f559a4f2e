/** What has the focus when one is at a row: what is marked `data-row` in it, else the row itself. */
export function reached(row: HTMLElement | null | undefined): HTMLElement | null | undefined {
  return row?.querySelector<HTMLElement>('[data-row]') ?? row;
}

/** Of several lists on a page the keys are those of the one with the focus; of the first where none has it. */
export function hasKeys(list: Element | null): boolean {
  const focused = document.activeElement?.closest('[data-list]');
  return list !== null && list === (focused ?? document.querySelector('[data-list]'));
}

/** Moves the focus into the list below (1) or above (-1) this one, to its nearest row; false: there is none. */
export function toNextList(list: Element | null, step: 1 | -1): boolean {
  const lists = [...document.querySelectorAll('[data-list]')];
  const rows = lists[lists.findIndex((one) => one === list) + step]?.querySelectorAll<HTMLElement>('tr[data-key]');
  const row = reached([...(rows ?? [])].at(step > 0 ? 0 : -1));
  row?.focus();
  return row !== null && row !== undefined;
}
