-- Intake of sealed packets. The rows of `chunk` ARE the stored packet; nothing is copied at the end.
-- Everything belongs to indraj_owner, who cannot log in. The service logs in as indraj_intake, has no right on any
-- table and may only execute the functions below.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'indraj_owner') THEN CREATE ROLE indraj_owner NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'indraj_intake') THEN CREATE ROLE indraj_intake LOGIN; END IF;
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA intake;

CREATE TABLE intake.station (
  id         text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9][A-Za-z0-9-]{0,31}$'),
  blocked    boolean NOT NULL DEFAULT false,   -- set by an administrator: a lost or stolen workstation
  first_seen timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- A signed list as it came, kept as evidence; stored only when it names a packet not announced before.
CREATE TABLE intake.announcement (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  station     text NOT NULL REFERENCES intake.station,
  received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  signed_list bytea NOT NULL
);

-- What a station says it still owes. Reconciliation joins this with `packet`.
CREATE TABLE intake.announced (
  packet       uuid PRIMARY KEY,
  announcement bigint NOT NULL REFERENCES intake.announcement,
  station      text NOT NULL REFERENCES intake.station,
  length       bigint NOT NULL,
  sha256       bytea NOT NULL
);

CREATE TABLE intake.packet (
  id         uuid PRIMARY KEY,                 -- made by the station
  station    text NOT NULL REFERENCES intake.station,
  sequence   bigint NOT NULL CHECK (sequence > 0),
  kind       text NOT NULL CHECK (kind ~ '^[a-z][a-z0-9-]{0,31}$'),
  length     bigint NOT NULL CHECK (length > 0),
  sha256     bytea NOT NULL CHECK (length(sha256) = 32),
  committed  bigint NOT NULL DEFAULT 0 CHECK (committed BETWEEN 0 AND length),
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  stored_at  timestamptz,                      -- set when all bytes are there and the digest held
  CHECK (stored_at IS NULL OR committed = length)
);
CREATE INDEX packet_by_station ON intake.packet (station, sequence);

CREATE TABLE intake.chunk (
  packet uuid NOT NULL REFERENCES intake.packet,
  start  bigint NOT NULL,
  data   bytea NOT NULL CHECK (length(data) BETWEEN 1 AND 262144),
  PRIMARY KEY (packet, start)
);
ALTER TABLE intake.chunk ALTER data SET STORAGE EXTERNAL;   -- ciphertext does not compress

CREATE TABLE intake.receipt (
  packet    uuid PRIMARY KEY REFERENCES intake.packet,
  signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  receipt   bytea NOT NULL
);

CREATE TABLE intake.audit (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  station text NOT NULL,
  packet  uuid,
  act     text NOT NULL
);

CREATE FUNCTION intake.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'intake.% only grows', TG_TABLE_NAME;
END $$;
CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON intake.audit
  FOR EACH STATEMENT EXECUTE FUNCTION intake.refuse_change();
CREATE TRIGGER receipt_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON intake.receipt
  FOR EACH STATEMENT EXECUTE FUNCTION intake.refuse_change();

-- Registers a station at its first contact. False: it is blocked.
CREATE FUNCTION intake.admit(p_station text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE is_blocked boolean;
BEGIN
  SELECT blocked INTO is_blocked FROM intake.station WHERE id = p_station;
  IF FOUND THEN RETURN NOT is_blocked; END IF;
  INSERT INTO intake.station (id) VALUES (p_station) ON CONFLICT DO NOTHING;
  RETURN true;
END $$;

-- outcome: announced | conflict | blocked; fresh: how many packets were new.
CREATE FUNCTION intake.announce(p_station text, p_list bytea, p_ids uuid[], p_lengths bigint[], p_digests bytea[],
                                OUT outcome text, OUT fresh int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE list_id bigint;
BEGIN
  fresh := 0;
  IF NOT intake.admit(p_station) THEN outcome := 'blocked'; RETURN; END IF;
  IF EXISTS (SELECT FROM unnest(p_ids, p_lengths, p_digests) n(id, len, digest)
             JOIN intake.announced a ON a.packet = n.id
             WHERE (a.station, a.length, a.sha256) IS DISTINCT FROM (p_station, n.len, n.digest)) THEN
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
  INSERT INTO intake.announced (packet, announcement, station, length, sha256)
    SELECT n.id, list_id, p_station, n.len, n.digest FROM unnest(p_ids, p_lengths, p_digests) n(id, len, digest)
    ON CONFLICT (packet) DO NOTHING;
  GET DIAGNOSTICS fresh = ROW_COUNT;
  INSERT INTO intake.audit (station, act) VALUES (p_station, 'announced');
END $$;

-- Idempotent, and never truncates. outcome: created | exists | conflict | blocked.
CREATE FUNCTION intake.create_packet(p_id uuid, p_station text, p_sequence bigint, p_kind text, p_length bigint,
                                     p_sha256 bytea, OUT outcome text, OUT at_offset bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE p intake.packet;
BEGIN
  at_offset := 0;
  IF NOT intake.admit(p_station) THEN outcome := 'blocked'; RETURN; END IF;
  IF EXISTS (SELECT FROM intake.announced a WHERE a.packet = p_id
             AND (a.station, a.length, a.sha256) IS DISTINCT FROM (p_station, p_length, p_sha256)) THEN
    outcome := 'conflict';
  ELSE
    INSERT INTO intake.packet (id, station, sequence, kind, length, sha256)
      VALUES (p_id, p_station, p_sequence, p_kind, p_length, p_sha256) ON CONFLICT (id) DO NOTHING;
    IF FOUND THEN
      outcome := 'created';
      INSERT INTO intake.audit (station, packet, act) VALUES (p_station, p_id, 'created');
      RETURN;
    END IF;
    SELECT * INTO p FROM intake.packet WHERE id = p_id;
    IF (p.station, p.sequence, p.kind, p.length, p.sha256)
       IS DISTINCT FROM (p_station, p_sequence, p_kind, p_length, p_sha256) THEN
      outcome := 'conflict';
    ELSE
      outcome := 'exists';
      at_offset := p.committed;
    END IF;
  END IF;
  IF outcome = 'conflict' THEN
    INSERT INTO intake.audit (station, packet, act) VALUES (p_station, p_id, 'create-conflict');
  END IF;
END $$;

-- outcome: found | unknown | blocked. A packet of another station is unknown.
CREATE FUNCTION intake.packet_status(p_id uuid, p_station text, OUT outcome text, OUT at_offset bigint,
                                     OUT total bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
BEGIN
  outcome := 'unknown';
  IF NOT intake.admit(p_station) THEN outcome := 'blocked'; RETURN; END IF;
  SELECT 'found', committed, length INTO outcome, at_offset, total
    FROM intake.packet WHERE id = p_id AND station = p_station;
  IF NOT FOUND THEN outcome := 'unknown'; END IF;
END $$;

-- outcome: appended | offset (at_offset says where it stands) | beyond | digest | unknown | blocked.
-- `digest`: every byte came, but the whole does not have the digest fixed at create. The chunks are dropped, so
-- that the station can begin anew; this is the only case in which an offset goes back.
CREATE FUNCTION intake.append_chunk(p_id uuid, p_station text, p_start bigint, p_data bytea,
                                    OUT outcome text, OUT at_offset bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE p intake.packet;
BEGIN
  at_offset := 0;
  IF NOT intake.admit(p_station) THEN outcome := 'blocked'; RETURN; END IF;
  SELECT * INTO p FROM intake.packet WHERE id = p_id AND station = p_station FOR UPDATE;
  IF NOT FOUND THEN outcome := 'unknown'; RETURN; END IF;
  at_offset := p.committed;
  IF p_start <> p.committed THEN outcome := 'offset'; RETURN; END IF;
  IF p_start + length(p_data) > p.length THEN outcome := 'beyond'; RETURN; END IF;
  INSERT INTO intake.chunk (packet, start, data) VALUES (p_id, p_start, p_data);
  at_offset := p_start + length(p_data);
  outcome := 'appended';
  IF at_offset < p.length THEN
    UPDATE intake.packet SET committed = at_offset WHERE id = p_id;
    RETURN;
  END IF;
  IF (SELECT sha256(string_agg(data, ''::bytea ORDER BY start)) FROM intake.chunk WHERE packet = p_id) = p.sha256 THEN
    UPDATE intake.packet SET committed = at_offset, stored_at = clock_timestamp() WHERE id = p_id;
    INSERT INTO intake.audit (station, packet, act) VALUES (p_station, p_id, 'stored');
  ELSE
    DELETE FROM intake.chunk WHERE packet = p_id;
    UPDATE intake.packet SET committed = 0 WHERE id = p_id;
    INSERT INTO intake.audit (station, packet, act) VALUES (p_station, p_id, 'digest-mismatch');
    at_offset := 0;
    outcome := 'digest';
  END IF;
END $$;

-- With p_receipt NULL it reads; otherwise it stores the receipt unless there is one already. Either way the stored
-- one is answered, so that a packet never has two. outcome: found | incomplete | unknown | blocked.
CREATE FUNCTION intake.receipt_for(p_id uuid, p_station text, p_receipt bytea, OUT outcome text, OUT sequence bigint,
                                   OUT total bigint, OUT sha256 bytea, OUT stored_at text, OUT receipt bytea)
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
END $$;

CREATE FUNCTION intake.schema_level() RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS
$$ SELECT max(version) FROM intake_meta.schema_version $$;

DO $$
DECLARE thing record;
BEGIN
  FOR thing IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relnamespace = 'intake'::regnamespace
               AND c.relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE %s OWNER TO indraj_owner', thing.name);
  END LOOP;
  FOR thing IN SELECT f.oid::regprocedure AS name FROM pg_proc f WHERE f.pronamespace = 'intake'::regnamespace LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO indraj_owner', thing.name);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', thing.name);
  END LOOP;
END $$;
ALTER SCHEMA intake OWNER TO indraj_owner;
GRANT USAGE ON SCHEMA intake_meta TO indraj_owner;
GRANT SELECT ON intake_meta.schema_version TO indraj_owner;
GRANT USAGE ON SCHEMA intake TO indraj_intake;
GRANT EXECUTE ON FUNCTION intake.announce, intake.create_packet, intake.packet_status, intake.append_chunk,
  intake.receipt_for, intake.schema_level TO indraj_intake;
