#include "app/stationpages.h"

#include "widgets/audit/auditpage.h"
#include "widgets/desk/onanswer.h"
#include "widgets/find/findpage.h"
#include "widgets/gate/loginpage.h"
#include "widgets/lock/handoverpage.h"
#include "widgets/people/ownfingerspage.h"
#include "widgets/people/peoplepage.h"
#include "widgets/people/recoverpage.h"
#include "widgets/readiness/cameratestpage.h"
#include "widgets/readiness/readinesspage.h"
#include "widgets/retention/olddraftspage.h"
#include "widgets/shell/words.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

StationPages::StationPages(Backend &backend, Shift &shift, EnrolmentDesk &desk, MainWindow &window,
                           LoginPage &login, const StationNames &names, PersonNames &people, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
    , m_shift(shift)
    , m_desk(desk)
    , m_window(window)
    , m_people(people)
{
    addCameras();
    addSession(login, names);
    addSupervision(names);
    addReadiness();
    auto *find = new FindPage(m_backend.vault(), m_desk);
    find->setPersonNames([this](const QString &id) { return m_people.of(id); });
    m_window.addPage(u"find"_s, find);
    connectShift();
}

/// Each camera comes with the format that is remembered for it.
void StationPages::addCameras()
{
    m_cameras = std::make_unique<CameraSetting>(
        m_backend.options(), m_backend.trainingVideo(), m_backend.settingsFile(), m_backend.faceCamera(),
        [this](const QString &address) {
            const bool used
                = m_backend.useCamera(address, rememberedFormat(m_backend.choicesFile(), address));
            if (used)
                m_modes->cameraChosen(address);
            return used;
        });
    m_cameras->lookAmong(m_backend.faceCameraList());
    m_modes = std::make_unique<CameraModeSetting>(m_backend.choicesFile(), m_cameras->chosen(),
                                                  [this](const std::optional<CameraFormat> &format) {
                                                      m_backend.useCamera(m_cameras->chosen(), format);
                                                  });
    const FaceCapture &face = m_backend.face();
    connect(&face, &FaceCapture::cameraModeChanged, m_modes.get(), &CameraModeSetting::modeSeen);
    connect(&face, &FaceCapture::cameraFailed, m_modes.get(), [this] { m_modes->setSilent(true); });
    connect(&face, &FaceCapture::cameraStalled, m_modes.get(), [this] { m_modes->setSilent(true); });
    connect(&face, &FaceCapture::cameraResumed, m_modes.get(), [this] { m_modes->setSilent(false); });
}

std::optional<CameraAddress> StationPages::camera() const
{
    auto address = CameraAddress::parse(m_cameras->chosen());
    if (address)
        address->format = m_modes->wanted();
    return address;
}

void StationPages::addSession(LoginPage &login, const StationNames &names)
{
    m_lockPage = new LoginPage(m_backend.vault(), names);
    m_handOver = new HandOverPage(m_backend.vault(), m_desk);
    m_window.addPage(u"lock"_s, m_lockPage);
    m_window.addPage(u"handover"_s, m_handOver);
    m_guard = std::make_unique<SessionGuard>(
        SessionGuard::Parts{m_shift, m_window, m_desk, *m_lockPage, *m_handOver},
        m_backend.sessionPolicy().idleLock);
    PeopleStore *people = m_backend.people();
    if (!people)
        return;
    auto *recover = new RecoverPage(*people, m_backend.vault(), names);
    m_window.addPage(u"recover"_s, recover);
    login.setRecoveryOffered(true);
    connect(&login, &LoginPage::recoverRequested, this, [this] { m_window.showPage(u"recover"_s); });
    connect(recover, &RecoverPage::cancelled, this, [this] { m_window.showPage(u"login"_s); });
    connect(recover, &RecoverPage::recovered, &m_shift, &Shift::begin);
}

void StationPages::addSupervision(const StationNames &names)
{
    PeopleStore *people = m_backend.people();
    AuditStore *audit = m_backend.audit();
    if (audit)
        m_window.addPage(u"audit"_s, new AuditPage(*audit, m_backend.vault(), m_desk));
    if (!people || !audit)
        return;
    auto *page = new PeoplePage(*people, *audit, m_desk, names.stationId);
    m_window.addPage(u"people"_s, page);
    connect(page, &PeoplePage::done, this, [this] { m_people.refresh(); });
    connect(page, &PeoplePage::done, &m_window, &MainWindow::showToast);
}

void StationPages::addReadiness()
{
    HealthStore *health = m_backend.health();
    if (!health)
        return;
    m_readiness = new ReadinessPage(*health, m_backend.face(), m_backend.fingers(), *m_cameras);
    m_window.addPage(u"readiness"_s, m_readiness);
    m_readiness->offerModes(*m_modes);
    if (EyeCapture *irises = m_backend.irises())
        m_readiness->watchIrises(*irises);
    addCameraTest();
    addOwnFingers();
    RetentionStore *retention = m_backend.retention();
    if (!retention)
        return;
    auto *old = new OldDraftsPage(*retention, m_desk);
    old->setPersonNames([this](const QString &id) { return m_people.of(id); });
    m_window.addPage(u"olddrafts"_s, old);
    connect(old, &OldDraftsPage::done, &m_window, &MainWindow::showToast);
    m_readiness->offerOldDrafts();
}

void StationPages::addOwnFingers()
{
    PeopleStore *people = m_backend.people();
    if (!people)
        return;
    auto *page = new OwnFingersPage(m_backend.fingers(), {m_backend.vault(), *people}, m_desk);
    m_window.addPage(u"ownfingers"_s, page);
    m_readiness->offerOwnFingers();
    connect(page, &OwnFingersPage::begun, this, [this] { m_backend.nextApplicant(); });
    connect(page, &OwnFingersPage::done, &m_window, &MainWindow::showToast);
}

/// The last result stands on the readiness page for as long as the program runs: lenses get dirty.
void StationPages::addCameraTest()
{
    m_checkedCamera = m_cameras->chosen();
    m_checkedFormat = m_modes->wanted();
    m_cameraCheck = std::make_unique<CameraCheckSession>(camera().value_or(CameraAddress{}));
    const auto checkAnew = [this] {
        const bool sameCamera = std::exchange(m_checkedCamera, m_cameras->chosen()) == m_cameras->chosen();
        const bool sameFormat = std::exchange(m_checkedFormat, m_modes->wanted()) == m_modes->wanted();
        if (sameCamera && sameFormat)
            return;
        // A camera that takes photographs itself has no frames to test; none of another camera's then.
        m_cameraCheck->useCamera(camera().value_or(CameraAddress{}));
        offerPictureTest(); // what was said is about other pictures
    };
    connect(m_cameras.get(), &CameraLook::changed, this, checkAnew);
    connect(m_modes.get(), &CameraModes::changed, this, checkAnew);
    auto *page = new CameraTestPage(*m_cameraCheck);
    connect(page, &CameraTestPage::tested, this, [this](const CameraTestResult &result) {
        m_readiness->offerPictureTest(cameraTestSummary(result));
    });
    m_window.addPage(u"cameratest"_s, page);
    offerPictureTest();
}

void StationPages::offerPictureTest()
{
    if (camera())
        m_readiness->offerPictureTest({});
    else
        m_readiness->withdrawPictureTest();
}

void StationPages::connectShift()
{
    connect(&m_shift, &Shift::begun, this, [this](const Actor &) {
        m_seen = false;
        m_damageSeen = false;
        m_handOver->setShiftStart(QDateTime::currentDateTimeUtc());
        m_cameras->watch();
    });
}

void StationPages::setLine(const LineStatus &line)
{
    m_handOver->setLine(line);
    if (m_readiness)
        m_readiness->setLine(line);
}

void StationPages::beforeCitizen(const std::function<void()> &begin)
{
    if (!m_readiness)
        return begin();
    onAnswer(this, m_backend.health()->health(),
             [this, begin](const tl::expected<StationHealth, StoreError> &answer) {
                 if (!m_shift.isOpen())
                     return;
                 // The look through what is stored may end long after the first citizen of the shift.
                 const bool news
                     = answer && answer->contents == LookState::Damaged && !std::exchange(m_damageSeen, true);
                 const bool seen = std::exchange(m_seen, true) && !news;
                 if (!answer || (seen ? !stopsEnrolling(*answer) : answer->warnings.isEmpty()))
                     return begin();
                 m_readiness->setBeforeFirst(true);
                 m_window.showPage(u"readiness"_s);
             });
}

} // namespace indraj
