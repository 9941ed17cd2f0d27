#pragma once

#include "storage/stationaccess.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

namespace indraj {

/// A pass phrase made for training, in clear because it is shown once and kept for the lesson.
struct TrainingPassphrase {
    Actor actor;
    QString text;
};

enum class TrainingFault {
    NotPrepared, ///< no training keys in the folder: `./indraj run` makes them
    IoFailed,
    AuthorityFailed, ///< the training authority did not sign the station's request
};

struct TrainingError {
    TrainingFault fault;
    QString detail; ///< for the log
};

/// What a training folder holds: `pki/` (made at set-up), `vault/`, `passphrases.txt` (mode 0600).
class TrainingStation : public QObject {
    Q_OBJECT
public:
    TrainingStation(QString dir, QString authorityScript, QObject *parent = nullptr);

    static QString stationId();
    QString passphraseFile() const;
    QString pkiFolder() const;
    tl::expected<QByteArray, TrainingError> pkiFile(const QString &name) const;

    /// Makes pass phrases for an operator and an in-charge and keeps them in passphraseFile(), durably,
    /// before anything is locked with them: a power cut must not leave a vault nobody can open.
    tl::expected<QList<TrainingPassphrase>, TrainingError> makePassphrases() const;
    /// Reads them back, for a rehearsal on an existing training folder.
    tl::expected<QList<TrainingPassphrase>, TrainingError> readPassphrases() const;

    /// Has the training authority sign a certificate request. Asynchronous; ends with certificateSigned() or
    /// signingFailed().
    void sign(const QByteArray &requestPem);

Q_SIGNALS:
    void certificateSigned(const QByteArray &chainPem);
    void signingFailed(const indraj::TrainingError &error);

private:
    QString m_dir;
    QString m_authorityScript;
};

} // namespace indraj
