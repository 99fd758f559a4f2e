/** For tests of domains before the cases: the lock of cases that a whole process has. */
import '#incidents';
