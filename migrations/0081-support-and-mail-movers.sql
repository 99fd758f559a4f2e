-- Support requests and mails are moved by their movers alone.
SET search_path = sonae;

SELECT make_mover('support-request', 'support_request', ARRAY['reasons', 'outlook_id', 'opened_by', 'opened_reason', 'changed_at'], ARRAY['{{staff}}']);
REVOKE UPDATE (state, reasons, outlook_id, opened_by, opened_reason, version, changed_at) ON support_request FROM {{staff}};

-- handed_at is said while a mail is spoken: that is no move
SELECT make_mover('mail', 'mail', ARRAY['tries', 'next_at', 'sent_at', 'claim', 'claimed_at', 'handed_at', 'reason'], ARRAY['{{staff}}']);
REVOKE UPDATE (state, tries, next_at, sent_at, claim, claimed_at, reason) ON mail FROM {{staff}};
