#include "storage/search/glance.h"

namespace indraj {

namespace {

// In the order of the table's columns. What was erased has no row. A description that is not JSON must not
// keep a vault from being opened, so it counts as one without marks.
constexpr const char *gathered
    = "SELECT e.number,"
      " (SELECT value FROM field f WHERE f.enrolment = e.id AND f.key = 'name.en'),"
      " (SELECT value FROM field f WHERE f.enrolment = e.id AND f.key = 'name.ur'),"
      " (SELECT count(*) FROM sample s WHERE s.enrolment = e.id AND s.kind = 'finger'),"
      " (SELECT count(*) FROM exception x WHERE x.enrolment = e.id),"
      " (SELECT CASE WHEN max(quality) > 100 THEN 255 ELSE min(quality) END FROM sample s"
      "  WHERE s.enrolment = e.id AND s.kind = 'finger'),"
      " coalesce((SELECT json_extract(s.info, '$.manual') <> 0 FROM sample s WHERE s.enrolment = e.id"
      "  AND s.kind = 'portrait' AND s.finger = 0 AND json_valid(s.info)), 0),"
      " (SELECT count(*) FROM sample s WHERE s.enrolment = e.id AND s.kind = 'finger'"
      "  AND iif(json_valid(s.info), json_extract(s.info, '$.manual'), 0)),"
      " coalesce((SELECT json_extract(s.info, '$.likeness') <> 'agrees' FROM sample s WHERE s.enrolment = "
      "e.id"
      "  AND s.kind = 'face-at-sign-off' AND s.finger = 0 AND json_valid(s.info)), 0)"
      " FROM enrolment e WHERE e.state <> 'erased'";

Outcome<void> refreshOne(Database &database, const QString &id)
{
    // A row that says so already stays: most saves of a form change nothing that a list shows.
    static const QByteArray sql = QByteArray("INSERT INTO glance ") + gathered
        + " AND e.id = ? ON CONFLICT(number) DO UPDATE SET"
          " name_english = excluded.name_english, name_urdu = excluded.name_urdu, fingers = excluded.fingers,"
          " exceptions = excluded.exceptions, lowest_finger = excluded.lowest_finger,"
          " manual_portrait = excluded.manual_portrait, vetoed_fingers = excluded.vetoed_fingers,"
          " face_in_doubt = excluded.face_in_doubt"
          " WHERE (name_english, name_urdu, fingers, exceptions, lowest_finger, manual_portrait,"
          " vetoed_fingers, face_in_doubt) IS NOT (excluded.name_english, excluded.name_urdu,"
          " excluded.fingers, excluded.exceptions, excluded.lowest_finger, excluded.manual_portrait,"
          " excluded.vetoed_fingers, excluded.face_in_doubt)";
    return database.run(sql.constData(), id);
}

} // namespace

Outcome<void> refreshGlances(Database &database, qint64 since)
{
    QStringList changed;
    {
        Statement rows = database.prepare("SELECT DISTINCT a.subject FROM audit a"
                                          " CROSS JOIN enrolment e ON e.id = a.subject"
                                          " WHERE a.sequence > ?");
        rows.bind(since);
        for (;;) {
            const auto row = rows.step();
            if (!row)
                return tl::unexpected(row.error());
            if (!*row)
                break;
            changed.append(rows.text(0));
        }
    }
    for (const QString &id : std::as_const(changed)) {
        if (const auto done = refreshOne(database, id); !done)
            return done;
    }
    return {};
}

Outcome<void> rebuildGlances(Database &database)
{
    if (const auto done = database.run("DELETE FROM glance"); !done)
        return done;
    const QByteArray sql = QByteArray("INSERT INTO glance ") + gathered;
    return database.run(sql.constData());
}

QByteArray wrongGlancesQuery()
{
    const QByteArray should = gathered;
    return "SELECT token FROM enrolment WHERE number IN (SELECT number FROM (" + should
        + " EXCEPT SELECT * FROM glance)) OR number IN (SELECT number FROM (SELECT * FROM glance EXCEPT "
        + should + "))";
}

} // namespace indraj
