-- Writes units: TypeScript decides and makes the rows, this writes them. One unit is one act on one case:
--   { institutionId, incidentId, actor, rows: { <table>: [row, …] }, audit: [entry, …] }
-- The statements are static and give every row its unit's institution and case. A table that no unit names costs
-- nothing. A unit that makes its case begins the case's chain of the audit. A new column of one of these tables is
-- added to its lists: a test compares them with the catalogue.
CREATE OR REPLACE FUNCTION append_rows(units jsonb) RETURNS void
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  named text[] := ARRAY(SELECT DISTINCT k FROM jsonb_array_elements(units) u, jsonb_object_keys(u -> 'rows') k);
  begun jsonb;
  others jsonb;
BEGIN
  IF 'incident' = ANY (named) THEN
    INSERT INTO incident (
      id, institution_id, case_number, report_key, report_hash, reported_by, state, version, facts_version, channel,
      description, institution_name, reporter_name, reporter_phone, policy_number, facts, flags, member_period_id,
      policy_match, severity, phase_suspicion, phase_investigation, phase_apology, phase_recovery, phase_liability,
      outlook, outlook_reasons, outlook_question, outlook_facts_version, outlook_id, support_facts_version,
      adjuster_id, entered_by, session_id, merged_into, reported_at, support_outlook, support_reasons, support_question
    )
    SELECT (u.unit ->> 'incidentId')::uuid, (u.unit ->> 'institutionId')::uuid, r.case_number, r.report_key,
      r.report_hash, r.reported_by, r.state, r.version, r.facts_version, r.channel, r.description, r.institution_name,
      r.reporter_name, r.reporter_phone, r.policy_number, r.facts, r.flags, r.member_period_id, r.policy_match,
      r.severity, r.phase_suspicion, r.phase_investigation, r.phase_apology, r.phase_recovery, r.phase_liability,
      r.outlook, r.outlook_reasons, r.outlook_question, r.outlook_facts_version, r.outlook_id, r.support_facts_version,
      r.adjuster_id, r.entered_by, r.session_id, r.merged_into, r.reported_at, r.support_outlook, r.support_reasons,
      r.support_question
    FROM jsonb_array_elements(units) u(unit),
      jsonb_populate_recordset(NULL::incident, u.unit -> 'rows' -> 'incident') r;
  END IF;
  IF 'incident_facts' = ANY (named) THEN
    INSERT INTO incident_facts (
      id, incident_id, institution_id, version, facts, learned_at, source, reason, entered_by, recorded_at, true_at
    )
    SELECT r.id, (u.unit ->> 'incidentId')::uuid, (u.unit ->> 'institutionId')::uuid, r.version, r.facts, r.learned_at,
      r.source, r.reason, r.entered_by, r.recorded_at, r.true_at
    FROM jsonb_array_elements(units) u(unit),
      jsonb_populate_recordset(NULL::incident_facts, u.unit -> 'rows' -> 'incident_facts') r;
  END IF;
  IF 'case_name' = ANY (named) THEN
    INSERT INTO case_name (incident_id, institution_id, reporter_folded, typed_folded, telephone_folded, grams)
    SELECT (u.unit ->> 'incidentId')::uuid, (u.unit ->> 'institutionId')::uuid, r.reporter_folded, r.typed_folded,
      r.telephone_folded, r.grams
    FROM jsonb_array_elements(units) u(unit),
      jsonb_populate_recordset(NULL::case_name, u.unit -> 'rows' -> 'case_name') r;
  END IF;
  IF 'expense' = ANY (named) THEN
    INSERT INTO expense (
      id, incident_id, institution_id, line, version, state, category, lane, amount_yen, tax_yen, incurred_on,
      vendor_name, vendor_folded, invoice_number, description, flags, phase, entered_by, submitted_at, part_of,
      supplements, pre_approval_id, foreign_bill, claimant_id, pay_to, entered_from
    )
    SELECT r.id, (u.unit ->> 'incidentId')::uuid, (u.unit ->> 'institutionId')::uuid, r.line, r.version, r.state,
      r.category, r.lane, r.amount_yen, r.tax_yen, r.incurred_on, r.vendor_name, r.vendor_folded, r.invoice_number,
      r.description, r.flags, r.phase, r.entered_by, r.submitted_at, r.part_of, r.supplements, r.pre_approval_id,
      r.foreign_bill, r.claimant_id, r.pay_to, r.entered_from
    FROM jsonb_array_elements(units) u(unit),
      jsonb_populate_recordset(NULL::expense, u.unit -> 'rows' -> 'expense') r;
  END IF;
  IF 'timeline_entry' = ANY (named) THEN
    INSERT INTO timeline_entry (id, incident_id, institution_id, at, kind, audience, data)
    SELECT r.id, (u.unit ->> 'incidentId')::uuid, (u.unit ->> 'institutionId')::uuid, r.at, r.kind, r.audience, r.data
    FROM jsonb_array_elements(units) u(unit),
      jsonb_populate_recordset(NULL::timeline_entry, u.unit -> 'rows' -> 'timeline_entry') r;
  END IF;
  IF 'outbox' = ANY (named) THEN
    INSERT INTO outbox (id, created_at, institution_id, incident_id, audience, type, v, payload)
    SELECT r.id, r.created_at, (u.unit ->> 'institutionId')::uuid, (u.unit ->> 'incidentId')::uuid, r.audience, r.type,
      r.v, r.payload
    FROM jsonb_array_elements(units) u(unit),
      jsonb_populate_recordset(NULL::outbox, u.unit -> 'rows' -> 'outbox') r;
  END IF;
  IF 'session_case' = ANY (named) THEN
    INSERT INTO session_case (session_id, incident_id, institution_id)
    SELECT r.session_id, (u.unit ->> 'incidentId')::uuid, (u.unit ->> 'institutionId')::uuid
    FROM jsonb_array_elements(units) u(unit),
      jsonb_populate_recordset(NULL::session_case, u.unit -> 'rows' -> 'session_case') r;
  END IF;
  SELECT jsonb_agg(e) FILTER (WHERE makes_case), jsonb_agg(e) FILTER (WHERE NOT makes_case)
  INTO begun, others
  FROM (
    SELECT
      e || jsonb_build_object(
        'institutionId', u -> 'institutionId', 'incidentId', u -> 'incidentId', 'actor', u -> 'actor'
      ) AS e,
      u -> 'rows' ? 'incident' AS makes_case
    FROM jsonb_array_elements(units) u, jsonb_array_elements(u -> 'audit') e
  ) entries;
  IF begun IS NOT NULL THEN
    PERFORM audit_begin(begun);
  END IF;
  IF others IS NOT NULL THEN
    PERFORM audit_append(others);
  END IF;
END
$$;
REVOKE ALL ON FUNCTION append_rows FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_rows TO {{staff}}, {{institution}};
