import { useSpeech } from '../text/language.js';
import style from './desk-numbers.module.css';

/** What the server wrote into the page, as the numbers of the desk: it is there without a line too. */
export const writtenInPage = (name: string): string =>
  document.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? '';

function Call({ number }: { readonly number: string }) {
  return (
    <a className={style.number} href={`tel:${number.replaceAll(/[^\d+]/g, '')}`}>
      {number}
    </a>
  );
}

/** Whom an institution calls, by day and by night; printed too. `stays`: on a phone it is a bar at the bottom. */
export function DeskNumbers({ stays = false }: { readonly stays?: boolean }) {
  const { common } = useSpeech().texts;
  const [day, night] = [writtenInPage('desk-phone'), writtenInPage('night-phone')];
  return (
    <aside aria-label={common.deskPhone} className={stays ? style.stays : undefined}>
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
