/** The languages of every screen. */
export type Language = 'ja' | 'en';
