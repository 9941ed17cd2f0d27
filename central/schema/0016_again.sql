-- What the opener could not open because of its own keys or authorities is tried again when somebody has changed them. The
-- verdict there was stays as evidence.

SET LOCAL ROLE indraj_owner;

CREATE TABLE intake.opening_before (
  packet  uuid NOT NULL REFERENCES intake.packet,
  at      timestamptz NOT NULL,                -- of that verdict
  outcome text NOT NULL CHECK (outcome = 'refused'),
  why     text NOT NULL,
  PRIMARY KEY (packet, at)
);
CREATE TRIGGER opening_before_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON intake.opening_before
  FOR EACH STATEMENT EXECUTE FUNCTION intake.refuse_change();

-- A verdict goes out of `opening` only when it stands in `opening_before`.
CREATE FUNCTION intake.refuse_lost_verdict() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, intake, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM intake.opening_before b WHERE (b.packet, b.at) = (OLD.packet, OLD.at)) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'intake.opening only grows';
END $$;
DROP TRIGGER opening_only_grows ON intake.opening;
CREATE TRIGGER opening_only_grows BEFORE UPDATE OR TRUNCATE ON intake.opening
  FOR EACH STATEMENT EXECUTE FUNCTION intake.refuse_change();
CREATE TRIGGER opening_loses_nothing BEFORE DELETE ON intake.opening
  FOR EACH ROW EXECUTE FUNCTION intake.refuse_lost_verdict();

-- Everything refused as not for us, or for its signature, whose bytes are still here, counts as not opened again. Other
-- refusals are about the bytes themselves, which never change. Answers how many.
CREATE FUNCTION intake.open_again() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE
  o record;
  n bigint := 0;
BEGIN
  FOR o IN SELECT x.packet, x.at, x.why, p.station FROM intake.opening x JOIN intake.packet p ON p.id = x.packet
           WHERE x.outcome = 'refused' AND x.why IN ('not-for-us', 'signature')
             AND EXISTS (SELECT FROM intake.chunk c WHERE c.day = p.day AND c.packet = p.id)
           ORDER BY x.packet FOR UPDATE OF x LOOP
    INSERT INTO intake.opening_before (packet, at, outcome, why) VALUES (o.packet, o.at, 'refused', o.why);
    DELETE FROM intake.opening WHERE packet = o.packet;
    UPDATE intake.packet SET opened = false WHERE id = o.packet;
    INSERT INTO intake.audit (station, packet, act) VALUES (o.station, o.packet, 'open-again');
    n := n + 1;
  END LOOP;
  RETURN n;
END $$;

REVOKE ALL ON FUNCTION intake.open_again, intake.refuse_lost_verdict FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake.open_again TO indraj_opener;

RESET ROLE;
