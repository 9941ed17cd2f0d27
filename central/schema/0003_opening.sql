-- The inner zone opens stored packets. It logs in as indraj_opener, sees ciphertext only through these functions and
-- writes down what it found; the private key never comes near the database.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'indraj_opener') THEN CREATE ROLE indraj_opener LOGIN; END IF;
END $$;
GRANT USAGE ON SCHEMA intake TO indraj_opener;

SET LOCAL ROLE indraj_owner;

CREATE TABLE intake.opening (
  packet         uuid PRIMARY KEY REFERENCES intake.packet,
  at             timestamptz NOT NULL DEFAULT clock_timestamp(),
  outcome        text NOT NULL CHECK (outcome IN ('opened', 'refused')),
  why            text NOT NULL,                -- a code; empty when opened
  audit_sequence bigint,                       -- of the station's chain, as the packet says; NULL when refused
  audit_head     bytea CHECK (length(audit_head) = 32)
);
CREATE TRIGGER opening_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON intake.opening
  FOR EACH STATEMENT EXECUTE FUNCTION intake.refuse_change();

-- The oldest stored packet that was not opened yet; all NULL when there is none.
CREATE FUNCTION intake.next_unopened(OUT id uuid, OUT station text, OUT sequence bigint, OUT total bigint,
                                     OUT sha256 bytea, OUT stored_at bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
  SELECT p.id, p.station, p.sequence, p.length, p.sha256, extract(epoch FROM p.stored_at)::bigint
    FROM intake.packet p
    WHERE p.stored_at IS NOT NULL AND NOT EXISTS (SELECT FROM intake.opening o WHERE o.packet = p.id)
    ORDER BY p.stored_at, p.id LIMIT 1
$$;

-- The chunk that begins at p_start; NULL when there is none.
CREATE FUNCTION intake.packet_chunk(p_id uuid, p_start bigint) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
  SELECT c.data FROM intake.packet p JOIN intake.chunk c ON c.day = p.day AND c.packet = p.id
    WHERE p.id = p_id AND c.start = p_start
$$;

-- outcome: noted | fork. A fork: the heads that this station's packets name do not go on from each other. Two packets
-- with one audit sequence must name one head, and a later packet a later sequence.
CREATE FUNCTION intake.note_opening(p_id uuid, p_outcome text, p_why text, p_audit_sequence bigint, p_audit_head bytea)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE p intake.packet;
BEGIN
  SELECT * INTO STRICT p FROM intake.packet WHERE id = p_id;
  INSERT INTO intake.opening (packet, outcome, why, audit_sequence, audit_head)
    VALUES (p_id, p_outcome, p_why, p_audit_sequence, p_audit_head) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN 'noted'; END IF;
  INSERT INTO intake.audit (station, packet, act) VALUES (p.station, p_id, p_outcome);
  IF p_outcome = 'opened' AND EXISTS (
      SELECT FROM intake.packet o JOIN intake.opening x ON x.packet = o.id AND x.outcome = 'opened'
      WHERE o.station = p.station AND o.id <> p_id
        AND ((x.audit_sequence = p_audit_sequence AND x.audit_head <> p_audit_head)
             OR (o.sequence < p.sequence AND x.audit_sequence >= p_audit_sequence)
             OR (o.sequence > p.sequence AND x.audit_sequence <= p_audit_sequence))) THEN
    PERFORM intake.note_conflict(p.station, p_id, 'audit', p.sequence, p.length, p.sha256);
    RETURN 'fork';
  END IF;
  RETURN 'noted';
END $$;

REVOKE ALL ON FUNCTION intake.next_unopened, intake.packet_chunk, intake.note_opening FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake.next_unopened, intake.packet_chunk, intake.note_opening TO indraj_opener;

RESET ROLE;
