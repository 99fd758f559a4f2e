import { watchRefusals, watchSentences } from '../../libs/problems/problem.js';

watchSentences();
watchRefusals();
