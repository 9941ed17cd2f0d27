#pragma once

#include "storage/decisionstore.h"
#include "sync/centralclient.h"
#include "sync/down/downreport.h"
#include "sync/down/setfolder.h"
#include "sync/storeuser.h"

#include <functional>

namespace indraj {

/// Whether the program can work with the files of a folder; empty text: it can. Any thread.
using UsableCheck = std::function<QString(const QString &itemsFolder)>;

/// One look: decisions, the list of the staff, reference data. Each is independent of the others: a bad set
/// keeps no decision away. Whatever breaks off goes on where it stood at the next look. Lives on the sync
/// thread.
class Downward : public StoreUser {
    Q_OBJECT
public:
    struct Context {
        CentralClient &client;
        DecisionStore &store;
        SetFolder &folder;
        QByteArray receiptPem; ///< pinned: pages of decisions
        QString station;
        QString programVersion;
        UsableCheck isUsable; ///< none: every set is
        std::function<QDateTime()> nowUtc;
        /// Asked before each list, page and piece, with the bytes that it may bring: false, and the look ends
        /// where it stands. None: always.
        std::function<bool(qint64 bytes)> mayGoOn;
    };
    Downward(Context context, QObject *parent = nullptr);
    /// `done` is called once; not at all once cancelled.
    void run(std::function<void(const DownwardReport &)> done);
    void cancel() override;

private:
    void askNews();
    bool givesWay(qint64 bytes);
    void fetchDecisions();
    void takeDecisions(const CentralAnswer &answer);
    void fetchSet(SetChannel channel);
    void takeList(SetChannel channel, const CentralAnswer &answer);
    void fetchItem();
    void takePiece(const SetItem &item, const CentralAnswer &answer);
    void installSet();
    void setFailed(SetChannel channel, const SetError &error);
    void afterSet(SetChannel channel);
    void applyStaffList();
    void end();

    Context m_context;
    std::function<void(const DownwardReport &)> m_done;
    DownwardReport m_report;
    DownwardState m_state;
    qint64 m_newsDecisions = 0, m_newsReference = 0, m_newsStaff = 0;
    SignedSet m_coming; ///< being fetched
    QByteArray m_comingList;
    qsizetype m_nextItem = 0;
};

} // namespace indraj
