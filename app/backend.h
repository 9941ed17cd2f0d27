#pragma once

#include "app/camerasetting.h"
#include "app/options.h"
#include "app/referencedata.h"
#include "app/stationword.h"
#include "app/training/trainingstation.h"
#include "capture/facecapture.h"
#include "capture/fingercapture.h"
#include "capture/likenesscheck.h"
#include "devices/simulator/simulatedapplicant.h"
#include "enrollment/fees.h"
#include "enrollment/fingerpolicy.h"
#include "enrollment/forms.h"
#include "enrollment/places.h"
#include "enrollment/reasonwords.h"
#include "storage/auditstore.h"
#include "storage/peoplestore.h"
#include "storage/retentionstore.h"
#include "storage/stationhealth.h"
#include "storage/vaultservice.h"
#include "sync/identitylookup.h"
#include "sync/osia/osiasite.h"
#include "sync/sender.h"
#include "widgets/lock/sessionpolicy.h"

#include <QObject>
#include <QTemporaryDir>

#include <memory>

class QSettings;

namespace indraj {

class FaceCaptureSession;
class FingerJudge;
class HandCapture;
class PhotoCapture;
class PhotoCaptureSession;
class EyeCapture;
class IrisCamera;
class SbiStation;
class SlapScanner;
class StillCamera;

/// What keeps the workstation from starting at all. For the technician: shown in English on the console and
/// in the window's error page.
enum class StartFault {
    FormUnreadable,
    PlacesUnreadable,
    ThresholdsUnreadable,
    PolicyUnreadable,
    TrainingNotPrepared,
    NoCamera,
};

struct StartError {
    StartFault fault;
    QString detail;
};

/// Everything below the widgets, built once and handed down. Lives on the GUI thread; owns all it makes and
/// takes it down in the right order.
class Backend : public QObject {
    Q_OBJECT
public:
    static tl::expected<std::unique_ptr<Backend>, StartError> build(const Options &options);
    ~Backend() override;

    const Options &options() const { return m_options; }
    bool isTraining() const { return !m_options.trainingDir.isEmpty(); }
    const Forms &forms() const { return *m_forms; } ///< of all services
    const Places &places() const { return *m_places; }
    const ReasonWords &reasons() const { return m_reasons; } ///< words for central's reasons
    const Fees &fees() const { return m_fees; }
    const ReferenceData &reference() const { return *m_reference; }
    VaultService &vault() { return *m_vault; }
    /// Null while the vault does not offer it. @{
    PeopleStore *people();
    AuditStore *audit();
    HealthStore *health();
    RetentionStore *retention();
    /// @}
    FaceCapture &face();
    LikenessCheck &likeness() { return *m_likeness; }
    PhotoCapture &photo(); ///< of both hands, with the same camera
    PhotoCapture &cardPhoto(); ///< of the card that is renewed
    /// Another camera, or another format of it, from now on; false: not an address. `format` nothing: its
    /// best.
    bool useCamera(const QString &address, const std::optional<CameraFormat> &format);
    /// Where the station keeps what a person chose of its devices. Empty in a rehearsal, which shows what the
    /// product does, not what somebody once chose.
    QString choicesFile() const { return m_options.rehearsalDir.isEmpty() ? settingsFile() : QString(); }
    /// The pictures of training, also where the file is missing; empty in field mode.
    QString trainingVideo() const;
    const SessionPolicy &sessionPolicy() const { return m_session; }
    /// Settings of this station that are no secret and name nobody.
    QString settingsFile() const;
    FingerCapture &fingers() { return *m_fingers; }
    HandCapture *hands() { return m_hands.get(); } ///< null where the station has no slap scanner
    FaceCamera faceCamera() const; ///< of a device service
    /// To see which face cameras there are, not to capture with; null where the station has none. Must end
    /// before the backend.
    std::unique_ptr<StillCamera> faceCameraList();
    EyeCapture *irises() { return m_irises.get(); } ///< null where the station has no iris camera
    /// Words of station.ini that are not known; something else is used instead, and the operator is told.
    const QList<UnknownWord> &unknownWords() const { return m_unknownWords; }
    void forgetApplicant(); ///< pictures and tries of the citizen who has left
    IdentityLookup *lookup() { return m_lookup.get(); } ///< null where counters may not ask the registry
    IdentityLookup *matcher()
    {
        return m_matcher.get();
    } ///< null where counters may not ask it with pictures
    Sender &sender() { return *m_sender; }
    TrainingStation *training() { return m_training.get(); } ///< null in field mode
    SimulatedApplicant *applicant() { return m_applicant.get(); } ///< null with a real scanner

    /// Another citizen comes to the counter: earlier tries are forgotten, a simulated person has other
    /// fingers.
    void nextApplicant();

private:
    explicit Backend(Options options);
    /// A file of the authority's: of the training folder, or of the folder `central` beside the vault. Empty:
    /// absent.
    QByteArray siteFile(const QString &name) const;
    QString siteFolder() const;
    QString stationFolder() const;
    void openReference();
    tl::expected<void, StartError> loadForms();
    tl::expected<void, StartError> loadSession();
    tl::expected<void, StartError> buildVault();
    tl::expected<void, StartError> buildFaceCamera();
    tl::expected<void, StartError> buildCamera();
    tl::expected<void, StartError> buildLikeness();
    tl::expected<void, StartError> buildSlaps();
    tl::expected<void, StartError> buildScanner();
    tl::expected<std::unique_ptr<SbiStation>, StartError>
    buildSbi(bool wanted, const QString &key, const QStringList &words, const QString &type);
    tl::expected<void, StartError> buildIrises();
    QString stationWord(const QSettings &settings, const QString &key, const QStringList &allowed);
    tl::expected<void, StartError> readOsia();
    tl::expected<void, StartError> buildSender();
    void buildLookup();

    Options m_options;
    QTemporaryDir m_runDir; ///< sockets of this run, for this user only
    std::shared_ptr<const Forms> m_forms; ///< shared with the storage thread's completeness check
    std::shared_ptr<const Places> m_places;
    ReasonWords m_reasons;
    Fees m_fees;
    std::unique_ptr<ReferenceData> m_reference;
    std::unique_ptr<TrainingStation> m_training;
    std::unique_ptr<VaultService> m_vault;
    std::unique_ptr<SbiStation> m_faceStation;
    std::unique_ptr<StillCamera> m_faceCamera; ///< before the session that uses it
    std::unique_ptr<FaceCaptureSession> m_face;
    std::unique_ptr<LikenessCheck> m_likeness;
    std::unique_ptr<PhotoCaptureSession> m_photo;
    std::unique_ptr<PhotoCaptureSession> m_cardPhoto;
    SessionPolicy m_session;
    FingerPolicy m_fingerPolicy;
    std::unique_ptr<FingerScanner> m_scanner;
    std::unique_ptr<FingerScanner> m_singles; ///< that one or the slap scanner; null without the latter
    std::unique_ptr<SimulatedApplicant> m_applicant;
    std::unique_ptr<FingerCapture> m_fingers;
    std::shared_ptr<const FingerJudge> m_fingerJudge;
    std::unique_ptr<SbiStation> m_slaps;
    std::unique_ptr<SlapScanner> m_slapScanner;
    std::unique_ptr<HandCapture> m_hands;
    std::unique_ptr<SbiStation> m_irisStation;
    std::unique_ptr<IrisCamera> m_irisCamera;
    std::unique_ptr<EyeCapture> m_irises;
    OsiaSite m_osia; ///< nothing in it: the site has no such servers
    std::unique_ptr<IdentityLookup> m_lookup;
    std::unique_ptr<IdentityLookup> m_matcher;
    std::unique_ptr<Sender> m_sender;
    QList<UnknownWord> m_unknownWords;
    quint64 m_applicants = 0;
};

} // namespace indraj
