#include "storage/samplerows.h"

#include "storage/codes.h"
#include "storage/crypto.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype largestSample = 64 * 1024 * 1024;

QByteArray keyContext(EnrolmentId id)
{
    return lengthPrefixed({"indraj-data-key-1", id.toString().toUtf8()});
}

QByteArray sampleContext(EnrolmentId id, SampleId sample, const QString &kind, int finger,
                         const QByteArray &info)
{
    return lengthPrefixed({"indraj-sample-1", id.toString().toUtf8(), sample.toString().toUtf8(),
                           kind.toUtf8(), bigEndian(finger), sha256(info)});
}

/// The place of a sample among those of its kind.
int placeOf(const SampleInfo &info)
{
    if (info.isOfEye())
        return static_cast<int>(info.eye);
    return info.kind == SampleKind::Finger ? static_cast<int>(info.finger) : 0;
}

/// The seal goes into the table piece by piece: neither we nor the engine hold a second copy of megabytes.
Outcome<void> writeSealed(Database &database, const SecretBytes &dataKey, const QByteArray &context,
                          const Sample &sample)
{
    const auto made = database.run("INSERT INTO sample_blob(sample, sealed) VALUES(?, ?)",
                                   sample.info.id.toString(), ZeroBlob{sizeOfSealed(sample.bytes.size())});
    if (!made)
        return made;
    auto room = BlobStream::open(database, "sample_blob", "sealed", database.lastRow(), true);
    if (!room)
        return tl::unexpected(room.error());
    return sealInPieces(dataKey.bytes(), context, viewOf(sample.bytes),
                        [&](qsizetype at, KeyView piece) { return room->write(at, piece); });
}

Outcome<void> removePlace(Database &database, EnrolmentId id, const QString &kind, int finger)
{
    for (const char *sql : {"DELETE FROM finger_template WHERE sample IN"
                            " (SELECT id FROM sample WHERE enrolment = ? AND kind = ? AND finger = ?)",
                            "DELETE FROM sample_blob WHERE sample IN"
                            " (SELECT id FROM sample WHERE enrolment = ? AND kind = ? AND finger = ?)",
                            "DELETE FROM sample WHERE enrolment = ? AND kind = ? AND finger = ?"}) {
        if (const auto done = database.run(sql, id.toString(), kind, finger); !done)
            return done;
    }
    return {};
}

} // namespace

Outcome<QByteArray> makeDataKey(const SecretBytes &blobKey, EnrolmentId id)
{
    const SecretBytes key = SecretBytes::random(static_cast<std::size_t>(sizes::key));
    return sealBytes(blobKey.bytes(), keyContext(id), key.bytes());
}

Outcome<SecretBytes> readDataKey(Database &database, const SecretBytes &blobKey, EnrolmentId id)
{
    Statement row = database.prepare("SELECT data_key FROM enrolment WHERE id = ?");
    const auto found = row.bind(id.toString()).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found || row.isNull(0))
        return failed(StoreFault::NotFound, u"no enrolment of this id, or its content is erased"_s);
    return openSealedSecret(blobKey.bytes(), keyContext(id), row.bytes(0));
}

Outcome<void> rewrapDataKeys(Database &database, const SecretBytes &old, const SecretBytes &fresh)
{
    Statement rows = database.prepare("SELECT rowid, id, data_key FROM enrolment WHERE data_key IS NOT NULL");
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        const QByteArray context = keyContext(EnrolmentId::fromString(rows.text(1)));
        const auto key = openSealedSecret(old.bytes(), context, rows.bytes(2));
        const auto wrapped = key ? sealBytes(fresh.bytes(), context, key->bytes())
                                 : Outcome<QByteArray>(tl::unexpected(key.error()));
        if (!wrapped)
            return tl::unexpected(wrapped.error());
        const auto done
            = database.run("UPDATE enrolment SET data_key = ? WHERE rowid = ?", *wrapped, rows.integer(0));
        if (!done)
            return done;
    }
}

Outcome<void> writeSample(Database &database, const SecretBytes &dataKey, EnrolmentId id,
                          const Sample &sample)
{
    const SampleInfo &info = sample.info;
    const QString kind = kindCode(info.kind);
    if (info.id.isNull() || kind.isEmpty() || !isFinger(static_cast<int>(info.finger))
        || !isEye(static_cast<int>(info.eye)) || sample.bytes.isEmpty()
        || sample.bytes.size() > largestSample)
        return failed(StoreFault::Invalid, u"a sample needs id, kind, finger, eye and 1 byte to 64 MiB"_s);
    const int finger = placeOf(info);
    const QByteArray description = sampleInfoToJson(info);
    if (const auto done = removePlace(database, id, kind, finger); !done)
        return done;
    const auto described = database.run(
        "INSERT INTO sample(id, enrolment, kind, finger, quality, info) VALUES(?, ?, ?, ?, ?, ?)",
        info.id.toString(), id.toString(), kind, finger, info.quality.value, QString::fromUtf8(description));
    if (!described)
        return described;
    return writeSealed(database, dataKey, sampleContext(id, info.id, kind, finger, description), sample);
}

Outcome<Sample> readSample(Database &database, const SecretBytes &dataKey, EnrolmentId id, SampleId sampleId)
{
    Statement row = database.prepare("SELECT s.kind, s.finger, s.info, b.rowid FROM sample s"
                                     " LEFT JOIN sample_blob b ON b.sample = s.id"
                                     " WHERE s.id = ? AND s.enrolment = ?");
    const auto found = row.bind(sampleId.toString()).bind(id.toString()).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return failed(StoreFault::NotFound, u"no sample of this id"_s);
    if (row.isNull(3))
        return failed(StoreFault::Damaged, u"a sample has lost its bytes"_s);
    const QByteArray description = row.text(2).toUtf8();
    auto sealed = BlobStream::open(database, "sample_blob", "sealed", row.integer(3), false);
    if (!sealed)
        return tl::unexpected(sealed.error());
    const auto bytes = openInPieces(
        dataKey.bytes(),
        sampleContext(id, sampleId, row.text(0), static_cast<int>(row.integer(1)), description),
        sealed->size(), [&](qsizetype at, auto into) { return sealed->read(at, into); });
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto info = sampleInfoFromJson(sampleId, description);
    if (!info)
        return tl::unexpected(info.error());
    return Sample{*info, *bytes};
}

Outcome<void> removeFinger(Database &database, EnrolmentId id, FingerPosition finger)
{
    return removePlace(database, id, kindCode(SampleKind::Finger), static_cast<int>(finger));
}

Outcome<void> removeKind(Database &database, EnrolmentId id, SampleKind kind)
{
    return removePlace(database, id, kindCode(kind), 0);
}

Outcome<void> removeEye(Database &database, EnrolmentId id, EyePosition eye)
{
    const auto picture = removePlace(database, id, kindCode(SampleKind::Iris), static_cast<int>(eye));
    return picture ? removeIrisRecord(database, id, eye) : picture;
}

Outcome<void> removeIrisRecord(Database &database, EnrolmentId id, EyePosition eye)
{
    return removePlace(database, id, kindCode(SampleKind::IrisRecord), static_cast<int>(eye));
}

Outcome<void> removeSamples(Database &database, EnrolmentId id)
{
    for (const char *sql :
         {"DELETE FROM finger_template WHERE sample IN (SELECT id FROM sample WHERE enrolment = ?)",
          "DELETE FROM sample_blob WHERE sample IN (SELECT id FROM sample WHERE enrolment = ?)",
          "DELETE FROM sample WHERE enrolment = ?"}) {
        if (const auto done = database.run(sql, id.toString()); !done)
            return done;
    }
    return {};
}

} // namespace indraj
