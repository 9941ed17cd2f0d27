-- Who carried in for whom, for the operations pages.

SET LOCAL ROLE indraj_owner;

-- One row for each carrier and each station it carried for, the newest list first. p_station: those in which it carried or
-- was carried for; '' for all. Each packet counts once for each carrier that showed its list: here before that, come
-- since, or not here (also where central knows the id otherwise, which the findings tell).
CREATE FUNCTION intake.report_carried(p_zone text, p_station text, p_count bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
  WITH pairs AS (SELECT c.carrier, c.station, max(c.first_at) AS at, count(*) AS packets,
                        count(*) FILTER (WHERE c.already) AS before,
                        count(*) FILTER (WHERE NOT c.already AND p.stored_at IS NOT NULL) AS since
                   FROM intake.carried c
                   LEFT JOIN intake.packet p ON p.id = c.packet AND p.station = c.station
                   WHERE p_station IN ('', c.carrier, c.station)
                   GROUP BY 1, 2 ORDER BY at DESC, 1, 2 LIMIT p_count)
  SELECT jsonb_build_object('now', intake.shown_time(now(), p_zone), 'carried',
    coalesce((SELECT jsonb_agg(jsonb_build_object('carrier', carrier, 'station', station,
        'at', intake.shown_time(at, p_zone), 'packets', packets, 'before', before, 'since', since,
        'missing', packets - before - since) ORDER BY at DESC, carrier, station) FROM pairs), '[]'))::text
$$;

REVOKE ALL ON FUNCTION intake.report_carried FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake.report_carried TO indraj_operations;

RESET ROLE;
