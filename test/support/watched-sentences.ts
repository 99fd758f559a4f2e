import { watchSentences } from '../../libs/problems/problem.js';

watchSentences();
