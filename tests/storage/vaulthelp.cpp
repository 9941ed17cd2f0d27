#include "vaulthelp.h"

#include "storage/crypto.h"
#include "storage/engine.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>

#include <openssl/evp.h>

#include <memory>

namespace indraj::test {

using namespace Qt::Literals::StringLiterals;

Actor operatorOne() { return {u"op-1"_s, Role::Operator, u"Test Operator"_s, u"آپریٹر"_s}; }
Actor supervisorOne() { return {u"sup-1"_s, Role::Supervisor, u"Test Supervisor"_s, u"نگران"_s}; }

SecretBytes secret(const QByteArray &text)
{
    QByteArray copy = text;
    return SecretBytes::takeFrom(copy);
}

std::vector<NewOperator> twoPeople()
{
    std::vector<NewOperator> people;
    people.push_back({operatorOne(), secret(operatorPhrase)});
    people.push_back({supervisorOne(), secret(supervisorPhrase)});
    return people;
}

bool fullScale() { return qgetenv("INDRAJ_FAULTS") == "full"; }

VaultOptions cheapOptions()
{
    VaultOptions options;
    options.kdf = cheapKdf;
    options.minimumFreeBytes = 0;
    options.ballastBytes = 0;
    options.lookPause.reset(); // what is measured or compared here is not to be read in between
    options.memoryKeep = [] { return MemoryKeep::NoSwap; };
    options.isComplete = [](const Enrolment &enrolment) {
        return !enrolment.fields.isEmpty() && enrolment.portrait()
            && std::all_of(allFingers.begin(), allFingers.end(), [&](FingerPosition finger) {
                   return enrolment.finger(finger) || enrolment.exceptionFor(finger);
               });
    };
    return options;
}

QByteArray pattern(int seed, qsizetype size)
{
    QByteArray bytes(size, '\0');
    quint32 state = 2463534242U + static_cast<quint32>(seed) * 7919U;
    for (char &byte : bytes) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        byte = static_cast<char>(state & 0xff);
    }
    return bytes;
}

Sample fingerSample(FingerPosition finger, qsizetype size)
{
    const int code = static_cast<int>(finger);
    SampleInfo info;
    info.id = SampleId::create();
    info.kind = SampleKind::Finger;
    info.finger = finger;
    info.mimeType = u"image/jp2"_s;
    info.width = 300 + code;
    info.height = 400;
    info.resolution = 500;
    info.quality = {60 + code, u"test-finger-1"_s};
    info.device = u"test device"_s;
    info.capturedAt = QDateTime::fromMSecsSinceEpoch(1'800'000'000'123 + code, Qt::UTC);
    info.attempts = {{1, {30, u"test-finger-1"_s}, u"too-dry"_s, info.capturedAt.addMSecs(-900)},
                     {2, info.quality, u"captured"_s, info.capturedAt}};
    return {info, pattern(code, size)};
}

Sample portraitSample(qsizetype size)
{
    Sample sample = fingerSample(FingerPosition::RightThumb, size);
    sample.info.kind = SampleKind::FacePortrait;
    sample.info.resolution = 0;
    sample.info.manual = true;
    sample.info.manualReason = u"room-light"_s;
    sample.bytes = pattern(77, size);
    return sample;
}

FieldValues canaryFields()
{
    FieldValues values{{u"name.en"_s, u"Canaria Xylophone Quetzal"_s},
                       {u"name.ur"_s, u"کنیریا زائلوفون"_s},
                       {u"introducer.cnic"_s, u"91234-7654321-9"_s}};
    // Enough to fill pages of their own: erasing then frees whole pages, whose content nothing overwrites by
    // itself.
    for (int i = 0; i < 20; ++i)
        values.insert(u"address.%1"_s.arg(i), u"House 7, Vermilion Kumquat Lane; "_s.repeated(50));
    return values;
}

QList<QByteArray> canaries()
{
    return {"Canaria",
            "canaria xylo",
            "Xylophone",
            "Vermilion Kumquat",
            "91234-7654321-9",
            "9123476543219",
            QStringLiteral("زائلوفون").toUtf8(),
            pattern(1, 64),
            pattern(77, 64)};
}

World::World(VaultOptions options)
{
    service = std::make_unique<VaultService>(folder(), std::move(options));
    if (const auto made = settled(service->create(u"TRN-01"_s, twoPeople())); !made)
        qFatal("no vault: %s", qPrintable(made.error().detail));
}

void World::restart(VaultOptions options)
{
    service.reset();
    service = std::make_unique<VaultService>(folder(), std::move(options));
}

tl::expected<Actor, StoreError> World::login(const Actor &actor)
{
    return settled(
        service->unlock(actor.id, secret(actor.role == Role::Operator ? operatorPhrase : supervisorPhrase)));
}

Enrolment World::draft() { return settled(service->createDraft(operatorOne(), u"first-card"_s, 1)).value(); }

Enrolment World::completeDraft()
{
    const EnrolmentId id = draft().id;
    settled(service->saveFields(id, canaryFields(), u"details"_s, operatorOne())).value();
    settled(service->saveSample(id, portraitSample(), operatorOne())).value();
    for (const FingerPosition finger : allFingers) {
        if (finger != FingerPosition::LeftLittle)
            settled(service->saveSample(id, fingerSample(finger), operatorOne())).value();
    }
    return settled(service->saveException(
                       id, {FingerPosition::LeftLittle, ExceptionKind::Missing, {}, {}, {}}, operatorOne()))
        .value();
}

Enrolment World::awaiting()
{
    login(operatorOne()).value();
    const EnrolmentId id = completeDraft().id;
    settled(service->act(id, Act::Review, operatorOne(), {}, {})).value();
    return settled(service->act(id, Act::SignOff, operatorOne(), {}, {})).value();
}

Enrolment World::approved()
{
    const EnrolmentId id = awaiting().id;
    login(supervisorOne()).value();
    return settled(service->act(id, Act::Approve, supervisorOne(), {}, {})).value();
}

UploadRecord World::sealedPacket(const QByteArray &bytes)
{
    const EnrolmentId id = approved().id;
    settled(service->beginSeal(id)).value();
    return settled(service->storeSealed(id, bytes)).value();
}

QString World::folder() const { return temporary.filePath(u"vault"_s); }
QString World::file(const char *name) const { return folder() + u'/' + QLatin1StringView(name); }

StationHealth lookedThrough(VaultService &vault)
{
    // Each question is a job, and lets the look have a step after it.
    const QDeadlineTimer patience(60'000);
    while (!patience.hasExpired()) {
        StationHealth health = settled(vault.health()).value();
        if (health.lookEnded)
            return health;
    }
    qFatal("the look through the contents does not end");
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("cannot write a test file");
}

VaultKeys keysOf(const World &world)
{
    const auto ring = KeyRing::parse(readAll(world.file("keyring.json")), cheapKdf);
    const auto master = ring->open(u"op-1"_s, secret(operatorPhrase));
    return std::move(*ring->derive(*master));
}

/// SQLCipher 4: AES-256-CBC, the last 80 bytes of a page are IV (16) and HMAC-SHA512 (64), page 1 begins with
/// the salt (16).
QByteArray decryptedPages(const QByteArray &file, const SecretBytes &key)
{
    constexpr qsizetype pageSize = 16384;
    QByteArray all;
    for (qsizetype at = 0; at + pageSize <= file.size(); at += pageSize) {
        const qsizetype skip = at == 0 ? 16 : 0;
        const QByteArray body = file.mid(at + skip, pageSize - 80 - skip);
        const QByteArray iv = file.mid(at + pageSize - 80, 16);
        QByteArray plain(body.size() + 32, '\0');
        std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                &EVP_CIPHER_CTX_free);
        int length = 0;
        EVP_DecryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, key.bytes().data(), viewOf(iv).data());
        EVP_CIPHER_CTX_set_padding(context.get(), 0);
        EVP_DecryptUpdate(context.get(), reinterpret_cast<unsigned char *>(plain.data()), &length,
                          viewOf(body).data(), static_cast<int>(body.size()));
        all += plain.left(length);
    }
    return all;
}

void meddle(const World &world, const char *sql)
{
    const VaultKeys keys = keysOf(world);
    auto database = openDatabase(world.file("vault.db"), keys.database);
    if (!database || !database->run(sql) || !database->checkpoint())
        qFatal("cannot meddle: %s", sql);
}

void copyFolder(const QString &from, const QString &to)
{
    QDir().mkpath(to);
    const QFileInfoList files = QDir(from).entryInfoList(QDir::Files | QDir::Hidden);
    for (const QFileInfo &file : files) {
        if (!file.fileName().endsWith(u"-shm"))
            overwrite(to + u'/' + file.fileName(), readAll(file.filePath()));
    }
}

} // namespace indraj::test
