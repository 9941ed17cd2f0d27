-- A station with a better line sends on what another has copied to a disk (docs/packet.md, 8). The list that the other
-- station has signed is what lets it: the packets stay that station's, and who brought them is written down.

SET LOCAL ROLE indraj_owner;

CREATE TABLE intake.carried (
  carrier  text NOT NULL REFERENCES intake.station,   -- whose certificate brought it
  station  text NOT NULL REFERENCES intake.station,   -- whose packet it is, and who signed the list
  packet   uuid NOT NULL,
  first_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  already  boolean NOT NULL,                          -- it was stored before this carrier came
  PRIMARY KEY (carrier, station, packet)
);
CREATE INDEX carried_by_packet ON intake.carried (packet);
CREATE TRIGGER carried_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON intake.carried
  FOR EACH STATEMENT EXECUTE FUNCTION intake.refuse_change();

-- p_station has signed the list, as the caller has verified; p_carrier shows it. From then on it may bring these packets.
-- outcome: taken | carrier-blocked | blocked. states, one letter for each packet of the list in its order:
-- a stored before this carrier came, s stored since, m missing, c known here with another content or of another station.
-- Where the list contradicts an earlier one, each packet is judged alone, as on the disk that central imports itself.
CREATE FUNCTION intake.carry(p_carrier text, p_station text, p_list bytea, p_ids uuid[], p_lengths bigint[],
                             p_digests bytea[], p_audit_sequences bigint[], p_audit_heads bytea[],
                             OUT outcome text, OUT states text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
BEGIN
  states := '';
  IF NOT intake.admit(p_carrier) THEN outcome := 'carrier-blocked'; RETURN; END IF;
  SELECT a.outcome INTO outcome FROM intake.announce(p_station, p_list, p_ids, p_lengths, p_digests,
                                                     p_audit_sequences, p_audit_heads) a;
  IF outcome = 'blocked' THEN RETURN; END IF;
  outcome := 'taken';
  INSERT INTO intake.carried (carrier, station, packet, already)
    SELECT p_carrier, p_station, n.id,
           EXISTS (SELECT FROM intake.packet p WHERE p.id = n.id AND p.station = p_station AND p.stored_at IS NOT NULL)
      FROM unnest(p_ids) n(id)
    ON CONFLICT DO NOTHING;
  IF FOUND THEN INSERT INTO intake.audit (station, act) VALUES (p_station, 'carried-by-' || p_carrier); END IF;
  SELECT string_agg(CASE WHEN (p.station, p.length, p.sha256) IS DISTINCT FROM (p_station, n.len, n.digest)
                              AND p.id IS NOT NULL THEN 'c'
                         WHEN (a.station, a.length, a.sha256) IS DISTINCT FROM (p_station, n.len, n.digest)
                              AND a.packet IS NOT NULL THEN 'c'
                         WHEN p.stored_at IS NULL THEN 'm'
                         WHEN c.already THEN 'a' ELSE 's' END, '' ORDER BY n.place)
    INTO states
    FROM unnest(p_ids, p_lengths, p_digests) WITH ORDINALITY n(id, len, digest, place)
    JOIN intake.carried c ON (c.carrier, c.station, c.packet) = (p_carrier, p_station, n.id)
    LEFT JOIN intake.packet p ON p.id = n.id
    LEFT JOIN intake.announced a ON a.packet = n.id;
END $$;

-- Answers carried | carrier-blocked | unknown. What may be done with the packet then is asked of the station's own
-- functions, as the station.
CREATE FUNCTION intake.may_carry(p_carrier text, p_station text, p_packet uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
BEGIN
  IF NOT intake.admit(p_carrier) THEN RETURN 'carrier-blocked'; END IF;
  IF EXISTS (SELECT FROM intake.carried c
             WHERE (c.carrier, c.station, c.packet) = (p_carrier, p_station, p_packet)) THEN
    RETURN 'carried';
  END IF;
  RETURN 'unknown';
END $$;

REVOKE ALL ON FUNCTION intake.carry, intake.may_carry FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake.carry, intake.may_carry TO indraj_intake;

RESET ROLE;
