#pragma once

#include "app/backend.h"
#include "app/cameramodesetting.h"
#include "app/camerasetting.h"
#include "app/sessionguard.h"
#include "capture/cameratest/cameracheck.h"
#include "storage/auditstore.h"
#include "storage/peoplestore.h"
#include "storage/stationhealth.h"
#include "widgets/desk/personnames.h"
#include "widgets/shell/stationnames.h"

#include <memory>

namespace indraj {

class HandOverPage;
class LoginPage;
class ReadinessPage;
class RecoverPage;

/// The pages about the station itself: lock, hand-over, people, recovery, audit, readiness, old drafts, find.
class StationPages : public QObject {
    Q_OBJECT
public:
    /// `login` is the log-in page, from which a recovery starts.
    StationPages(Backend &backend, Shift &shift, EnrolmentDesk &desk, MainWindow &window, LoginPage &login,
                 const StationNames &names, PersonNames &people, QObject *parent = nullptr);
    SessionGuard &guard() { return *m_guard; }
    QString cameraInUse() const { return m_cameras->chosen(); }
    CameraModes &cameraModes() { return *m_modes; }
    void setLine(const LineStatus &line);
    /// Before the first citizen of a shift: shows the readiness page where something has to be seen to first,
    /// else calls `begin`. Later in the shift only what stops new enrolments shows it.
    void beforeCitizen(const std::function<void()> &begin);

private:
    void addSession(LoginPage &login, const StationNames &names);
    void addSupervision(const StationNames &names);
    void addReadiness();
    void addCameras();
    void addCameraTest();
    void offerPictureTest();
    std::optional<CameraAddress> camera() const; ///< as chosen, in the format that is wanted
    void addOwnFingers();
    void connectShift();

    Backend &m_backend;
    Shift &m_shift;
    EnrolmentDesk &m_desk;
    MainWindow &m_window;
    PersonNames &m_people;
    LoginPage *m_lockPage = nullptr;
    HandOverPage *m_handOver = nullptr;
    ReadinessPage *m_readiness = nullptr;
    std::unique_ptr<CameraModeSetting> m_modes;
    std::unique_ptr<CameraSetting> m_cameras;
    std::unique_ptr<CameraCheckSession> m_cameraCheck;
    QString m_checkedCamera;
    std::optional<CameraFormat> m_checkedFormat;
    std::unique_ptr<SessionGuard> m_guard;
    bool m_seen = false; ///< readiness was looked at in this shift
    bool m_damageSeen = false; ///< and that something stored is damaged
};

} // namespace indraj
