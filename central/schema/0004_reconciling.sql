-- Reconciliation: what a station says it has made and still owes, against what is here. By sequence (a gap, a number
-- used twice) and by the head of the station's audit chain (a station that goes back is an older copy of itself).

SET LOCAL ROLE indraj_owner;

CREATE INDEX packet_by_stored ON intake.packet (stored_at, id) WHERE stored_at IS NOT NULL;

-- The newest statement of each station, as it was signed.
CREATE TABLE intake.statement (
  station        text PRIMARY KEY REFERENCES intake.station,
  at             timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_sequence  bigint NOT NULL CHECK (last_sequence >= 0),
  owed           bigint[] NOT NULL,             -- sequences it still holds
  audit_sequence bigint NOT NULL CHECK (audit_sequence >= 0),
  audit_head     bytea NOT NULL CHECK (length(audit_head) = 32),
  lost           bigint[] NOT NULL,             -- neither here nor owed
  signed_list    bytea NOT NULL
);

-- outcome: compared | blocked.
-- here: the highest sequence stored here; missing: up to 1000 of the newest 20000 sequences that the station has used
-- and that are not stored here; lost: those of them that it does not owe either; twice: sequences under which two packets lie here.
-- audit: first | same | on | back | fork, against its last statement; known_*: that statement's point, which the station
-- looks up in its own chain. A statement that goes back or forks does not replace the one before.
CREATE FUNCTION intake.reconcile(p_station text, p_last bigint, p_owed bigint[], p_audit_sequence bigint,
                                 p_audit_head bytea, p_list bytea,
                                 OUT outcome text, OUT here bigint, OUT missing bigint[], OUT lost bigint[],
                                 OUT twice bigint[], OUT audit text, OUT known_sequence bigint, OUT known_head bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE s intake.statement;
BEGIN
  IF NOT intake.admit(p_station) THEN outcome := 'blocked'; RETURN; END IF;
  outcome := 'compared';
  SELECT coalesce(max(sequence), 0) INTO here FROM intake.packet WHERE station = p_station AND stored_at IS NOT NULL;
  SELECT coalesce(array_agg(n ORDER BY n), '{}') INTO missing FROM (
    SELECT n FROM generate_series(greatest(1, p_last - 19999), p_last) n
    EXCEPT SELECT p.sequence FROM intake.packet p WHERE p.station = p_station AND p.stored_at IS NOT NULL
    ORDER BY n LIMIT 1000) x;
  SELECT coalesce(array_agg(n ORDER BY n), '{}') INTO lost FROM unnest(missing) n WHERE n <> ALL (p_owed);
  SELECT coalesce(array_agg(q ORDER BY q), '{}') INTO twice FROM (
    SELECT sequence q FROM intake.packet WHERE station = p_station GROUP BY sequence HAVING count(*) > 1
    ORDER BY sequence LIMIT 1000) x;
  SELECT * INTO s FROM intake.statement WHERE station = p_station FOR UPDATE;
  IF NOT FOUND THEN
    audit := 'first';
  ELSE
    known_sequence := s.audit_sequence;
    known_head := s.audit_head;
    audit := CASE WHEN p_audit_sequence < s.audit_sequence OR p_last < s.last_sequence THEN 'back'
                  WHEN p_audit_sequence > s.audit_sequence THEN 'on'
                  WHEN p_audit_head = s.audit_head THEN 'same' ELSE 'fork' END;
  END IF;
  IF audit IN ('back', 'fork') OR here > p_last THEN
    INSERT INTO intake.audit (station, act) VALUES (p_station, 'statement-' || CASE WHEN audit = 'fork' THEN 'fork' ELSE 'back' END);
    RETURN;
  END IF;
  INSERT INTO intake.statement AS t (station, last_sequence, owed, audit_sequence, audit_head, lost, signed_list)
    VALUES (p_station, p_last, p_owed, p_audit_sequence, p_audit_head, lost, p_list)
    ON CONFLICT (station) DO UPDATE SET at = clock_timestamp(), last_sequence = excluded.last_sequence,
      owed = excluded.owed, audit_sequence = excluded.audit_sequence, audit_head = excluded.audit_head,
      lost = excluded.lost, signed_list = excluded.signed_list;
END $$;
REVOKE ALL ON FUNCTION intake.reconcile FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake.reconcile TO indraj_intake;

RESET ROLE;
