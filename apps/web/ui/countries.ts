/** ISO 3166-1 alpha-2 codes; their names come from the browser. */
export const countryCodes =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  );

/** Where people of an institution most often are when they are abroad, or their equipment is: first in the list. */
const frequent = 'JP KR CN US TW HK SG TH VN PH ID MY IN AU GB DE FR CA'.split(' ');

/** Names that people write where the browser has another one. */
const otherNames: Readonly<Record<string, string>> = {
  米国: 'US',
  アメリカ: 'US',
  英国: 'GB',
  豪州: 'AU',
  大韓民国: 'KR',
  中華人民共和国: 'CN',
  香港: 'HK',
  USA: 'US',
  UK: 'GB',
  Korea: 'KR',
};

export interface Country {
  readonly code: string;
  readonly name: string;
}

/** Codes with their names in a language: the frequent ones, then all in the order of their names. */
export function countriesIn(language: string): Country[] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const named = (code: string): Country => ({ code, name: names.of(code) ?? code });
  return [
    ...frequent.map(named),
    ...countryCodes
      .filter((code) => !frequent.includes(code))
      .map(named)
      .toSorted((one, other) => one.name.localeCompare(other.name, language)),
  ];
}

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** The country that a text names: by its name, by another name of it, or by its code; null for none. */
export function countryNamed(text: string, countries: readonly Country[]): string | null {
  const asked = folded(text);
  const other = Object.entries(otherNames).find(([name]) => folded(name) === asked)?.[1];
  return other ?? countries.find(({ code, name }) => [folded(name), folded(code)].includes(asked))?.code ?? null;
}
