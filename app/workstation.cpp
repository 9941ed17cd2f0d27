#include "app/workstation.h"

#include "app/cameratuning.h"
#include "app/samplereader.h"
#include "app/stationpages.h"
#include "devices/voice/espeakvoice.h"
#include "widgets/approval/approvalpage.h"
#include "widgets/desk/onanswer.h"
#include "widgets/details/detailspage.h"
#include "widgets/details/matchasker.h"
#include "widgets/details/registryasker.h"
#include "widgets/fingers/fingerspage.h"
#include "widgets/gate/firststartpage.h"
#include "widgets/gate/loginpage.h"
#include "widgets/home/homepage.h"
#include "widgets/iris/irispage.h"
#include "widgets/portrait/earliercardpage.h"
#include "widgets/portrait/portraitpage.h"
#include "widgets/portrait/voicecoach.h"
#include "widgets/review/reviewpage.h"
#include "widgets/review/signoffpage.h"
#include "widgets/sending/sendingpage.h"
#include "widgets/shell/helppage.h"
#include "widgets/shell/words.h"
#include "widgets/signature/signaturepage.h"
#include "widgets/slip/slippage.h"

#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QTimer>

#include <malloc.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

StationNames namesFor(Backend &backend)
{
    StationNames names;
    names.training = backend.isTraining();
    names.place = names.training ? BilingualText{u"Training centre"_s, u"تربیتی مرکز"_s}
                                 : BilingualText{u"Registration centre"_s, u"رجسٹریشن مرکز"_s};
    names.stationId = TrainingStation::stationId();
    if (const TrainingStation *training = backend.training())
        names.passphraseFile = training->passphraseFile();
    return names;
}

} // namespace

Workstation::Workstation(Backend &backend, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
    , m_shift(backend)
    , m_names(backend.vault())
    , m_language(std::make_unique<LanguageSwitch>())
    , m_desk(std::make_unique<EnrolmentDesk>(backend.vault(), backend.forms(), backend.places()))
    , m_window(std::make_unique<MainWindow>(namesFor(backend), *m_desk, *m_language))
{
    m_desk->setSampleDecoder(sampleReader());
    addPages();
    connect(m_window.get(), &MainWindow::navigateRequested, this, &Workstation::go);
    connectShift();
    connectSending();
    connectDesk();
}

Workstation::~Workstation() = default;

void Workstation::addPages()
{
    const StationNames names = namesFor(m_backend);
    m_desk->setFingerPolicy(m_backend.fingers().policy());
    m_desk->setFees(m_backend.fees());
    addDoor(names);
    PortraitPage &portrait = addPhoto();
    addCaptures();
    addDetails();
    addConclusion(names);
    addApprovalAndSending();
    m_station = new StationPages(m_backend, m_shift, *m_desk, *m_window, *m_login, names, m_names, this);
    portrait.offerModes(m_station->cameraModes());
    connect(&m_station->guard(), &SessionGuard::shiftEnded, this, &Workstation::showLogin);
    connect(&m_station->guard(), &SessionGuard::tookOver, this,
            [this](const Actor &before, const QString &token) {
                if (!token.isEmpty())
                    m_window->showBanner(MessageKind::Info, keptDraftWords(token, before));
            });
}

void Workstation::addDoor(const StationNames &names)
{
    m_firstStart = new FirstStartPage(names);
    m_login = new LoginPage(m_backend.vault(), names);
    m_notice = new GateNotice(names);
    m_home = new HomePage(m_backend.vault(), *m_desk);
    m_window->addPage(u"first-start"_s, m_firstStart);
    m_window->addPage(u"login"_s, m_login);
    m_window->addPage(u"notice"_s, m_notice);
    m_window->addPage(u"home"_s, m_home);
    connect(m_notice, &GateNotice::quitRequested, qApp, &QApplication::quit);
}

PortraitPage &Workstation::addPhoto()
{
    auto *portrait = new PortraitPage(m_backend.face(), *m_desk);
    auto *tuning = new CameraTuning(m_backend.settingsFile(), portrait);
    connect(&m_backend.face(), &FaceCapture::cameraStarted, tuning,
            [this, tuning] { tuning->cameraStarted(m_station->cameraInUse()); });
    connect(&m_backend.face(), &FaceCapture::frame, tuning,
            [tuning](const QImage &, const FaceJudgement &judgement) { tuning->faceSeen(judgement); });
    portrait->offerTuning(*tuning);
    const QString settings = m_backend.settingsFile();
    auto *voice = new EspeakVoice({}, portrait);
    auto *coach = new VoiceCoach(
        *voice, QSettings(settings, QSettings::IniFormat).value(u"voice/on"_s).toBool(), portrait);
    connect(coach, &VoiceCoach::switched, coach,
            [settings](bool on) { QSettings(settings, QSettings::IniFormat).setValue(u"voice/on"_s, on); });
    portrait->offerVoice(*coach);
    m_window->addPage(u"photo"_s, portrait);
    m_window->addPage(u"card"_s, new EarlierCardPage(m_backend.cardPhoto(), *m_desk));
    return *portrait;
}

void Workstation::addCaptures()
{
    auto *fingers = new FingersPage(m_backend.fingers(), *m_desk);
    fingers->setPhotoCapture(m_backend.photo());
    fingers->setTemplateStore(m_backend.vault());
    if (HandCapture *hands = m_backend.hands())
        fingers->setHandCapture(*hands);
    fingers->setPersonNames([this](const QString &id) { return m_names.of(id); });
    m_window->addPage(u"fingers"_s, fingers);
    if (EyeCapture *irises = m_backend.irises()) {
        m_desk->setIrisAsked(true);
        m_window->addPage(u"iris"_s, new IrisPage(*irises, *m_desk));
    }
    m_window->addPage(u"signature"_s, new SignaturePage(*m_desk));
}

void Workstation::addConclusion(const StationNames &names)
{
    m_window->addPage(u"review"_s, new ReviewPage(*m_desk));
    auto *signOff = new SignOffPage(*m_desk);
    signOff->offerComparison(m_backend.face(), m_backend.likeness());
    m_window->addPage(u"signoff"_s, signOff);
    const QString slips = m_backend.options().vaultDir + u"/../slips"_s;
    QDir().mkpath(slips);
    auto *slip = new SlipPage(*m_desk, names.stationId, QDir::cleanPath(slips));
    connect(slip, &SlipPage::written, this, &Workstation::giveMemoryBack); // a PDF takes 30 MB to write
    m_window->addPage(u"slip"_s, slip);
}

void Workstation::addApprovalAndSending()
{
    const auto nameOf = [this](const QString &id) { return m_names.of(id); };
    auto *approval = new ApprovalPage(m_backend.vault(), *m_desk);
    approval->setFigures(&m_backend.vault());
    approval->setLikenessCheck(&m_backend.likeness());
    approval->setPersonNames(nameOf);
    approval->setTemplateStore(m_backend.vault());
    m_window->addPage(u"approval"_s, approval);
    m_window->addPage(u"help"_s, new HelpPage);
    auto *sending = new SendingPage(m_backend.sender());
    sending->setPersonNames(nameOf);
    sending->setTexts(decisionTexts(m_backend.reasons(), m_backend.forms()));
    m_window->addPage(u"sending"_s, sending);
}

void Workstation::addDetails()
{
    auto *details = new DetailsPage(*m_desk);
    if (IdentityLookup *lookup = m_backend.lookup())
        details->offerRegistry(*new RegistryAsker(*m_desk, m_backend.vault(), *lookup, details));
    if (IdentityLookup *matcher = m_backend.matcher())
        details->offerMatch(
            *new MatchAsker(*m_desk, m_backend.vault(), m_backend.vault(), *matcher, details));
    m_window->addPage(u"details"_s, details);
}

void Workstation::start()
{
    if (m_backend.vault().exists()) {
        showLogin();
    } else {
        m_window->showPage(u"first-start"_s);
        m_firstStart->showPreparing();
        QTimer::singleShot(0, &m_shift, &Shift::prepareStation);
    }
    m_window->show();
}

void Workstation::showLogin()
{
    m_window->setActor(std::nullopt);
    m_window->setLine(std::nullopt);
    m_window->showPage(u"login"_s);
    // Said once the page has been painted: a zero timer runs after the pending paint.
    QTimer::singleShot(0, this, &Workstation::loginShown);
}

void Workstation::connectShift()
{
    connect(&m_shift, &Shift::stationReady, this, [this](const QList<TrainingPassphrase> &passphrases) {
        QList<FirstStartPage::Credential> credentials;
        for (const TrainingPassphrase &entry : passphrases)
            credentials.append({entry.actor, entry.text});
        m_firstStart->showCredentials(credentials);
    });
    connect(m_firstStart, &FirstStartPage::acknowledged, this, &Workstation::showLogin);
    connect(&m_shift, &Shift::stationFailed, this, [this](const StoreError &error) {
        m_notice->setError(error);
        m_window->showPage(u"notice"_s);
    });
    connect(&m_shift, &Shift::trainingFailed, this,
            [this](const TrainingError &error) { m_firstStart->showFailure(error.detail); });
    connect(m_login, &LoginPage::loggedIn, &m_shift, &Shift::begin);
    connect(m_login, &LoginPage::loggedIn, this, &Workstation::giveMemoryBack);
    connect(&m_shift, &Shift::begun, this, [this](const Actor &actor) {
        m_names.refresh();
        m_desk->setActor(actor);
        m_window->setActor(actor);
        m_home->setShiftStart(QDateTime::currentDateTimeUtc());
        m_window->showPage(u"home"_s);
        QStringList unknown;
        for (const UnknownWord &one : m_backend.unknownWords())
            unknown << unknownSettingWords(one.key, one.read, one.allowed, one.used);
        if (!unknown.isEmpty())
            m_window->showBanner(MessageKind::Warn, unknown.join(u'\n'));
    });
}

void Workstation::connectSending()
{
    connect(&m_backend.sender(), &Sender::lineChanged, this, [this](const LineStatus &status) {
        if (!m_shift.isOpen())
            return;
        m_window->setLine(status);
        m_home->setLine(status);
        m_station->setLine(status);
    });
}

/// Pictures of a citizen who has left are large: what was freed goes back to the system, not into a heap that
/// grows over a day. A few milliseconds, between two citizens or two people at work.
void Workstation::giveMemoryBack()
{
    QTimer::singleShot(0, this, [] { malloc_trim(0); });
}

void Workstation::connectDesk()
{
    connect(m_desk.get(), &EnrolmentDesk::opened, this, &Workstation::afterOpened);
    connect(m_desk.get(), &EnrolmentDesk::closed, this, [this] {
        m_backend.forgetApplicant();
        giveMemoryBack();
    });
    connect(m_desk.get(), &EnrolmentDesk::allSaved, this, [this] {
        if (std::exchange(m_saveTrouble, false))
            m_window->hideBanner();
    });
    connect(m_desk.get(), &EnrolmentDesk::saveFailed, this, &Workstation::sayKept);
    connect(m_desk.get(), &EnrolmentDesk::openFailed, this, [this](const StoreError &error) {
        m_opening = false;
        m_window->showBanner(MessageKind::Error, storeErrorWords(error));
    });
    connect(m_desk.get(), &EnrolmentDesk::acted, this, [this](Act act) {
        if (act == Act::Reopen && m_desk->hasEnrolment())
            goToStep(m_reopenTo.isEmpty() ? u"photo"_s : m_reopenTo);
        if (act == Act::Approve)
            m_backend.sender().checkQueue();
    });
}

void Workstation::sayKept(const StoreError &error)
{
    m_saveTrouble = true;
    m_window->showBanner(MessageKind::Error, storeErrorWords(error) + u' ' + keptWords(m_desk->kept()));
}

bool Workstation::mayGo(const QString &target) const
{
    const QStringList supervisors{u"approval"_s, u"people"_s, u"audit"_s};
    const QStringList gates{u"login"_s, u"lock"_s, u"recover"_s, u"first-start"_s, u"notice"_s};
    return m_shift.isOpen() && !gates.contains(target)
        && (!supervisors.contains(target) || m_shift.actor().role == Role::Supervisor);
}

void Workstation::go(const QString &target)
{
    if (!mayGo(target))
        return;
    if (target == u"new"_s || target.startsWith(u"new:"_s)) {
        m_station->beforeCitizen([this, service = target.mid(4)] {
            m_opening = true;
            m_backend.nextApplicant();
            m_desk->startNew(service);
        });
    } else if (target.startsWith(u"open:"_s)) {
        m_opening = true;
        m_backend.nextApplicant();
        m_desk->open(EnrolmentId::fromString(target.mid(5)));
    } else if (target.startsWith(u"correct:"_s)) {
        beginCorrection(PacketId::fromString(target.mid(8)));
    } else if (target.startsWith(u"step:"_s)) {
        goToStep(target.mid(5));
    } else if (target == u"next"_s) {
        goToNeighbour(1);
    } else if (target == u"back"_s) {
        goToNeighbour(-1);
    } else if (target == u"slip"_s) {
        m_window->showPage(target);
    } else if (const QString page = target == u"pause"_s ? u"home"_s : target; m_window->page(page)) {
        m_desk->flush();
        m_desk->close();
        m_window->showPage(page);
    }
}

/// Central wants it corrected: a draft that names the old packet, with the data where they are still here.
void Workstation::beginCorrection(PacketId packet)
{
    const auto known = correctionVersion(m_backend.sender().records(), packet, m_backend.forms());
    if (!known)
        return m_window->showBanner(MessageKind::Error, known.error());
    m_station->beforeCitizen([this, packet, version = *known] {
        onAnswer(this, m_backend.vault().beginCorrection(packet, m_shift.actor(), version),
                 [this](const tl::expected<Enrolment, StoreError> &draft) {
                     if (!draft)
                         return m_window->showBanner(MessageKind::Error, correctionErrorWords(draft.error()));
                     m_backend.sender().checkQueue();
                     go(u"open:"_s + draft->id.toString());
                 });
    });
}

void Workstation::afterOpened()
{
    // The approval page opens enrolments on the desk too; only what was asked for here is shown as work.
    if (!std::exchange(m_opening, false))
        return;
    const Enrolment &enrolment = m_desk->enrolment();
    const QString step = m_desk->pages().contains(enrolment.step) ? enrolment.step : m_desk->pages().first();
    if (enrolment.state == EnrolmentState::Returned) {
        m_reopenTo = step == u"signoff"_s ? u"review"_s : step;
        m_desk->act(Act::Reopen);
        return;
    }
    goToStep(enrolment.state == EnrolmentState::Reviewed ? u"signoff"_s : step);
}

void Workstation::goToStep(const QString &key)
{
    if (!m_desk->hasEnrolment() || !m_desk->pages().contains(key))
        return;
    const EnrolmentState state = m_desk->enrolment().state;
    if (state == EnrolmentState::Reviewed && key != u"signoff"_s && key != u"review"_s) {
        // What the citizen has confirmed is changed again: he has to confirm it anew.
        m_reopenTo = key;
        m_desk->act(Act::Reopen);
        return;
    }
    if (state != EnrolmentState::Draft && state != EnrolmentState::Reviewed)
        return;
    m_desk->setStep(key);
    m_window->showPage(key);
}

void Workstation::goToNeighbour(int direction)
{
    const QStringList pages = m_desk->pages();
    const qsizetype here = pages.indexOf(m_window->currentKey());
    const qsizetype there = here + direction;
    if (here >= 0 && there >= 0 && there < pages.size())
        goToStep(pages.at(there));
    else
        go(u"home"_s);
}

} // namespace indraj
