-- The first packets of a day come at once, and each wants to make the day's partition. Who has waited for another to
-- make it must see it: to_regclass may answer from what it remembers, a query looks anew.

SET LOCAL ROLE indraj_owner;

CREATE OR REPLACE FUNCTION intake.open_day(p_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
DECLARE name text := 'chunk_' || to_char(p_day, 'YYYYMMDD');
BEGIN
  IF to_regclass('intake.' || name) IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(7221904133);
  IF EXISTS (SELECT FROM pg_class WHERE relnamespace = 'intake'::regnamespace AND relname = name) THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE intake.%I PARTITION OF intake.chunk FOR VALUES FROM (%L) TO (%L)',
                 name, p_day, p_day + 1);
END $$;

RESET ROLE;
