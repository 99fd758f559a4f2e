import { useSpeech } from '../text/language.js';
import style from './desk-numbers.module.css';

/** A number of the desk, as the server wrote it into the page: it is there without a line too. */
const numberOf = (name: string): string =>
  document.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? '';

function Call({ number }: { readonly number: string }) {
  return (
    <a className={style.number} href={`tel:${number.replaceAll(/[^\d+]/g, '')}`}>
      {number}
    </a>
  );
}

/** Whom an institution calls, by day and by night; printed too. */
export function DeskNumbers() {
  const { common } = useSpeech().texts;
  const [day, night] = [numberOf('desk-phone'), numberOf('night-phone')];
  return (
    <aside aria-label={common.deskPhone}>
      <p className={style.numbers}>
        <span>
          {common.deskPhone} <Call number={day} />
        </span>{' '}
        {night !== day && (
          <span>
            {common.nightPhone} <Call number={night} />
          </span>
        )}
      </p>
    </aside>
  );
}
