-- The operations pages: read-only, by a role of their own. Each function answers one JSON text; times are shown in the
-- time zone that is asked for.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'indraj_operations') THEN CREATE ROLE indraj_operations LOGIN; END IF;
END $$;
GRANT USAGE ON SCHEMA intake TO indraj_operations;

SET LOCAL ROLE indraj_owner;

CREATE INDEX opening_refused ON intake.opening (at) WHERE outcome = 'refused';

CREATE FUNCTION intake.shown_time(p_at timestamptz, p_zone text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS
$$ SELECT to_char(p_at AT TIME ZONE p_zone, 'YYYY-MM-DD HH24:MI') $$;

-- One row for each station: what it owes and what is wrong with it.
CREATE FUNCTION intake.station_figures()
RETURNS TABLE (id text, place text, state text, last_seen timestamptz, said_owed bigint, said_at timestamptz,
               announced bigint, unfinished bigint, lost bigint, conflicts bigint, refused bigint, stored_day bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
  WITH announced AS (SELECT a.station, count(*) n FROM intake.announced a WHERE NOT a.stored GROUP BY 1),
       unfinished AS (SELECT p.station, count(*) n FROM intake.packet p WHERE p.stored_at IS NULL GROUP BY 1),
       conflicts AS (SELECT c.station, count(*) n FROM intake.conflict c GROUP BY 1),
       refused AS (SELECT p.station, count(*) n FROM intake.opening o JOIN intake.packet p ON p.id = o.packet
                   WHERE o.outcome = 'refused' GROUP BY 1),
       day AS (SELECT p.station, count(*) n FROM intake.packet p WHERE p.stored_at > now() - interval '24 hours' GROUP BY 1)
  SELECT s.id, s.place, CASE WHEN s.blocked THEN 'blocked' WHEN NOT s.registered THEN 'waiting' ELSE 'admitted' END,
         s.last_seen, coalesce(cardinality(t.owed), 0)::bigint, t.at, coalesce(announced.n, 0), coalesce(unfinished.n, 0),
         coalesce(cardinality(t.lost), 0)::bigint, coalesce(conflicts.n, 0), coalesce(refused.n, 0), coalesce(day.n, 0)
    FROM intake.station s
    LEFT JOIN intake.statement t ON t.station = s.id
    LEFT JOIN announced ON announced.station = s.id
    LEFT JOIN unfinished ON unfinished.station = s.id
    LEFT JOIN conflicts ON conflicts.station = s.id
    LEFT JOIN refused ON refused.station = s.id
    LEFT JOIN day ON day.station = s.id
$$;

CREATE FUNCTION intake.report_overview(p_zone text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
  WITH f AS MATERIALIZED (SELECT * FROM intake.station_figures()),
       hours AS (SELECT h, count(p.id) n, coalesce(sum(p.length), 0)::bigint bytes
                   FROM generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()),
                                        interval '1 hour') h
                   LEFT JOIN intake.packet p ON p.stored_at >= h AND p.stored_at < h + interval '1 hour'
                   GROUP BY h)
  SELECT jsonb_build_object(
    'now', intake.shown_time(now(), p_zone),
    'stations', (SELECT count(*) FROM f),
    'seen', (SELECT count(*) FROM f WHERE last_seen > now() - interval '24 hours'),
    'waiting', (SELECT count(*) FROM f WHERE state = 'waiting'),
    'blocked', (SELECT count(*) FROM f WHERE state = 'blocked'),
    'owed', (SELECT coalesce(sum(greatest(said_owed, announced)), 0)::bigint FROM f),
    'owing', (SELECT count(*) FROM f WHERE greatest(said_owed, announced) > 0),
    'unfinished', (SELECT coalesce(sum(unfinished), 0)::bigint FROM f),
    'lost', (SELECT coalesce(sum(lost), 0)::bigint FROM f),
    'gaps', (SELECT count(*) FROM f WHERE lost > 0),
    'conflicts', (SELECT count(*) FROM intake.conflict),
    'refused', (SELECT count(*) FROM intake.opening WHERE outcome = 'refused'),
    'unopened', (SELECT count(*) FROM intake.packet p WHERE p.stored_at IS NOT NULL AND NOT p.opened),
    'storedDay', (SELECT coalesce(sum(n), 0)::bigint FROM hours),
    'bytesDay', (SELECT coalesce(sum(bytes), 0)::bigint FROM hours),
    'hours', (SELECT jsonb_agg(jsonb_build_object('hour', to_char(h AT TIME ZONE p_zone, 'HH24:MI'), 'packets', n,
                                                  'bytes', bytes) ORDER BY h) FROM hours))::text
$$;

-- p_show: all | attention | owing. Stations that want a person come first.
CREATE FUNCTION intake.report_stations(p_zone text, p_find text, p_show text, p_from bigint, p_count bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
  WITH f AS MATERIALIZED (
    SELECT *, greatest(said_owed, announced) AS owed, (lost + conflicts + refused > 0) AS attention
      FROM intake.station_figures()
      WHERE (p_find = '' OR strpos(lower(id || ' ' || place), lower(p_find)) > 0)
        AND (p_show <> 'attention' OR lost + conflicts + refused > 0)
        AND (p_show <> 'owing' OR greatest(said_owed, announced) > 0)),
       page AS (SELECT * FROM f ORDER BY attention DESC, owed DESC, last_seen DESC, id OFFSET p_from LIMIT p_count)
  SELECT jsonb_build_object('now', intake.shown_time(now(), p_zone), 'total', (SELECT count(*) FROM f),
    'stations', coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'place', place, 'state', state,
        'seen', intake.shown_time(last_seen, p_zone), 'silent', last_seen < now() - interval '48 hours',
        'owed', owed, 'unfinished', unfinished, 'lost', lost, 'conflicts', conflicts, 'refused', refused,
        'storedDay', stored_day) ORDER BY attention DESC, owed DESC, last_seen DESC, id) FROM page), '[]'))::text
$$;

-- What a person must look at, newest first: of one station, or of all (p_station = '').
CREATE FUNCTION intake.findings(p_zone text, p_station text, p_count bigint) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('at', intake.shown_time(x.at, p_zone), 'station', x.station,
           'packet', x.packet, 'sequence', x.sequence, 'what', x.what, 'times', x.times) ORDER BY x.at DESC), '[]')
    FROM (SELECT * FROM (
            SELECT c.last_at AS at, c.station, c.packet, c.sequence, 'conflict-' || c.why AS what, c.times
              FROM intake.conflict c WHERE p_station IN ('', c.station)
            UNION ALL
            SELECT o.at, p.station, o.packet, p.sequence, 'refused-' || o.why, 1
              FROM intake.opening o JOIN intake.packet p ON p.id = o.packet
              WHERE o.outcome = 'refused' AND p_station IN ('', p.station)) both_kinds
          ORDER BY at DESC LIMIT p_count) x
$$;

CREATE FUNCTION intake.report_findings(p_zone text, p_count bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS
$$ SELECT jsonb_build_object('now', intake.shown_time(now(), p_zone), 'findings',
                             intake.findings(p_zone, '', p_count))::text $$;

-- NULL: there is no such station.
CREATE FUNCTION intake.report_station(p_zone text, p_id text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, intake, pg_temp AS $$
  SELECT jsonb_build_object('now', intake.shown_time(now(), p_zone), 'id', s.id, 'place', s.place,
    'state', CASE WHEN s.blocked THEN 'blocked' WHEN NOT s.registered THEN 'waiting' ELSE 'admitted' END,
    'blockWhy', s.block_why,
    'first', intake.shown_time(s.first_seen, p_zone), 'seen', intake.shown_time(s.last_seen, p_zone),
    'saidAt', coalesce(intake.shown_time(t.at, p_zone), ''), 'lastSequence', coalesce(t.last_sequence, 0),
    'saidOwed', coalesce((SELECT jsonb_agg(q ORDER BY q) FROM (SELECT unnest(t.owed) q ORDER BY q LIMIT 200) y), '[]'),
    'lost', coalesce((SELECT jsonb_agg(q ORDER BY q) FROM (SELECT unnest(t.lost) q ORDER BY q LIMIT 200) y), '[]'),
    'stored', (SELECT count(*) FROM intake.packet p WHERE p.station = s.id AND p.stored_at IS NOT NULL),
    'coming', coalesce((SELECT jsonb_agg(jsonb_build_object('packet', c.packet, 'sequence', c.sequence,
          'since', intake.shown_time(c.since, p_zone), 'length', c.length, 'committed', c.committed) ORDER BY c.since)
        FROM (SELECT a.packet, coalesce(p.sequence, 0) AS sequence, n.received_at AS since, a.length,
                     coalesce(p.committed, 0) AS committed
                FROM intake.announced a JOIN intake.announcement n ON n.id = a.announcement
                LEFT JOIN intake.packet p ON p.id = a.packet
                WHERE a.station = s.id AND NOT a.stored ORDER BY n.received_at LIMIT 100) c), '[]'),
    'findings', intake.findings(p_zone, s.id, 50))::text
  FROM intake.station s LEFT JOIN intake.statement t ON t.station = s.id WHERE s.id = p_id
$$;

REVOKE ALL ON FUNCTION intake.shown_time, intake.station_figures, intake.report_overview, intake.report_stations,
  intake.findings, intake.report_findings, intake.report_station FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake.report_overview, intake.report_stations, intake.report_findings, intake.report_station
  TO indraj_operations;

RESET ROLE;
