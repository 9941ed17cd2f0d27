#pragma once

#include "sync/osia/osiaclient.h"
#include "sync/upload.h"

#include <QJsonArray>

namespace indraj {

/// One try to bring one enrolment to the site's OSIA enrolment server: create without pictures, a buffer for
/// each picture, finalize, read back. OSIA has no resume of its own: the enrolment id is the packet id, so a
/// second create is a 409; and every picture that has come is written into the enrolment at once as its
/// imageRef, so that the next try reads there what is left. A lost answer leaves at most one buffer that
/// nobody refers to. Lives on the sync thread.
class OsiaUpload : public Upload {
    Q_OBJECT
public:
    struct Context {
        OsiaClient &client;
        PacketStore &store;
        std::function<QDateTime()> nowUtc;
        /// Whether that many bytes more may go now. Nothing set: always.
        std::function<bool(qint64 bytes, bool begun)> mayGo{};
    };
    OsiaUpload(Context context, const UploadRecord &record, QObject *parent = nullptr);
    void start() override;
    void cancel() override;

private:
    using Step = void (OsiaUpload::*)(const OsiaAnswer &);
    OsiaClient::Callback next(Step step);
    void lookThere(const OsiaAnswer &answer);
    void createThere();
    void created(const OsiaAnswer &answer);
    void sendNextPicture();
    void pictureSent(const OsiaAnswer &answer);
    void referenceWritten(const OsiaAnswer &answer);
    void finalizeThere();
    void finalized(const OsiaAnswer &answer);
    void readBack(const OsiaAnswer &answer);
    void keepWord();
    void takeReferences(const QJsonObject &there);
    bool hasAllReferences() const;
    void noteProgress();
    void end(UploadFault fault, const QString &detail);
    void fail(const OsiaAnswer &answer);

    Context m_context;
    UploadRecord m_record;
    SealInput m_input;
    QJsonObject m_enrollment; ///< as it is to be there; what has no buffer yet refers to urn:uuid
    QString m_id;
    QString m_transaction;
    qsizetype m_sample = 0; ///< the one being sent, of m_input.samples
    OsiaAnswer m_finalizeAnswer;
    bool m_begun = false;
    bool m_ended = false;
};

/// Every imageRef and dataRef of an OSIA Enrollment, changed by `change`. Pure.
QJsonObject withReferences(const QJsonObject &enrollment,
                           const std::function<QString(const QString &)> &change);

} // namespace indraj
