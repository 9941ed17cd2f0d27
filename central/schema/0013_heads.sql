-- The head of the station's audit chain that a packet was made at: a station says it in its signed list, the receipt
-- repeats it, and what is found in the packet once it is opened must be the same.

SET LOCAL ROLE indraj_owner;

-- Both NULL: the list was one of version 1, which has no heads.
ALTER TABLE intake.announced ADD COLUMN audit_sequence bigint CHECK (audit_sequence > 0),
  ADD COLUMN audit_head bytea CHECK (length(audit_head) = 32),
  ADD CHECK ((audit_sequence IS NULL) = (audit_head IS NULL));

-- As in 0010, with a head for each packet (NULL in a list of version 1). A head that was said once stays; a packet that
-- was announced without one may get it until its receipt is signed.
DROP FUNCTION intake.announce;
CREATE FUNCTION intake.announce(p_station text, p_list bytea, p_ids uuid[], p_lengths bigint[], p_digests bytea[],
                                p_audit_sequences bigint[], p_audit_heads bytea[], OUT outcome text, OUT fresh int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE list_id bigint;
BEGIN
  fresh := 0;
  IF NOT intake.admit(p_station) THEN outcome := 'blocked'; RETURN; END IF;
  PERFORM intake.note_conflict(p_station, n.id, 'announced', 0, n.len, n.digest)
    FROM unnest(p_ids, p_lengths, p_digests, p_audit_sequences, p_audit_heads) n(id, len, digest, seq, head)
    JOIN intake.announced a ON a.packet = n.id
    WHERE (a.station, a.length, a.sha256) IS DISTINCT FROM (p_station, n.len, n.digest)
       OR (a.audit_sequence, a.audit_head) <> (n.seq, n.head);
  IF FOUND THEN
    outcome := 'conflict';
    INSERT INTO intake.audit (station, act) VALUES (p_station, 'announcement-conflict');
    RETURN;
  END IF;
  outcome := 'announced';
  IF NOT EXISTS (SELECT FROM unnest(p_ids, p_audit_heads) n(id, head)
                 WHERE NOT EXISTS (SELECT FROM intake.announced a WHERE a.packet = n.id
                                   AND (a.audit_head IS NOT NULL OR n.head IS NULL
                                        OR EXISTS (SELECT FROM intake.receipt r WHERE r.packet = n.id)))) THEN
    RETURN;
  END IF;
  INSERT INTO intake.announcement (station, signed_list) VALUES (p_station, p_list) RETURNING id INTO list_id;
  UPDATE intake.announced a SET announcement = list_id, audit_sequence = n.seq, audit_head = n.head
    FROM unnest(p_ids, p_audit_sequences, p_audit_heads) n(id, seq, head)
    WHERE a.packet = n.id AND a.audit_head IS NULL AND n.head IS NOT NULL
      AND NOT EXISTS (SELECT FROM intake.receipt r WHERE r.packet = n.id);
  INSERT INTO intake.announced (packet, announcement, station, length, sha256, stored, audit_sequence, audit_head)
    SELECT n.id, list_id, p_station, n.len, n.digest,
           EXISTS (SELECT FROM intake.packet p WHERE p.id = n.id AND p.stored_at IS NOT NULL), n.seq, n.head
      FROM unnest(p_ids, p_lengths, p_digests, p_audit_sequences, p_audit_heads) n(id, len, digest, seq, head)
    ON CONFLICT (packet) DO NOTHING;
  GET DIAGNOSTICS fresh = ROW_COUNT;
  INSERT INTO intake.audit (station, act) VALUES (p_station, 'announced');
END $$;

-- As in 0001, and what the receipt says of the audit chain; NULL: nothing.
DROP FUNCTION intake.receipt_for;
CREATE FUNCTION intake.receipt_for(p_id uuid, p_station text, p_receipt bytea, OUT outcome text, OUT sequence bigint,
                                   OUT total bigint, OUT sha256 bytea, OUT stored_at text, OUT receipt bytea,
                                   OUT audit_sequence bigint, OUT audit_head bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE p intake.packet;
BEGIN
  IF NOT intake.admit(p_station) THEN outcome := 'blocked'; RETURN; END IF;
  SELECT * INTO p FROM intake.packet WHERE id = p_id AND station = p_station;
  IF NOT FOUND THEN outcome := 'unknown'; RETURN; END IF;
  IF p.stored_at IS NULL THEN outcome := 'incomplete'; RETURN; END IF;
  IF p_receipt IS NOT NULL THEN
    INSERT INTO intake.receipt (packet, receipt) VALUES (p_id, p_receipt) ON CONFLICT (packet) DO NOTHING;
    IF FOUND THEN INSERT INTO intake.audit (station, packet, act) VALUES (p_station, p_id, 'receipt-signed'); END IF;
  END IF;
  outcome := 'found';
  sequence := p.sequence;
  total := p.length;
  sha256 := p.sha256;
  stored_at := to_char(p.stored_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  SELECT r.receipt INTO receipt FROM intake.receipt r WHERE r.packet = p_id;
  SELECT a.audit_sequence, a.audit_head INTO audit_sequence, audit_head
    FROM intake.announced a WHERE a.packet = p_id AND a.station = p_station;
END $$;

-- As in 0010, and: a packet that names another head than its list, and so its receipt, is a fork too.
CREATE OR REPLACE FUNCTION intake.note_opening(p_id uuid, p_outcome text, p_why text, p_audit_sequence bigint,
                                               p_audit_head bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE p intake.packet;
BEGIN
  SELECT * INTO STRICT p FROM intake.packet WHERE id = p_id;
  INSERT INTO intake.opening (packet, outcome, why, audit_sequence, audit_head)
    VALUES (p_id, p_outcome, p_why, p_audit_sequence, p_audit_head) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN 'noted'; END IF;
  UPDATE intake.packet SET opened = true WHERE id = p_id;
  INSERT INTO intake.audit (station, packet, act) VALUES (p.station, p_id, p_outcome);
  IF p_outcome = 'opened' AND (EXISTS (
      SELECT FROM intake.packet o JOIN intake.opening x ON x.packet = o.id AND x.outcome = 'opened'
      WHERE o.station = p.station AND o.id <> p_id
        AND ((x.audit_sequence = p_audit_sequence AND x.audit_head <> p_audit_head)
             OR (o.sequence < p.sequence AND x.audit_sequence >= p_audit_sequence)
             OR (o.sequence > p.sequence AND x.audit_sequence <= p_audit_sequence)))
    OR EXISTS (SELECT FROM intake.announced a WHERE a.packet = p_id
               AND (a.audit_sequence, a.audit_head) <> (p_audit_sequence, p_audit_head))) THEN
    PERFORM intake.note_conflict(p.station, p_id, 'audit', p.sequence, p.length, p.sha256);
    RETURN 'fork';
  END IF;
  RETURN 'noted';
END $$;

REVOKE ALL ON FUNCTION intake.announce, intake.receipt_for FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake.announce, intake.receipt_for TO indraj_intake;

RESET ROLE;
