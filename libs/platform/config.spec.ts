import { ConfigError, readConfig, settings } from './config.js';

describe('settings are read in one place and checked at start', () => {
  it('every wrong one is named in one go, with what to write', () => {
    const read = (): unknown =>
      readConfig({
        PORT: 'x',
        DATABASE_URL: 'mysql://a',
        SONAE_LANES: 'forensics,nowhere',
        LOG_LEVEL: 'loud',
        DATABASE_PLAN_CACHE: 'x',
      });
    expect(read).toThrow(ConfigError);
    for (const name of ['PORT', 'DATABASE_URL', 'SONAE_LANES', 'LOG_LEVEL', 'DATABASE_PLAN_CACHE'])
      expect(read).toThrow(name);
  });

  it('production refuses the embedded database, demonstration data and a cookie without Secure', () => {
    const read = (): unknown =>
      readConfig({ SONAE_ENV: 'production', SONAE_DEMO: 'small', SONAE_PUBLIC_URL: 'http://sonae.example' });
    for (const part of ['external PostgreSQL', 'demonstration data', 'https', 'SONAE_INSURER'])
      expect(read).toThrow(part);
  });

  it('production with an external database and https is accepted, without demonstration', () => {
    const config = readConfig({
      SONAE_ENV: 'production',
      SONAE_INSURER: '見本',
      SONAE_DESK: '見本',
      SONAE_DESK_PHONE: '03-5550-0001',
      SONAE_NIGHT_PHONE: '03-5550-0002',
      SONAE_PUBLIC_URL: 'https://sonae.example',
      DATABASE_STAFF_URL: 'postgres://s@db/x',
      DATABASE_INSTITUTION_URL: 'postgres://i@db/x',
    });
    expect(config).toMatchObject({ env: 'production', demo: 'off', host: '0.0.0.0' });
  });

  it('proxies are trusted by address or network, never by a number of hops', () => {
    expect(readConfig({}).trustedProxies).toEqual([]);
    expect(readConfig({ SONAE_TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::1' }).trustedProxies).toEqual([
      '10.0.0.0/8',
      '2001:db8::1',
    ]);
    for (const given of ['1', 'true', '0.0.0.0/0', '10.0.0.0/8,'])
      expect(() => readConfig({ SONAE_TRUSTED_PROXIES: given })).toThrow('SONAE_TRUSTED_PROXIES');
  });

  it('no address that carries a password is listed in the clear', () => {
    expect(
      settings
        .filter((setting) => setting.name.endsWith('_URL') && setting.name !== 'SONAE_PUBLIC_URL')
        .every((setting) => setting.secret),
    ).toBe(true);
  });
});
