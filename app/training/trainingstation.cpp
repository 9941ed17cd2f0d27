#include "app/training/trainingstation.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QSaveFile>
#include <QTemporaryDir>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

// No letters that are mistaken for one another when written down by hand.
constexpr QLatin1StringView alphabet("abcdefghjkmnpqrstuvwxyz23456789");
constexpr int groups = 4;
constexpr int groupLength = 4;

QString newPassphrase()
{
    QString text;
    for (int i = 0; i < groups * groupLength; ++i) {
        if (i > 0 && i % groupLength == 0)
            text += u'-';
        const auto pick = QRandomGenerator::system()->bounded(quint32(alphabet.size()));
        text += QChar(alphabet.at(qsizetype(pick)));
    }
    return text;
}

QList<Actor> trainingStaff()
{
    return {
        {u"op-1"_s, Role::Operator, u"Training Operator"_s, u"تربیتی آپریٹر"_s},
        {u"in-1"_s, Role::Supervisor, u"Training In-charge"_s, u"تربیتی انچارج"_s},
    };
}

tl::unexpected<TrainingError> fault(TrainingFault code, const QString &detail)
{
    return tl::unexpected(TrainingError{code, detail});
}

} // namespace

TrainingStation::TrainingStation(QString dir, QString authorityScript, QObject *parent)
    : QObject(parent)
    , m_dir(std::move(dir))
    , m_authorityScript(std::move(authorityScript))
{
}

QString TrainingStation::stationId() { return u"TRN-01"_s; }

QString TrainingStation::passphraseFile() const { return m_dir + u"/passphrases.txt"_s; }

QString TrainingStation::pkiFolder() const { return m_dir + u"/pki"_s; }

tl::expected<QByteArray, TrainingError> TrainingStation::pkiFile(const QString &name) const
{
    QFile file(pkiFolder() + u'/' + name);
    if (!file.open(QIODevice::ReadOnly))
        return fault(TrainingFault::NotPrepared, u"pki/"_s + name + u": "_s + file.errorString());
    return file.readAll();
}

tl::expected<QList<TrainingPassphrase>, TrainingError> TrainingStation::makePassphrases() const
{
    QList<TrainingPassphrase> made;
    for (const Actor &actor : trainingStaff())
        made.append({actor, newPassphrase()});

    QSaveFile file(passphraseFile());
    if (!QDir().mkpath(m_dir) || !file.open(QIODevice::WriteOnly))
        return fault(TrainingFault::IoFailed, file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write("Training pass phrases of this folder. Never use them for real enrolments.\n");
    for (const auto &entry : made)
        file.write((entry.actor.id + u' ' + entry.text + u'\n').toUtf8());
    if (!file.commit())
        return fault(TrainingFault::IoFailed, file.errorString());
    return made;
}

tl::expected<QList<TrainingPassphrase>, TrainingError> TrainingStation::readPassphrases() const
{
    QFile file(passphraseFile());
    if (!file.open(QIODevice::ReadOnly))
        return fault(TrainingFault::NotPrepared, file.errorString());
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    QList<TrainingPassphrase> known;
    for (const Actor &actor : trainingStaff()) {
        for (const QString &line : lines) {
            if (line.startsWith(actor.id + u' '))
                known.append({actor, line.mid(actor.id.size() + 1).trimmed()});
        }
    }
    if (known.size() != trainingStaff().size())
        return fault(TrainingFault::NotPrepared, u"passphrases.txt is incomplete"_s);
    return known;
}

void TrainingStation::sign(const QByteArray &requestPem)
{
    auto *process = new QProcess(this);
    auto *folder = new QTemporaryDir;
    connect(process, &QObject::destroyed, this, [folder] { delete folder; });
    const QString request = folder->filePath(u"request.csr"_s);
    const QString answer = folder->filePath(u"station.crt"_s);
    QFile file(request);
    if (!folder->isValid() || !file.open(QIODevice::WriteOnly)
        || file.write(requestPem) != requestPem.size()) {
        process->deleteLater();
        Q_EMIT signingFailed({TrainingFault::IoFailed, file.errorString()});
        return;
    }
    file.close();

    connect(process, &QProcess::finished, this,
            [this, process, answer](int code, QProcess::ExitStatus status) {
                process->deleteLater();
                QFile chain(answer);
                if (status == QProcess::NormalExit && code == 0 && chain.open(QIODevice::ReadOnly))
                    Q_EMIT certificateSigned(chain.readAll());
                else
                    Q_EMIT signingFailed({TrainingFault::AuthorityFailed,
                                          QString::fromUtf8(process->readAllStandardError()).trimmed()});
            });
    connect(process, &QProcess::errorOccurred, this, [this, process](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        process->deleteLater();
        Q_EMIT signingFailed({TrainingFault::AuthorityFailed, process->errorString()});
    });
    process->start(m_authorityScript, {m_dir + u"/pki"_s, u"sign"_s, request, answer});
}

} // namespace indraj
