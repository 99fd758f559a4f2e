import { useSpeech } from '../text/language.js';
import style from './ui.module.css';
import { useNow } from './use-now.js';

/** How long until a promise breaks, in words, counted down. */
export function Countdown({ to }: { readonly to: string }) {
  const { format } = useSpeech();
  const now = useNow();
  const over = Date.parse(to) < now;
  return (
    <span className={over ? style.bad : undefined}>
      {over ? '⚠ ' : ''}
      <time dateTime={to}>{format.left(to, now)}</time>
    </span>
  );
}
