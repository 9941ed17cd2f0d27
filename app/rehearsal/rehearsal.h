#pragma once

#include "app/rehearsal/hands.h"
#include "app/rehearsal/journal.h"
#include "app/rehearsal/scriptrunner.h"
#include "app/workstation.h"

#include <QObject>

namespace indraj {

/// Drives the real windows through whole enrolments and leaves the evidence in a folder: a picture of each
/// page in both languages, the slip, the receipt, a journal with times. What central holds and how the packet
/// opens is added from outside, by the command that started us. GUI thread.
class Rehearsal : public QObject {
    Q_OBJECT
public:
    Rehearsal(Workstation &workstation, Backend &backend, QString dir, int enrolments,
              QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    void finished(bool allHeld);

private:
    void addFirstStart();
    void addWrongPassphrase();
    void addLogin(const QString &name, const QString &actorId, bool pictures);
    void addNewApplication(bool pictures);
    void addPortrait(bool pictures);
    void addCropByHand();
    void addFingers(bool pictures);
    void addIrises(bool pictures);
    void addSignature(int n, bool pictures);
    void addDetails(int n, bool pictures);
    void addField(const QString &key, const QString &value);
    void addReviewAndSignOff(bool pictures);
    void addApproval(bool pictures);
    void addSending(bool pictures);
    bool hasPage(const QString &key) const;
    void addGo(const QString &key);
    void addReadiness(bool pictures);
    void addIdleLock(const QString &actorId, const QString &field, const QString &half);
    void addHandOver(bool pictures);
    void addFind();
    void addHelpAndCameraTest();
    void addOldDrafts();
    void addAudit();
    void addPeople(const QString &concerned, const QString &secondId);
    void addPictures(const QString &name);
    void addClick(const QString &name, const QString &objectName, const std::function<bool()> &holds);

    std::function<bool()> onPage(const QString &key) const;
    bool saved(const QString &key, const QString &normalised) const;
    QString passphraseOf(const QString &actorId) const;
    std::optional<UploadRecord> currentRecord() const;
    void keepReceipt();

    Workstation &m_workstation;
    Backend &m_backend;
    QString m_dir;
    int m_enrolments;
    Hands m_hands;
    Journal m_journal;
    ScriptRunner m_runner;
    EnrolmentId m_enrolment; ///< the one being rehearsed
    QString m_slip;
    QString m_typedBeforeLock;
    int m_pictures = 0;
    int m_frames = 0; ///< camera pictures shown for the present applicant
};

} // namespace indraj
