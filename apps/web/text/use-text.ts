import type { AppText } from './ja/app.js';
import { useSpeech } from './language.js';

/** Texts, formats and language of the application. */
export const useApp = () => useSpeech<AppText>();
