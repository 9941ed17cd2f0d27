-- Looking after what was taken in: who may send, uploads that are given up, days that are put away.

SET LOCAL ROLE indraj_owner;

-- The registry. A station is admitted when it is registered and not blocked. Where the registry is open, a certificate
-- of the stations' authority registers its station at the first contact; where it is closed, such a station is written
-- down and waits for a person.
CREATE TABLE intake.policy (
  one           boolean PRIMARY KEY DEFAULT true CHECK (one),
  open_registry boolean NOT NULL DEFAULT true
);
INSERT INTO intake.policy DEFAULT VALUES;

ALTER TABLE intake.station
  ADD COLUMN registered  boolean NOT NULL DEFAULT true,
  ADD COLUMN place       text NOT NULL DEFAULT '' CHECK (length(place) <= 120),   -- of the site, never of a person
  ADD COLUMN block_why   text NOT NULL DEFAULT '' CHECK (length(block_why) <= 120),
  ADD COLUMN last_seen   timestamptz NOT NULL DEFAULT clock_timestamp();
UPDATE intake.station SET last_seen = first_seen;

-- Every other function asks here first. When a station was seen is written once a minute, not with each chunk.
CREATE OR REPLACE FUNCTION intake.admit(p_station text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE s intake.station;
BEGIN
  SELECT * INTO s FROM intake.station WHERE id = p_station;
  IF NOT FOUND THEN
    INSERT INTO intake.station (id, registered) SELECT p_station, open_registry FROM intake.policy
      ON CONFLICT DO NOTHING;
    SELECT * INTO STRICT s FROM intake.station WHERE id = p_station;
  ELSIF s.last_seen < clock_timestamp() - interval '1 minute' THEN
    UPDATE intake.station SET last_seen = clock_timestamp()
      WHERE id = p_station AND last_seen < clock_timestamp() - interval '1 minute';
  END IF;
  RETURN s.registered AND NOT s.blocked;
END $$;

-- p_what: register | block | unblock. Answers what is true then. For an administrator: not granted to any role.
CREATE FUNCTION intake.set_station(p_station text, p_what text, p_note text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE answer text;
BEGIN
  IF p_what = 'register' THEN
    INSERT INTO intake.station (id, registered, place) VALUES (p_station, true, p_note)
      ON CONFLICT (id) DO UPDATE SET registered = true,
        place = CASE WHEN excluded.place = '' THEN station.place ELSE excluded.place END;
  ELSIF p_what IN ('block', 'unblock') THEN
    UPDATE intake.station SET blocked = (p_what = 'block'), block_why = CASE p_what WHEN 'block' THEN p_note ELSE '' END
      WHERE id = p_station;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
  ELSE
    RETURN 'unknown-act';
  END IF;
  INSERT INTO intake.audit (station, act) VALUES (p_station, 'station-' || p_what);
  SELECT CASE WHEN blocked THEN 'blocked' WHEN registered THEN 'admitted' ELSE 'waiting' END INTO answer
    FROM intake.station WHERE id = p_station;
  RETURN answer;
END $$;

CREATE FUNCTION intake.set_registry(p_open boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
BEGIN
  UPDATE intake.policy SET open_registry = p_open;
  INSERT INTO intake.audit (station, act) VALUES ('-', CASE WHEN p_open THEN 'registry-opened' ELSE 'registry-closed' END);
  RETURN CASE WHEN p_open THEN 'open' ELSE 'closed' END;
END $$;

-- What was announced and has not come is found without looking through everything that has.
ALTER TABLE intake.announced ADD COLUMN stored boolean NOT NULL DEFAULT false;
UPDATE intake.announced a SET stored = true FROM intake.packet p WHERE p.id = a.packet AND p.stored_at IS NOT NULL;
CREATE INDEX announced_owed ON intake.announced (station) WHERE NOT stored;

-- So is what was not opened: a job that asks for the next one must not walk past all that were.
ALTER TABLE intake.packet ADD COLUMN opened boolean NOT NULL DEFAULT false;
UPDATE intake.packet p SET opened = true FROM intake.opening o WHERE o.packet = p.id;
CREATE INDEX packet_unopened ON intake.packet (stored_at, id) WHERE stored_at IS NOT NULL AND NOT opened;

CREATE OR REPLACE FUNCTION intake.next_unopened(OUT id uuid, OUT station text, OUT sequence bigint, OUT total bigint,
                                                OUT sha256 bytea, OUT stored_at bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
  SELECT p.id, p.station, p.sequence, p.length, p.sha256, extract(epoch FROM p.stored_at)::bigint
    FROM intake.packet p WHERE p.stored_at IS NOT NULL AND NOT p.opened ORDER BY p.stored_at, p.id LIMIT 1
$$;

-- As in 0003, and the packet is marked.
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

-- As in 0001, and: what contradicts an earlier list is noted for a person.
CREATE OR REPLACE FUNCTION intake.announce(p_station text, p_list bytea, p_ids uuid[], p_lengths bigint[],
                                           p_digests bytea[], OUT outcome text, OUT fresh int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE list_id bigint;
BEGIN
  fresh := 0;
  IF NOT intake.admit(p_station) THEN outcome := 'blocked'; RETURN; END IF;
  PERFORM intake.note_conflict(p_station, n.id, 'announced', 0, n.len, n.digest)
    FROM unnest(p_ids, p_lengths, p_digests) n(id, len, digest) JOIN intake.announced a ON a.packet = n.id
    WHERE (a.station, a.length, a.sha256) IS DISTINCT FROM (p_station, n.len, n.digest);
  IF FOUND THEN
    outcome := 'conflict';
    INSERT INTO intake.audit (station, act) VALUES (p_station, 'announcement-conflict');
    RETURN;
  END IF;
  outcome := 'announced';
  IF NOT EXISTS (SELECT FROM unnest(p_ids) n(id)
                 WHERE NOT EXISTS (SELECT FROM intake.announced a WHERE a.packet = n.id)) THEN
    RETURN;
  END IF;
  INSERT INTO intake.announcement (station, signed_list) VALUES (p_station, p_list) RETURNING id INTO list_id;
  INSERT INTO intake.announced (packet, announcement, station, length, sha256, stored)
    SELECT n.id, list_id, p_station, n.len, n.digest,
           EXISTS (SELECT FROM intake.packet p WHERE p.id = n.id AND p.stored_at IS NOT NULL)
      FROM unnest(p_ids, p_lengths, p_digests) n(id, len, digest)
    ON CONFLICT (packet) DO NOTHING;
  GET DIAGNOSTICS fresh = ROW_COUNT;
  INSERT INTO intake.audit (station, act) VALUES (p_station, 'announced');
END $$;

-- As in 0002, and: an upload that begins (again) on another day than its create goes into that day, because the
-- create's day may have been put away; the announcement is marked.
CREATE OR REPLACE FUNCTION intake.append_chunk(p_id uuid, p_station text, p_start bigint, p_data bytea,
                                               OUT outcome text, OUT at_offset bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE
  p intake.packet;
  today date := (clock_timestamp() AT TIME ZONE 'UTC')::date;
BEGIN
  at_offset := 0;
  IF NOT intake.admit(p_station) THEN outcome := 'blocked'; RETURN; END IF;
  IF p_start = 0 THEN PERFORM intake.open_day(today); END IF;   -- before a lock on packet is held
  SELECT * INTO p FROM intake.packet WHERE id = p_id AND station = p_station FOR UPDATE;
  IF NOT FOUND THEN outcome := 'unknown'; RETURN; END IF;
  at_offset := p.committed;
  IF p_start <> p.committed THEN outcome := 'offset'; RETURN; END IF;
  IF p_start + length(p_data) > p.length THEN outcome := 'beyond'; RETURN; END IF;
  IF p_start = 0 AND p.day <> today THEN
    p.day := today;
    UPDATE intake.packet SET day = today WHERE id = p_id;
  END IF;
  INSERT INTO intake.chunk (day, packet, start, data) VALUES (p.day, p_id, p_start, p_data);
  at_offset := p_start + length(p_data);
  outcome := 'appended';
  IF at_offset < p.length THEN
    UPDATE intake.packet SET committed = at_offset WHERE id = p_id;
    RETURN;
  END IF;
  IF (SELECT sha256(string_agg(data, ''::bytea ORDER BY start)) FROM intake.chunk
      WHERE day = p.day AND packet = p_id) = p.sha256 THEN
    UPDATE intake.packet SET committed = at_offset, stored_at = clock_timestamp() WHERE id = p_id;
    UPDATE intake.announced SET stored = true WHERE packet = p_id;
    INSERT INTO intake.audit (station, packet, act) VALUES (p_station, p_id, 'stored');
  ELSE
    DELETE FROM intake.chunk WHERE day = p.day AND packet = p_id;
    UPDATE intake.packet SET committed = 0 WHERE id = p_id;
    INSERT INTO intake.audit (station, packet, act) VALUES (p_station, p_id, 'digest-mismatch');
    at_offset := 0;
    outcome := 'digest';
  END IF;
END $$;

-- The station gives an unfinished upload up (tus termination); a create may begin it anew.
-- outcome: terminated | stored | unknown | blocked. What is stored stays: a receipt is a promise.
CREATE FUNCTION intake.terminate(p_id uuid, p_station text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE p intake.packet;
BEGIN
  IF NOT intake.admit(p_station) THEN RETURN 'blocked'; END IF;
  SELECT * INTO p FROM intake.packet WHERE id = p_id AND station = p_station FOR UPDATE;
  IF NOT FOUND THEN RETURN 'unknown'; END IF;
  IF p.stored_at IS NOT NULL THEN RETURN 'stored'; END IF;
  DELETE FROM intake.chunk WHERE day = p.day AND packet = p_id;
  DELETE FROM intake.packet WHERE id = p_id;
  INSERT INTO intake.audit (station, packet, act) VALUES (p_station, p_id, 'terminated');
  RETURN 'terminated';
END $$;

-- Unfinished uploads that were begun so many days ago are given up; a station that still has one creates it anew.
CREATE FUNCTION intake.expire_unfinished(p_days int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE
  p intake.packet;
  expired bigint := 0;
BEGIN
  IF p_days < 7 THEN RAISE EXCEPTION 'a station may be out of reach for a week'; END IF;
  FOR p IN SELECT * FROM intake.packet WHERE stored_at IS NULL
           AND created_at < clock_timestamp() - make_interval(days => p_days) FOR UPDATE LOOP
    DELETE FROM intake.chunk WHERE day = p.day AND packet = p.id;
    DELETE FROM intake.packet WHERE id = p.id;
    INSERT INTO intake.audit (station, packet, act) VALUES (p.station, p.id, 'expired');
    expired := expired + 1;
  END LOOP;
  RETURN expired;
END $$;

-- Drops the bytes of a day; packets, receipts and audit stay. Refused while one of its packets is not opened or not
-- finished. Answers retired | no-such-day | unopened N | unfinished N | today.
CREATE FUNCTION intake.retire_day(p_day date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE
  name text := 'chunk_' || to_char(p_day, 'YYYYMMDD');
  n bigint;
BEGIN
  IF p_day >= (clock_timestamp() AT TIME ZONE 'UTC')::date THEN RETURN 'today'; END IF;
  IF to_regclass('intake.' || name) IS NULL THEN RETURN 'no-such-day'; END IF;
  SELECT count(*) INTO n FROM intake.packet WHERE day = p_day AND stored_at IS NULL AND committed > 0;
  IF n > 0 THEN RETURN 'unfinished ' || n; END IF;
  SELECT count(*) INTO n FROM intake.packet p WHERE p.day = p_day AND p.stored_at IS NOT NULL AND NOT p.opened;
  IF n > 0 THEN RETURN 'unopened ' || n; END IF;
  EXECUTE format('DROP TABLE intake.%I', name);
  INSERT INTO intake.audit (station, act) VALUES ('-', 'retired-' || to_char(p_day, 'YYYYMMDD'));
  RETURN 'retired';
END $$;

-- What was applied, as the service expects it.
CREATE FUNCTION intake.schema_versions() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS
$$ SELECT string_agg(version::text, ',' ORDER BY version) FROM intake_meta.schema_version $$;

-- Conflicts and statements are findings, not evidence, and change; who said what and when only grows.
CREATE TRIGGER announcement_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON intake.announcement
  FOR EACH STATEMENT EXECUTE FUNCTION intake.refuse_change();

REVOKE ALL ON FUNCTION intake.set_station, intake.set_registry, intake.terminate, intake.expire_unfinished,
  intake.retire_day, intake.schema_versions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake.terminate, intake.schema_versions TO indraj_intake;

RESET ROLE;
