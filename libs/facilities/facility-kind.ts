import type { institutionKinds } from './institution.dto.js';

type Kind = (typeof institutionKinds)[number];

/** The last of these words in a name decides its kind: 「…病院附属クリニック」 is a clinic. */
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
 * The kind of a facility, guessed from its name, because the lists do not contain it. 「病院」 is certain, because the law
 * reserves the word for hospitals; the rest is a guess, and a name without any of the words is a general clinic.
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
