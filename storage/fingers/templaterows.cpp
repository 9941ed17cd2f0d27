#include "storage/fingers/templaterows.h"

#include "storage/codes.h"
#include "storage/crypto.h"
#include "storage/samplerows.h"

#include <QCryptographicHash>
#include <QHash>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype largestTemplate = 128 * 1024;

QByteArray templateContext(const QString &enrolment, const QString &sample)
{
    return lengthPrefixed({"indraj-template-1", enrolment.toUtf8(), sample.toUtf8()});
}

Outcome<bool> isFingerOf(Database &database, EnrolmentId enrolment, SampleId sample)
{
    Statement row
        = database.prepare("SELECT 1 FROM sample WHERE id = ? AND enrolment = ? AND kind = 'finger'");
    return row.bind(sample.toString()).bind(enrolment.toString()).step();
}

} // namespace

Outcome<void> writeTemplate(Database &database, const SecretBytes &dataKey, EnrolmentId enrolment,
                            SampleId sample, const QByteArray &record)
{
    if (record.isEmpty() || record.size() > largestTemplate)
        return failed(StoreFault::Invalid, u"a template needs 1 byte to 128 KiB"_s);
    const auto known = isFingerOf(database, enrolment, sample);
    if (!known)
        return tl::unexpected(known.error());
    if (!*known)
        return failed(StoreFault::NotFound, u"no finger of this enrolment has this id"_s);
    const auto sealed = sealBytes(dataKey.bytes(), templateContext(enrolment.toString(), sample.toString()),
                                  viewOf(record));
    if (!sealed)
        return tl::unexpected(sealed.error());
    return database.run("INSERT INTO finger_template(sample, sealed) VALUES(?, ?) ON CONFLICT(sample)"
                        " DO UPDATE SET sealed = excluded.sealed",
                        sample.toString(), *sealed);
}

Outcome<void> checkTemplate(Database &database, const SecretBytes &dataKey, EnrolmentId enrolment,
                            SampleId sample)
{
    Statement row = database.prepare("SELECT sealed FROM finger_template WHERE sample = ?");
    const auto found = row.bind(sample.toString()).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return failed(StoreFault::NotFound, u"no template of this sample"_s);
    return openSealed(dataKey.bytes(), templateContext(enrolment.toString(), sample.toString()), row.bytes(0))
        .map([](const QByteArray &) {});
}

Outcome<QList<KnownFinger>> readTemplates(Database &database, const SecretBytes &blobKey, EnrolmentId except,
                                          int most)
{
    QList<KnownFinger> fingers;
    std::optional<SecretBytes> key;
    EnrolmentId keyOf;
    Statement rows = database.prepare(
        "SELECT e.id, e.token, e.captured_by, e.created_at, s.id, s.finger, t.sealed FROM"
        " (SELECT id, token, captured_by, created_at, number FROM enrolment"
        "  WHERE id <> ?1 AND data_key IS NOT NULL AND id NOT IN (SELECT p.enrolment FROM packet p"
        "  JOIN correction c ON c.packet = p.id WHERE c.enrolment = ?1) ORDER BY number DESC LIMIT ?2) e"
        " JOIN sample s ON s.enrolment = e.id AND s.kind = 'finger'"
        " JOIN finger_template t ON t.sample = s.id ORDER BY e.number DESC, s.finger");
    rows.bind(except.toString()).bind(qint64(most));
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return fingers;
        const EnrolmentId enrolment = EnrolmentId::fromString(rows.text(0));
        if (enrolment != keyOf) {
            auto read = readDataKey(database, blobKey, enrolment);
            key.reset();
            if (read)
                key.emplace(std::move(*read));
            keyOf = enrolment;
        }
        const auto record = key
            ? openSealed(key->bytes(), templateContext(rows.text(0), rows.text(4)), rows.bytes(6))
            : failed(StoreFault::Damaged, QString());
        if (!record || !isFinger(int(rows.integer(5))))
            continue;
        fingers.append({static_cast<FingerPosition>(rows.integer(5)), *record, enrolment,
                        SampleId::fromString(rows.text(4)), rows.text(1), rows.time(3), rows.text(2)});
    }
}

Outcome<void> writeOwnFingers(Database &database, const QString &person, const QList<KnownFinger> &fingers,
                              const QString &confirmedBy, const QDateTime &at)
{
    auto done = removeOwnFingers(database, person);
    for (const KnownFinger &finger : fingers) {
        if (done)
            done = database.run(
                "INSERT INTO own_finger(person, finger, record, confirmed_by, at) VALUES(?, ?, ?, ?, ?)",
                person, static_cast<int>(finger.finger), finger.record, confirmedBy, at);
    }
    return done;
}

Outcome<QList<KnownFinger>> readOwnFingers(Database &database)
{
    QList<KnownFinger> fingers;
    Statement rows
        = database.prepare("SELECT person, finger, record, at FROM own_finger ORDER BY person, finger");
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return fingers;
        if (isFinger(int(rows.integer(1))))
            fingers.append({static_cast<FingerPosition>(rows.integer(1)),
                            rows.bytes(2),
                            {},
                            {},
                            {},
                            rows.time(3),
                            rows.text(0)});
    }
}

Outcome<QStringList> readPeopleWithFingers(Database &database)
{
    QStringList people;
    Statement rows = database.prepare("SELECT DISTINCT person FROM own_finger ORDER BY person");
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return people;
        people.append(rows.text(0));
    }
}

Outcome<void> removeOwnFingers(Database &database, const QString &person)
{
    return database.run("DELETE FROM own_finger WHERE person = ?", person);
}

Outcome<QByteArray> ownFingersDigest(Database &database, const QString &person)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    Statement rows = database.prepare("SELECT finger, record, confirmed_by FROM own_finger NOT INDEXED"
                                      " WHERE person = ? ORDER BY finger");
    rows.bind(person);
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return hash.result();
        hash.addData(lengthPrefixed({"indraj-own-finger-1", person.toUtf8(), bigEndian(rows.integer(0)),
                                     rows.bytes(1), rows.text(2).toUtf8()}));
    }
}

} // namespace indraj
