import { useSpeech } from '../text/language.js';
import style from './countdown.module.css';
import { Shape } from './status.js';
import { useNow } from './use-now.js';

const day = 86_400_000;

/** Half of a short time, or four fifths of one longer than a day, is used: somebody should look now. */
const isNear = (used: number, whole: number): boolean => used >= (whole > day ? 0.8 : 0.5);

/**
 * How long until a promise breaks, in words, counted down; the ring fills as the time `from` its beginning is used, and
 * the moment itself stands behind it.
 */
export function Countdown({ to, from }: { readonly to: string; readonly from?: string | null | undefined }) {
  const { format } = useSpeech();
  const now = useNow();
  const end = Date.parse(to);
  const whole = from ? end - Date.parse(from) : 0;
  const used = whole > 0 ? Math.min(1, Math.max(0, 1 - (end - now) / whole)) : 0;
  const tone = end < now ? style.late : whole > 0 && isNear(used, whole) ? style.near : '';
  return (
    <span className={`${style.promise} ${tone ?? ''}`} title={format.moment(to)}>
      {end < now ? <Shape of="bad" /> : <Ring used={used} />}
      <time dateTime={to}>{format.left(to, now)}</time>
    </span>
  );
}

/** A ring that fills clockwise, from 0 to 1. */
function Ring({ used }: { readonly used: number }) {
  const turn = used * 2 * Math.PI;
  const [x, y] = [6 + 3.2 * Math.sin(turn), 6 - 3.2 * Math.cos(turn)];
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
      <circle cx="6" cy="6" r="5.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      {used > 0 && <path d={`M6 6V2.8A3.2 3.2 0 ${used > 0.5 ? 1 : 0} 1 ${x} ${y}Z`} fill="currentColor" />}
    </svg>
  );
}
