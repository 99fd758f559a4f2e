/** Single keys (`a`, `j`, `/` …) are heard unless their person has switched them off in this browser. */
const place = 'sonae-single-keys';

export function hasSingleKeys(): boolean {
  try {
    return localStorage.getItem(place) !== 'off';
  } catch {
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(place);
    else localStorage.setItem(place, 'off');
  } catch {
    // a browser that keeps nothing goes on with them
  }
}
