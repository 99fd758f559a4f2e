-- Rosters learn who is on call, and an answer to a pre-approval keeps what it rested on: in which role it was given, what the
-- limits had left, the outlook, and the sentences that went with it. Locks roster and pre_approval exclusively, for milliseconds.
SET search_path = sonae;

-- duty: items are routed to the person. on-call: a senior-adjuster who can be reached outside duty hours; no item is routed there.
ALTER TABLE roster ADD COLUMN kind text NOT NULL DEFAULT 'duty' CHECK (kind IN ('duty','on-call'));

-- left_yen: what the limits had left after what is paid, held, ordered and pre-approved otherwise; null where no policy was known.
-- notes: sentences with their codes, as they were given. Answers of before have none of them.
ALTER TABLE pre_approval ADD COLUMN answered_as text CHECK (answered_as IN ('support','adjuster','senior-adjuster')),
  ADD COLUMN left_yen bigint CHECK (left_yen >= 0), ADD COLUMN outlook text, ADD COLUMN notes jsonb NOT NULL DEFAULT '[]';
GRANT UPDATE (answered_as, left_yen, outlook, notes) ON pre_approval TO {{staff}};
