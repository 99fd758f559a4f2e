import type { institutionKinds } from './institution.dto.js';

type Kind = (typeof institutionKinds)[number];

/** The last of these words in a name says what it is: 「…病院附属クリニック」 is a clinic. */
const kindWords: readonly (readonly [RegExp, Kind])[] = [
  [/病院/gu, 'hospital'],
  [/介護医療院/gu, 'integrated-care-facility'],
  [/老人保健施設/gu, 'geriatric-health-facility'],
  [/薬局/gu, 'pharmacy'],
  [/診療所|クリニック|医院|医務室|診療部/gu, 'general-clinic'],
];

const medicine =
  /内科|外科|眼科|耳鼻|皮膚|皮ふ|小児|産婦|婦人|泌尿|精神|心療|医科|整形|神経|循環器|消化器|呼吸器|放射線|リハビリ|麻酔/u;

/**
 * What a facility is, guessed from its name: the lists do not say it. 「病院」 is certain, the law keeps the word for
 * hospitals; everything else is a guess, a general clinic where no word tells.
 */
export function guessKind(name: string): Kind {
  const text = name.normalize('NFKC').replaceAll('⻭', '歯');
  let last = -1;
  let kind: Kind = 'general-clinic';
  for (const [word, meant] of kindWords)
    for (const match of text.matchAll(word))
      if (match.index > last) {
        last = match.index;
        kind = meant;
      }
  return kind === 'general-clinic' && text.includes('歯科') && !medicine.test(text) ? 'dental-clinic' : kind;
}
