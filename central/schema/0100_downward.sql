-- What central has for its stations: sets of reference data and staff lists, signed where they were published, and
-- decisions about packets. `publish` and `decide` log in as indraj_publisher, in the inner zone; the intake only
-- reads, and only what is a station's own.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'indraj_publisher') THEN CREATE ROLE indraj_publisher LOGIN; END IF;
END $$;
GRANT USAGE ON SCHEMA intake TO indraj_publisher;

SET LOCAL ROLE indraj_owner;

-- A file of a set, once for all sets that hold it.
CREATE TABLE intake.set_item (
  sha256 bytea PRIMARY KEY CHECK (length(sha256) = 32),
  data   bytea NOT NULL CHECK (length(data) BETWEEN 1 AND 1048576),
  CHECK (sha256(data) = sha256)
);

-- station is empty for the channel `reference`, which is the same for all.
CREATE TABLE intake.signed_set (
  channel      text NOT NULL CHECK (channel IN ('reference', 'staff')),
  station      text NOT NULL CHECK (station = '' OR station ~ '^[A-Za-z0-9][A-Za-z0-9-]{0,31}$'),
  version      bigint NOT NULL CHECK (version > 0),
  published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  content      bytea NOT NULL CHECK (length(content) = 32),   -- SHA-256 over names and digests: what it says, not when
  signed_list  bytea NOT NULL,
  PRIMARY KEY (channel, station, version),
  CHECK ((channel = 'reference') = (station = ''))
);
CREATE TRIGGER signed_set_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON intake.signed_set
  FOR EACH STATEMENT EXECUTE FUNCTION intake.refuse_change();

-- Numbered for each station by itself, without gaps, so that a station knows what it has missed.
CREATE TABLE intake.decision (
  station    text NOT NULL REFERENCES intake.station,
  number     bigint NOT NULL CHECK (number > 0),
  packet     uuid NOT NULL REFERENCES intake.packet,
  verdict    text NOT NULL CHECK (verdict IN ('accepted', 'needs-correction', 'duplicate', 'rejected')),
  reason     text NOT NULL,
  fields     text[] NOT NULL,
  note       text NOT NULL CHECK (length(note) <= 2000),
  decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (station, number),
  CHECK ((verdict = 'accepted') = (reason = '')),
  CHECK (reason = '' OR reason ~ '^[A-Za-z0-9.-]{1,64}$'),
  CHECK (array_to_string(fields, ' ') ~ '^([A-Za-z0-9.-]{1,64}( |$))*$' AND cardinality(fields) <= 100)
);
CREATE INDEX decision_by_packet ON intake.decision (packet, number);
CREATE TRIGGER decision_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON intake.decision
  FOR EACH STATEMENT EXECUTE FUNCTION intake.refuse_change();

-- For indraj_publisher ---------------------------------------------------------------------------------------------

CREATE FUNCTION intake.latest_set(p_channel text, p_station text, OUT version bigint, OUT content bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
BEGIN
  version := 0;
  SELECT s.version, s.content INTO version, content FROM intake.signed_set s
    WHERE s.channel = p_channel AND s.station = p_station ORDER BY s.version DESC LIMIT 1;
  version := coalesce(version, 0);
END $$;

CREATE FUNCTION intake.add_item(p_sha256 bytea, p_data bytea) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
  WITH added AS (INSERT INTO intake.set_item (sha256, data) VALUES (p_sha256, p_data) ON CONFLICT DO NOTHING RETURNING 1)
  SELECT CASE WHEN EXISTS (SELECT FROM added) THEN 'added' ELSE 'there' END
$$;

-- outcome: published | version (another came between; the newest is `version`) | items (not all are here).
CREATE FUNCTION intake.publish_set(p_channel text, p_station text, p_version bigint, p_content bytea, p_list bytea,
                                   p_items bytea[], OUT outcome text, OUT version bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7221904133);
  SELECT coalesce(max(s.version), 0) INTO version FROM intake.signed_set s
    WHERE s.channel = p_channel AND s.station = p_station;
  IF p_version <> version + 1 THEN outcome := 'version'; RETURN; END IF;
  IF EXISTS (SELECT FROM unnest(p_items) n(id) WHERE NOT EXISTS (SELECT FROM intake.set_item i WHERE i.sha256 = n.id)) THEN
    outcome := 'items';
    RETURN;
  END IF;
  INSERT INTO intake.signed_set (channel, station, version, content, signed_list)
    VALUES (p_channel, p_station, p_version, p_content, p_list);
  INSERT INTO intake.audit (station, act) VALUES (p_station, 'published-' || p_channel || '-' || p_version);
  version := p_version;
  outcome := 'published';
END $$;

-- outcome: decided | same (its last word was the same) | unknown | incomplete (not stored yet).
CREATE FUNCTION intake.decide(p_packet uuid, p_verdict text, p_reason text, p_fields text[], p_note text,
                              OUT outcome text, OUT number bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE p intake.packet; d intake.decision;
BEGIN
  SELECT * INTO p FROM intake.packet WHERE id = p_packet;
  IF NOT FOUND THEN outcome := 'unknown'; RETURN; END IF;
  IF p.stored_at IS NULL THEN outcome := 'incomplete'; RETURN; END IF;
  PERFORM FROM intake.station WHERE id = p.station FOR UPDATE;   -- the numbers of one station come one after the other
  SELECT * INTO d FROM intake.decision x WHERE x.packet = p_packet ORDER BY x.number DESC LIMIT 1;
  IF FOUND AND (d.verdict, d.reason, d.fields, d.note) = (p_verdict, p_reason, p_fields, p_note) THEN
    outcome := 'same';
    number := d.number;
    RETURN;
  END IF;
  SELECT coalesce(max(x.number), 0) + 1 INTO number FROM intake.decision x WHERE x.station = p.station;
  INSERT INTO intake.decision (station, number, packet, verdict, reason, fields, note)
    VALUES (p.station, number, p_packet, p_verdict, p_reason, p_fields, p_note);
  INSERT INTO intake.audit (station, packet, act) VALUES (p.station, p_packet, 'decided-' || p_verdict);
  outcome := 'decided';
END $$;

-- For indraj_intake ------------------------------------------------------------------------------------------------

-- outcome: found | blocked. The highest there is of each; 0: none.
CREATE FUNCTION intake.news(p_station text, OUT outcome text, OUT reference bigint, OUT staff bigint, OUT decisions bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
BEGIN
  IF NOT intake.admit(p_station) THEN outcome := 'blocked'; RETURN; END IF;
  outcome := 'found';
  SELECT coalesce(max(version), 0) INTO reference FROM intake.signed_set WHERE channel = 'reference' AND station = '';
  SELECT coalesce(max(version), 0) INTO staff FROM intake.signed_set WHERE channel = 'staff' AND station = p_station;
  SELECT coalesce(max(number), 0) INTO decisions FROM intake.decision WHERE station = p_station;
END $$;

-- outcome: found | unknown | blocked. The newest set of a channel.
CREATE FUNCTION intake.set_for(p_station text, p_channel text, OUT outcome text, OUT signed_list bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
BEGIN
  IF NOT intake.admit(p_station) THEN outcome := 'blocked'; RETURN; END IF;
  SELECT s.signed_list INTO signed_list FROM intake.signed_set s WHERE s.channel = p_channel
    AND s.station = CASE WHEN p_channel = 'reference' THEN '' ELSE p_station END ORDER BY s.version DESC LIMIT 1;
  outcome := CASE WHEN signed_list IS NULL THEN 'unknown' ELSE 'found' END;
END $$;

-- outcome: found | unknown | beyond | blocked. Whoever knows an item's digest has read it in a list of his own.
CREATE FUNCTION intake.item_piece(p_station text, p_sha256 bytea, p_start bigint, p_most int, OUT outcome text, OUT data bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
BEGIN
  IF NOT intake.admit(p_station) THEN outcome := 'blocked'; RETURN; END IF;
  SELECT substring(i.data FROM (p_start + 1)::int FOR p_most) INTO data FROM intake.set_item i
    WHERE i.sha256 = p_sha256 AND p_start BETWEEN 0 AND 1048576;
  outcome := CASE WHEN data IS NULL THEN 'unknown' WHEN length(data) = 0 THEN 'beyond' ELSE 'found' END;
END $$;

-- outcome: found | blocked. page: the next decisions as RFC 8785 JSON, at most p_most and about p_bytes; last: the
-- highest number there is.
CREATE FUNCTION intake.decisions_after(p_station text, p_after bigint, p_most int, p_bytes int,
                                       OUT outcome text, OUT page text, OUT last bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE d intake.decision; piece text; taken int := 0;
BEGIN
  IF NOT intake.admit(p_station) THEN outcome := 'blocked'; RETURN; END IF;
  outcome := 'found';
  page := '';
  SELECT coalesce(max(number), 0) INTO last FROM intake.decision WHERE station = p_station;
  FOR d IN SELECT * FROM intake.decision WHERE station = p_station AND number > p_after ORDER BY number LIMIT p_most LOOP
    -- Members in the order of their names; to_json() escapes as RFC 8785 does, and codes need no escaping.
    piece := format('{"decidedAt":"%s","fields":[%s],"note":%s,"number":%s,"packetId":"%s","reason":"%s","verdict":"%s"}',
      to_char(d.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      (SELECT coalesce(string_agg('"' || f || '"', ',' ORDER BY n), '') FROM unnest(d.fields) WITH ORDINALITY x(f, n)),
      to_json(d.note)::text, d.number, d.packet, d.reason, d.verdict);
    EXIT WHEN taken > 0 AND length(page) + length(piece) > p_bytes;
    page := page || CASE WHEN taken = 0 THEN '' ELSE ',' END || piece;
    taken := taken + 1;
  END LOOP;
END $$;

REVOKE ALL ON FUNCTION intake.latest_set, intake.add_item, intake.publish_set, intake.decide, intake.news,
  intake.set_for, intake.item_piece, intake.decisions_after FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake.latest_set, intake.add_item, intake.publish_set, intake.decide TO indraj_publisher;
GRANT EXECUTE ON FUNCTION intake.news, intake.set_for, intake.item_piece, intake.decisions_after TO indraj_intake;

RESET ROLE;
