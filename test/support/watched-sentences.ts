import { watchSentences } from '../../libs/platform/problem.js';

watchSentences();
