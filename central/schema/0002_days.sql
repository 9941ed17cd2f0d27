-- Chunks by day of their packet, so that a day that was archived is dropped as one table; what was refused because it
-- is other content under a known id, or a sequence used twice, is kept for a person.

SET LOCAL ROLE indraj_owner;

ALTER TABLE intake.packet ADD COLUMN day date;
UPDATE intake.packet SET day = (created_at AT TIME ZONE 'UTC')::date;
ALTER TABLE intake.packet ALTER day SET NOT NULL,
  ALTER day SET DEFAULT (clock_timestamp() AT TIME ZONE 'UTC')::date;
CREATE INDEX packet_unfinished ON intake.packet (created_at) WHERE stored_at IS NULL;

ALTER TABLE intake.chunk RENAME TO chunk_undivided;
CREATE TABLE intake.chunk (
  day    date NOT NULL,                        -- of the packet: all its chunks are in one partition
  packet uuid NOT NULL REFERENCES intake.packet,
  start  bigint NOT NULL,
  data   bytea NOT NULL CHECK (length(data) BETWEEN 1 AND 262144),
  PRIMARY KEY (day, packet, start)
) PARTITION BY RANGE (day);
ALTER TABLE intake.chunk ALTER data SET STORAGE EXTERNAL;   -- ciphertext does not compress

-- Makes the partition of a day. Cheap where it is there.
CREATE FUNCTION intake.open_day(p_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE name text := 'chunk_' || to_char(p_day, 'YYYYMMDD');
BEGIN
  IF to_regclass('intake.' || name) IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(7221904133);
  IF to_regclass('intake.' || name) IS NOT NULL THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE intake.%I PARTITION OF intake.chunk FOR VALUES FROM (%L) TO (%L)',
                 name, p_day, p_day + 1);
END $$;
REVOKE ALL ON FUNCTION intake.open_day FROM PUBLIC;

DO $$
DECLARE d date;
BEGIN
  FOR d IN SELECT DISTINCT day FROM intake.packet LOOP PERFORM intake.open_day(d); END LOOP;
END $$;
INSERT INTO intake.chunk (day, packet, start, data)
  SELECT p.day, c.packet, c.start, c.data FROM intake.chunk_undivided c JOIN intake.packet p ON p.id = c.packet;
DROP TABLE intake.chunk_undivided;

-- What a person must look at. The same finding again is counted, not repeated.
CREATE TABLE intake.conflict (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  first_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  times    bigint NOT NULL DEFAULT 1,
  station  text NOT NULL,
  packet   uuid NOT NULL,
  why      text NOT NULL CHECK (why IN ('content', 'announced', 'sequence', 'audit')),
  sequence bigint NOT NULL,                    -- as offered, like the next two
  length   bigint NOT NULL,
  sha256   bytea NOT NULL,
  UNIQUE (station, packet, why, sequence, length, sha256)
);

CREATE FUNCTION intake.note_conflict(p_station text, p_packet uuid, p_why text, p_sequence bigint, p_length bigint,
                                     p_sha256 bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
  INSERT INTO intake.conflict AS c (station, packet, why, sequence, length, sha256)
    VALUES (p_station, p_packet, p_why, p_sequence, p_length, p_sha256)
    ON CONFLICT (station, packet, why, sequence, length, sha256)
    DO UPDATE SET times = c.times + 1, last_at = clock_timestamp()
$$;
REVOKE ALL ON FUNCTION intake.note_conflict FROM PUBLIC;

-- As in 0001, and: refused content is noted; a sequence that this station has used for another packet is taken, because
-- a citizen's data must not wait for a clerk, but noted: the station was restored from an older copy, or cloned.
CREATE OR REPLACE FUNCTION intake.create_packet(p_id uuid, p_station text, p_sequence bigint, p_kind text,
                                                p_length bigint, p_sha256 bytea, OUT outcome text, OUT at_offset bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE
  p intake.packet;
  today date := (clock_timestamp() AT TIME ZONE 'UTC')::date;
BEGIN
  at_offset := 0;
  IF NOT intake.admit(p_station) THEN outcome := 'blocked'; RETURN; END IF;
  IF EXISTS (SELECT FROM intake.announced a WHERE a.packet = p_id
             AND (a.station, a.length, a.sha256) IS DISTINCT FROM (p_station, p_length, p_sha256)) THEN
    outcome := 'conflict';
    PERFORM intake.note_conflict(p_station, p_id, 'announced', p_sequence, p_length, p_sha256);
  ELSE
    -- Before this transaction holds a lock on packet: making a partition locks it against writers. In the afternoon
    -- the next day's too, so that nobody waits at midnight.
    PERFORM intake.open_day(today);
    IF extract(hour FROM clock_timestamp() AT TIME ZONE 'UTC') >= 12 THEN PERFORM intake.open_day(today + 1); END IF;
    INSERT INTO intake.packet (id, station, sequence, kind, length, sha256, day)
      VALUES (p_id, p_station, p_sequence, p_kind, p_length, p_sha256, today) ON CONFLICT (id) DO NOTHING;
    IF FOUND THEN
      outcome := 'created';
      IF EXISTS (SELECT FROM intake.packet o
                 WHERE o.station = p_station AND o.sequence = p_sequence AND o.id <> p_id) THEN
        PERFORM intake.note_conflict(p_station, p_id, 'sequence', p_sequence, p_length, p_sha256);
        INSERT INTO intake.audit (station, packet, act) VALUES (p_station, p_id, 'sequence-again');
      END IF;
      INSERT INTO intake.audit (station, packet, act) VALUES (p_station, p_id, 'created');
      RETURN;
    END IF;
    SELECT * INTO p FROM intake.packet WHERE id = p_id;
    IF (p.station, p.sequence, p.kind, p.length, p.sha256)
       IS DISTINCT FROM (p_station, p_sequence, p_kind, p_length, p_sha256) THEN
      outcome := 'conflict';
      PERFORM intake.note_conflict(p_station, p_id, 'content', p_sequence, p_length, p_sha256);
    ELSE
      outcome := 'exists';
      at_offset := p.committed;
    END IF;
  END IF;
  IF outcome = 'conflict' THEN
    INSERT INTO intake.audit (station, packet, act) VALUES (p_station, p_id, 'create-conflict');
  END IF;
END $$;

-- As in 0001, by day.
CREATE OR REPLACE FUNCTION intake.append_chunk(p_id uuid, p_station text, p_start bigint, p_data bytea,
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
    INSERT INTO intake.audit (station, packet, act) VALUES (p_station, p_id, 'stored');
  ELSE
    DELETE FROM intake.chunk WHERE day = p.day AND packet = p_id;
    UPDATE intake.packet SET committed = 0 WHERE id = p_id;
    INSERT INTO intake.audit (station, packet, act) VALUES (p_station, p_id, 'digest-mismatch');
    at_offset := 0;
    outcome := 'digest';
  END IF;
END $$;

RESET ROLE;
