import { countriesIn, countryCodes, countryNamed } from './countries.js';

describe('the countries of a field', () => {
  it('have the frequent ones first, then every other one once, by name', () => {
    const names = countriesIn('ja').map(({ name }) => name);
    expect(names.slice(0, 4)).toEqual(['日本', '韓国', '中国', 'アメリカ合衆国']);
    const codes = countriesIn('ja').map(({ code }) => code);
    expect(codes.toSorted()).toEqual(countryCodes.toSorted());
  });

  it.each([
    ['韓国', 'KR'],
    [' 韓国 ', 'KR'],
    ['米国', 'US'],
    ['アメリカ', 'US'],
    ['ｱﾒﾘｶ合衆国', 'US'],
    ['英国', 'GB'],
    ['kr', 'KR'],
    ['ＵＳＡ', 'US'],
    ['ベトナム', 'VN'],
    ['ない国', null],
    ['', null],
  ])('%s is %s', (text, code) => {
    expect(countryNamed(text, countriesIn('ja'))).toBe(code);
  });

  it('are found in English too', () => {
    expect(countryNamed('south korea', countriesIn('en'))).toBe('KR');
  });
});
