/** For tests of few domains: what later ones supply, the lock of cases first of all, is there as in a whole process. */
import '#overview';
