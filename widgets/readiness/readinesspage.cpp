#include "widgets/readiness/readinesspage.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/choicebox.h"
#include "widgets/controls/panel.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/onanswer.h"
#include "widgets/portrait/cameramodes.h"
#include "widgets/portrait/modechoice.h"
#include "widgets/readiness/readinesstile.h"
#include "widgets/shell/words.h"

#include <QEvent>
#include <QGridLayout>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int columns = 3;
constexpr int usualTopics = 9;
constexpr int cameraPatienceMs = 6000;
constexpr int scannerPatienceMs = 4000;
constexpr int eyesPatienceMs = 4000;
constexpr int healthAgainMs = 1000;
} // namespace

ReadinessPage::ReadinessPage(HealthStore &store, FaceCapture &face, FingerCapture &fingers,
                             CameraLook &cameras, QWidget *parent)
    : Page(parent)
    , m_store(store)
    , m_face(face)
    , m_fingers(fingers)
    , m_cameras(cameras)
    , m_notice(new Banner(this))
    , m_grid(new QGridLayout)
    , m_side(new QWidget)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_notice);
    m_grid->setSpacing(10);
    for (int i = 0; i < usualTopics; ++i)
        addTile();
    column->addLayout(m_grid, 1);
    buildSide();
    connectDevices();
    setFocusPolicy(Qt::StrongFocus);
    refresh();
}

ReadinessPage::~ReadinessPage()
{
    if (!m_side->parent())
        delete m_side;
}

void ReadinessPage::addTile()
{
    const int at = int(m_tiles.size());
    m_tiles.append(new ReadinessTile(this));
    m_grid->addWidget(m_tiles.last(), at / columns, at % columns);
    m_grid->setColumnStretch(at % columns, 1);
    m_grid->setRowStretch(at / columns, 1);
}

void ReadinessPage::watchIrises(EyeCapture &eyes)
{
    m_eyes = &eyes;
    m_facts.iris = IrisFacts{};
    addTile();
    m_eyesPatience.setSingleShot(true);
    m_eyesPatience.setInterval(eyesPatienceMs);
    connect(&m_eyesPatience, &QTimer::timeout, this, &ReadinessPage::refresh);
    connect(&eyes, &EyeCapture::availabilityChanged, this, &ReadinessPage::eyesAnswered);
    refresh();
}

/// One that can be used has answered: its lamps go off again. Any other is waited for, as long as the page is
/// shown.
void ReadinessPage::eyesAnswered()
{
    if (!m_eyesOpen)
        return;
    m_facts.iris->device = m_eyes->device();
    // Not from within its own signal.
    if (m_eyes->isAvailable())
        QMetaObject::invokeMethod(this, &ReadinessPage::closeEyes, Qt::QueuedConnection);
    refresh();
}

void ReadinessPage::closeEyes()
{
    m_eyesPatience.stop();
    if (std::exchange(m_eyesOpen, false))
        m_eyes->closeCamera();
}

void ReadinessPage::buildSide()
{
    m_side->setObjectName(u"readiness.side"_s);
    auto *column = new QVBoxLayout(m_side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_concernTitle = new TextLabel(TextStyle::Heading, m_side);
    m_concernTitle->setBold(true);
    m_concern = new TextLabel(TextStyle::Body, m_side);
    m_concern->setWordWrap(true);
    m_cameraTitle = new TextLabel(TextStyle::Label, m_side);
    m_camera = new ChoiceBox(m_side);
    m_camera->setObjectName(u"field.camera"_s);
    m_cameraTitle->setBuddy(m_camera);
    m_cameraHint = new TextLabel(TextStyle::Small, m_side);
    m_cameraHint->setTone(u"muted"_s);
    m_cameraHint->setWordWrap(true);
    column->addWidget(m_concernTitle);
    column->addWidget(m_concern);
    column->addSpacing(8);
    column->addWidget(hairline(m_side));
    column->addSpacing(8);
    column->addWidget(m_cameraTitle);
    column->addWidget(m_camera);
    column->addWidget(m_cameraHint);
    m_cameraRows = new QVBoxLayout;
    column->addLayout(m_cameraRows);
    m_pictureTest = new ActionButton(u"readiness.picture"_s, {}, m_side);
    m_pictureTest->setCompact(true);
    m_pictureTest->setIconName(u"camera"_s);
    m_pictureTest->hide();
    connect(m_pictureTest, &QAbstractButton::clicked, this, [this] { Q_EMIT navigate(u"cameratest"_s); });
    column->addWidget(m_pictureTest, 0, Qt::AlignLeading);
    m_oldDrafts = new ActionButton(u"readiness.olddrafts"_s, {}, m_side);
    m_oldDrafts->setCompact(true);
    m_oldDrafts->setIconName(u"pause"_s);
    m_oldDrafts->hide();
    connect(m_oldDrafts, &QAbstractButton::clicked, this, [this] { Q_EMIT navigate(u"olddrafts"_s); });
    column->addSpacing(8);
    column->addWidget(m_oldDrafts, 0, Qt::AlignLeading);
    column->addStretch(1);
    connect(m_camera, &QComboBox::activated, this, [this] {
        if (m_camera->currentCode() == m_cameras.chosen())
            return;
        m_cameras.choose(m_camera->currentCode());
        test();
    });
    connect(&m_cameras, &CameraLook::changed, this, &ReadinessPage::refresh);
}

void ReadinessPage::connectDevices()
{
    m_cameraPatience.setSingleShot(true);
    m_cameraPatience.setInterval(cameraPatienceMs);
    connect(&m_cameraPatience, &QTimer::timeout, this, [this] { cameraAnswered(CameraTest::Failed); });
    m_healthAgain.setSingleShot(true);
    m_healthAgain.setInterval(healthAgainMs);
    connect(&m_healthAgain, &QTimer::timeout, this, &ReadinessPage::askHealth);
    m_scannerPatience.setSingleShot(true);
    m_scannerPatience.setInterval(scannerPatienceMs);
    connect(&m_scannerPatience, &QTimer::timeout, this, &ReadinessPage::refresh);
    connect(&m_face, &FaceCapture::frame, this, [this] { cameraAnswered(CameraTest::Pictures); });
    connect(&m_face, &FaceCapture::cameraFailed, this, [this] { cameraAnswered(CameraTest::Failed); });
    connect(&m_fingers, &FingerCapture::scannerChanged, this, [this](ScannerState state) {
        if (!m_shown)
            return;
        m_facts.scanner = state;
        refresh();
    });
}

/// The first picture is enough; after it the camera goes off again and nothing of it is kept.
void ReadinessPage::cameraAnswered(CameraTest result)
{
    if (!m_testing)
        return;
    m_testing = false;
    m_cameraPatience.stop();
    m_face.stop();
    m_face.clear();
    m_facts.camera = result;
    refresh();
}

PageChrome ReadinessPage::chrome() const
{
    const auto ready = std::count_if(m_lines.cbegin(), m_lines.cend(),
                                     [](const ReadinessLine &line) { return line.kind == MessageKind::Ok; });
    const auto watch = std::count_if(m_lines.cbegin(), m_lines.cend(), [](const ReadinessLine &line) {
        return line.kind == MessageKind::Warn || line.kind == MessageKind::Error;
    });
    PageChrome chrome;
    chrome.title = tr("Readiness");
    chrome.subtitle = tr("%1 of %2 ready.")
                          .arg(isolated(QString::number(ready)), isolated(QString::number(m_lines.size())));
    chrome.tool = ActionSpec{
        .id = u"test"_s, .text = tr("Test all again"), .key = QKeySequence(Qt::Key_F5), .icon = u"again"_s};
    chrome.start = {{.id = u"back"_s,
                     .text = tr("Today"),
                     .key = QKeySequence(Qt::ALT | Qt::Key_Left),
                     .icon = u"back"_s}};
    chrome.hints = {{u"F5"_s, tr("Test again")}, {u"F6"_s, tr("Choose the camera")}};
    const QString begin = m_beforeFirst ? tr("Begin work") : tr("Back to work");
    chrome.end
        = {{.id = u"begin"_s,
            .text = watch ? begin + u' ' + tr("(%1 to watch)").arg(isolated(QString::number(watch))) : begin,
            .kind = ActionSpec::Kind::Primary,
            .enabled = !(m_beforeFirst && m_facts.health && stopsEnrolling(*m_facts.health))}};
    if (m_ownFingers)
        chrome.end.prepend({.id = u"ownfingers"_s, .text = tr("Your own fingers…")});
    return chrome;
}

void ReadinessPage::enter()
{
    setFocus(Qt::OtherFocusReason);
    m_cameras.setLooking(true);
    test();
}

void ReadinessPage::leave()
{
    m_shown = false;
    m_cameras.setLooking(false);
    m_healthAgain.stop();
    m_cameraPatience.stop();
    m_scannerPatience.stop();
    if (std::exchange(m_testing, false)) {
        m_face.stop();
        m_face.clear();
    }
    m_fingers.closeScanner();
    closeEyes();
}

void ReadinessPage::test()
{
    m_shown = true;
    m_notice->hide();
    m_facts.camera = CameraTest::Waiting;
    m_testing = true;
    m_cameraPatience.start();
    m_face.start();
    m_fingers.openScanner();
    m_facts.scanner = m_fingers.scannerState();
    m_scannerPatience.start();
    if (m_eyes && !std::exchange(m_eyesOpen, true)) {
        m_facts.iris->device.reset();
        m_eyesPatience.start();
        m_eyes->openCamera();
        eyesAnswered(); // it may be known already
    }
    askHealth();
    refresh();
}

void ReadinessPage::askHealth()
{
    const int generation = ++m_generation;
    onAnswer(this, m_store.health(),
             [this, generation](const tl::expected<StationHealth, StoreError> &answer) {
                 if (generation != m_generation)
                     return;
                 if (answer)
                     m_facts.health = *answer;
                 else
                     m_notice->show(MessageKind::Error, storeErrorWords(answer.error()), std::nullopt);
                 if (answer && !answer->lookEnded && m_shown)
                     m_healthAgain.start();
                 refresh();
             });
}

void ReadinessPage::trigger(const QString &actionId)
{
    if (actionId == "test"_L1)
        test();
    else if (actionId == "begin"_L1)
        Q_EMIT navigate(std::exchange(m_beforeFirst, false) ? u"new"_s : u"home"_s);
    else if (actionId == "back"_L1)
        Q_EMIT navigate(u"home"_s);
    else if (actionId == "ownfingers"_L1)
        Q_EMIT navigate(u"ownfingers"_s);
}

void ReadinessPage::setLine(const std::optional<LineStatus> &line)
{
    m_facts.line = line;
    refresh();
}

void ReadinessPage::setBeforeFirst(bool before)
{
    m_beforeFirst = before;
    Q_EMIT chromeChanged();
}

void ReadinessPage::refresh()
{
    refreshCameras();
    const SensorProfile sensor = m_fingers.sensor();
    m_facts.scannerName = sensor.model.isEmpty() ? sensor.driver : sensor.model;
    m_facts.devicesSimulated = sensor.simulated;
    m_facts.scannerLooking = m_scannerPatience.isActive();
    if (m_facts.iris)
        m_facts.iris->looking = m_eyesPatience.isActive();
    m_lines = readinessLines(m_facts);
    for (int i = 0; i < m_tiles.size(); ++i)
        m_tiles.at(i)->setLine(m_lines.at(i));
    m_oldDrafts->setLabel(tr("Drafts past their age…"));
    m_concernTitle->setText(tr("What to see to first"));
    const QString concern = m_facts.health ? firstConcern(*m_facts.health) : QString();
    m_concern->setText(concern.isEmpty() ? tr("Nothing. You can begin.") : concern);
    m_concern->setTone(concern.isEmpty() ? u"muted"_s : u"warn"_s);
    Q_EMIT chromeChanged();
}

void ReadinessPage::offerModes(CameraModes &modes)
{
    auto *choice = new ModeChoice(modes, m_side);
    m_cameraRows->setContentsMargins(0, 8, 0, 8);
    m_cameraRows->addWidget(choice);
    setTabOrder(m_camera, choice->focusProxy()); // before what was laid out earlier
    connect(choice, &ModeChoice::chosen, this, &ReadinessPage::test);
}

void ReadinessPage::offerPictureTest(const QString &lastResult)
{
    m_pictureResult = lastResult;
    m_pictureTest->show();
    refresh();
}

void ReadinessPage::withdrawPictureTest()
{
    m_pictureResult.clear();
    m_pictureTest->hide();
    refresh();
}

bool ReadinessPage::offersPictureTest() const { return !m_pictureTest->isHidden(); }

void ReadinessPage::offerOldDrafts()
{
    m_oldDrafts->show();
    refresh();
}

void ReadinessPage::refreshCameras()
{
    m_cameraTitle->setText(tr("Which camera takes the photo"));
    m_camera->setAccessibleName(m_cameraTitle->text());
    m_pictureTest->setLabel(tr("Test its picture…"));
    m_cameraHint->setText(
        tr("Remembered on this station. A camera that is plugged in appears by itself.")
        + (m_pictureResult.isEmpty() ? QString() : u'\n' + tr("Last test: %1").arg(m_pictureResult)));
    const QSignalBlocker quiet(m_camera);
    m_camera->clear();
    m_facts.cameraName.clear();
    const auto offers = m_cameras.offers();
    for (const CameraOffer &offer : offers) {
        const QString name = offer.trainingVideo       ? tr("Training video")
            : !offer.name.isEmpty() && offer.simulated ? tr("%1, simulated").arg(isolated(offer.name))
            : !offer.name.isEmpty()                    ? isolated(offer.name)
            : offer.simulated                          ? tr("Face camera (SBI), simulated")
                                                       : tr("Face camera (SBI)");
        m_camera->addItem(name, offer.address);
        if (offer.address == m_cameras.chosen())
            m_facts.cameraName = name;
    }
    m_camera->setCurrentCode(m_cameras.chosen());
    if (m_camera->currentIndex() < 0 && !m_cameras.chosen().isEmpty()) {
        // The one that is set is not plugged in now: it stays set.
        m_camera->addItem(tr("The camera set here, not connected"), m_cameras.chosen());
        m_camera->setCurrentCode(m_cameras.chosen());
    }
}

void ReadinessPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Page::changeEvent(event);
}

} // namespace indraj
