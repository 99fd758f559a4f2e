import { foldTelephone, plainText } from '#kernel';
import { useApp } from '../text/use-text.js';
import { telephoneOf } from './typed-values.js';
import style from './ui.module.css';

/** A telephone number as it was given, to be called; where it cannot be, it says so and keeps what was typed. */
export function Telephone({ number }: { readonly number: string }) {
  const { texts } = useApp();
  const dialled = dialledOf(number);
  if (dialled !== null) return <a href={`tel:${dialled}`}>{number}</a>;
  return (
    <>
      {number}
      <div className={style.hint}>{texts.common.notDialled}</div>
    </>
  );
}

/**
 * What a telephone dials: without the extension, which its owner is asked for; null where the number cannot be read.
 */
export function dialledOf(number: string): string | null {
  const read = telephoneOf(number);
  if (read === null) return null;
  const abroad = /^\+(?!81)/.test(plainText(number));
  return `${abroad ? '+' : ''}${foldTelephone(read)}`;
}
