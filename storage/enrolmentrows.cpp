#include "storage/enrolmentrows.h"

#include "storage/codes.h"
#include "storage/registry/matchnotes.h"
#include "storage/registry/registrynotes.h"
#include "storage/search/searchindex.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostFields = 300;
constexpr int longestKey = 64;
constexpr int longestValue = 2000;

Outcome<void> readFields(Database &database, Enrolment *enrolment)
{
    Statement rows = database.prepare("SELECT key, value FROM field WHERE enrolment = ?");
    rows.bind(enrolment->id.toString());
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        enrolment->fields.insert(rows.text(0), rows.text(1));
    }
}

Outcome<void> readSampleInfos(Database &database, Enrolment *enrolment)
{
    Statement rows
        = database.prepare("SELECT id, info FROM sample WHERE enrolment = ? ORDER BY kind DESC, finger");
    rows.bind(enrolment->id.toString());
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        const auto info = sampleInfoFromJson(SampleId::fromString(rows.text(0)), rows.text(1).toUtf8());
        if (!info)
            return tl::unexpected(info.error());
        enrolment->samples.append(*info);
    }
}

Outcome<void> readExceptions(Database &database, Enrolment *enrolment)
{
    Statement rows = database.prepare(
        "SELECT finger, kind, note, actor, at FROM exception WHERE enrolment = ? ORDER BY finger");
    rows.bind(enrolment->id.toString());
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        const auto kind = exceptionFromCode(rows.text(1));
        const int finger = static_cast<int>(rows.integer(0));
        if (!kind || !isFinger(finger))
            return failed(StoreFault::Damaged, u"an exception cannot be read"_s);
        enrolment->exceptions.append(
            {static_cast<FingerPosition>(finger), *kind, rows.text(2), rows.text(3), rows.time(4)});
    }
}

Outcome<void> readEyeExceptions(Database &database, Enrolment *enrolment)
{
    Statement rows = database.prepare(
        "SELECT eye, kind, note, actor, at FROM eye_exception WHERE enrolment = ? ORDER BY eye");
    rows.bind(enrolment->id.toString());
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        const auto kind = exceptionFromCode(rows.text(1));
        const int eye = static_cast<int>(rows.integer(0));
        if (!kind || !isEye(eye))
            return failed(StoreFault::Damaged, u"an exception of an eye cannot be read"_s);
        enrolment->eyeExceptions.append(
            {static_cast<EyePosition>(eye), *kind, rows.text(2), rows.text(3), rows.time(4)});
    }
}

Outcome<void> readNotSigned(Database &database, Enrolment *enrolment)
{
    Statement row = database.prepare("SELECT reason, note, actor, at FROM not_signed WHERE enrolment = ?");
    const auto found = row.bind(enrolment->id.toString()).step();
    if (!found)
        return tl::unexpected(found.error());
    if (*found)
        enrolment->notSigned = NotSigned{row.text(0), row.text(1), row.text(2), row.time(3)};
    return {};
}

Outcome<void> readRegistry(Database &database, Enrolment *enrolment)
{
    auto note = readRegistryNote(database, enrolment->id);
    if (!note)
        return tl::unexpected(note.error());
    enrolment->registry = std::move(*note);
    auto match = readMatchNote(database, enrolment->id);
    if (!match)
        return tl::unexpected(match.error());
    enrolment->match = std::move(*match);
    return {};
}

Outcome<EnrolmentState> storedState(const QString &code)
{
    const auto state = stateFromCode(code);
    if (!state)
        return failed(StoreFault::Damaged, u"an enrolment has an unknown state"_s);
    return *state;
}

} // namespace

Outcome<Enrolment> readEnrolment(Database &database, EnrolmentId id)
{
    Statement row = database.prepare(
        "SELECT token, service, form_version, state, step, captured_by, created_at, saved_at,"
        " decision_actor, decision_at, decision_reason, decision_note,"
        " (SELECT packet FROM correction c WHERE c.enrolment = enrolment.id) FROM enrolment WHERE id = ?");
    const auto found = row.bind(id.toString()).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return failed(StoreFault::NotFound, u"no enrolment of this id"_s);
    const auto state = storedState(row.text(3));
    if (!state)
        return tl::unexpected(state.error());
    Enrolment enrolment;
    enrolment.id = id;
    enrolment.token = row.text(0);
    enrolment.service = row.text(1);
    enrolment.formVersion = static_cast<int>(row.integer(2));
    enrolment.state = *state;
    enrolment.step = row.text(4);
    enrolment.capturedBy = row.text(5);
    enrolment.createdAt = row.time(6);
    enrolment.savedAt = row.time(7);
    if (!row.isNull(8))
        enrolment.lastDecision = Decision{row.text(8), row.time(9), row.text(10), row.text(11)};
    enrolment.corrects = PacketId::fromString(row.text(12));
    for (const auto read :
         {readFields, readSampleInfos, readExceptions, readEyeExceptions, readNotSigned, readRegistry}) {
        if (const auto done = read(database, &enrolment); !done)
            return tl::unexpected(done.error());
    }
    return enrolment;
}

Outcome<EnrolmentState> readState(Database &database, EnrolmentId id)
{
    Statement row = database.prepare("SELECT state FROM enrolment WHERE id = ?");
    const auto found = row.bind(id.toString()).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return failed(StoreFault::NotFound, u"no enrolment of this id"_s);
    return storedState(row.text(0));
}

Outcome<void> insertEnrolment(Database &database, const Enrolment &enrolment, qint64 number,
                              const QByteArray &wrappedKey)
{
    return database.run(
        "INSERT INTO enrolment(id, number, token, service, form_version, state, step, captured_by,"
        " created_at, saved_at, data_key) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        enrolment.id.toString(), number, enrolment.token, enrolment.service, enrolment.formVersion,
        stateCode(enrolment.state), enrolment.step, enrolment.capturedBy, enrolment.createdAt,
        enrolment.savedAt, wrappedKey);
}

Outcome<void> mergeFields(Database &database, EnrolmentId id, const FieldValues &values)
{
    if (values.size() > mostFields)
        return failed(StoreFault::Invalid, u"too many fields"_s);
    for (auto field = values.cbegin(); field != values.cend(); ++field) {
        if (field.key().isEmpty() || field.key().size() > longestKey || field.value().size() > longestValue)
            return failed(StoreFault::Invalid,
                          u"a field cannot be stored: "_s + field.key().left(longestKey));
        auto done = field.value().isEmpty()
            ? database.run("DELETE FROM field WHERE enrolment = ? AND key = ?", id.toString(), field.key())
            : database.run(
                "INSERT INTO field(enrolment, key, value) VALUES(?, ?, ?) ON CONFLICT(enrolment, key)"
                " DO UPDATE SET value = excluded.value",
                id.toString(), field.key(), field.value());
        if (!done)
            return done;
    }
    return indexEnrolment(database, id);
}

Outcome<void> setStep(Database &database, EnrolmentId id, const QString &step)
{
    if (step.size() > longestKey)
        return failed(StoreFault::Invalid, u"the name of the step is too long"_s);
    return database.run("UPDATE enrolment SET step = ? WHERE id = ?", step, id.toString());
}

Outcome<void> setSaved(Database &database, EnrolmentId id, const QDateTime &now)
{
    return database.run("UPDATE enrolment SET saved_at = ? WHERE id = ?", now, id.toString());
}

Outcome<void> setState(Database &database, EnrolmentId id, EnrolmentState state)
{
    return database.run("UPDATE enrolment SET state = ? WHERE id = ?", stateCode(state), id.toString());
}

Outcome<void> setDecision(Database &database, EnrolmentId id, const Decision &decision)
{
    return database.run("UPDATE enrolment SET decision_actor = ?, decision_at = ?, decision_reason = ?,"
                        " decision_note = ? WHERE id = ?",
                        decision.actorId, decision.at, decision.reasonCode, decision.note, id.toString());
}

Outcome<void> writeException(Database &database, EnrolmentId id, const BiometricException &exception)
{
    const QString kind = exceptionCode(exception.kind);
    if (kind.isEmpty() || !isFinger(static_cast<int>(exception.finger)) || !exception.at.isValid()
        || exception.note.size() > longestValue)
        return failed(StoreFault::Invalid, u"an exception needs finger, kind and time"_s);
    return database.run(
        "INSERT INTO exception(enrolment, finger, kind, note, actor, at) VALUES(?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(enrolment, finger) DO UPDATE SET kind = excluded.kind,"
        " note = excluded.note, actor = excluded.actor, at = excluded.at",
        id.toString(), static_cast<int>(exception.finger), kind, exception.note, exception.actorId,
        exception.at);
}

Outcome<void> removeException(Database &database, EnrolmentId id, FingerPosition finger)
{
    return database.run("DELETE FROM exception WHERE enrolment = ? AND finger = ?", id.toString(),
                        static_cast<int>(finger));
}

Outcome<void> writeEyeException(Database &database, EnrolmentId id, const EyeException &exception)
{
    const QString kind = exceptionCode(exception.kind);
    if (kind.isEmpty() || !isEye(static_cast<int>(exception.eye)) || !exception.at.isValid()
        || exception.note.size() > longestValue)
        return failed(StoreFault::Invalid, u"an exception needs eye, kind and time"_s);
    return database.run(
        "INSERT INTO eye_exception(enrolment, eye, kind, note, actor, at) VALUES(?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(enrolment, eye) DO UPDATE SET kind = excluded.kind,"
        " note = excluded.note, actor = excluded.actor, at = excluded.at",
        id.toString(), static_cast<int>(exception.eye), kind, exception.note, exception.actorId,
        exception.at);
}

Outcome<void> removeEyeException(Database &database, EnrolmentId id, EyePosition eye)
{
    return database.run("DELETE FROM eye_exception WHERE enrolment = ? AND eye = ?", id.toString(),
                        static_cast<int>(eye));
}

Outcome<void> writeNotSigned(Database &database, EnrolmentId id, const std::optional<NotSigned> &answer)
{
    if (!answer)
        return database.run("DELETE FROM not_signed WHERE enrolment = ?", id.toString());
    return database.run("INSERT INTO not_signed(enrolment, reason, note, actor, at) VALUES(?, ?, ?, ?, ?)"
                        " ON CONFLICT(enrolment) DO UPDATE SET reason = excluded.reason,"
                        " note = excluded.note, actor = excluded.actor, at = excluded.at",
                        id.toString(), answer->reasonCode, answer->note, answer->actorId, answer->at);
}

Outcome<void> addContributor(Database &database, EnrolmentId id, const QString &actorId)
{
    return database.run("INSERT INTO contributor(enrolment, actor) VALUES(?, ?) ON CONFLICT DO NOTHING",
                        id.toString(), actorId);
}

Outcome<bool> hasContributed(Database &database, EnrolmentId id, const QString &actorId)
{
    Statement row = database.prepare("SELECT 1 FROM contributor WHERE enrolment = ? AND actor = ?");
    return row.bind(id.toString()).bind(actorId).step();
}

Outcome<void> erasePersonal(Database &database, EnrolmentId id)
{
    // FAST leaves the content of freed pages; these rows are small and personal, so they are overwritten.
    if (auto on = database.run("PRAGMA secure_delete=ON"); !on)
        return on;
    Outcome<void> done;
    for (const char *sql :
         {"DELETE FROM field WHERE enrolment = ?", "DELETE FROM exception WHERE enrolment = ?",
          "DELETE FROM eye_exception WHERE enrolment = ?", "DELETE FROM not_signed WHERE enrolment = ?",
          "DELETE FROM glance WHERE number = (SELECT number FROM enrolment WHERE id = ?)",
          "UPDATE enrolment SET data_key = NULL, decision_note = '' WHERE id = ?"}) {
        if (done)
            done = database.run(sql, id.toString());
    }
    if (done)
        done = indexEnrolment(database, id); // no field, so no word stays
    const auto back = database.run("PRAGMA secure_delete=FAST");
    return done ? back : done;
}

} // namespace indraj
